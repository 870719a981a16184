import { toBytes } from '../../../bytes.ts'
import { command } from '../../command.ts'
import { said } from '../../say.ts'

export const archiveKeyNew = command({
  name: 'archive key new',
  group: 'Archive',
  summary: 'make a pair of Ed25519 keys to sign and verify with',
  arguments: [{ name: 'NAME' }],
  options: {},
  examples: ['filingpress archive key new counsel'],
  async run({ world, words: [name = ''] }) {
    const { newKey } = await import('../../../archive/signature.ts')
    const { refuse } = await import('../../../commands/archive/place.ts')
    if (world.exists(`${name}.key`) || world.exists(`${name}.pub`))
      refuse(
        'V004',
        `${name}.key or ${name}.pub exists`,
        'choose another name; a lost key cannot be made again',
      )
    const pair = newKey()
    world.writeSecret(`${name}.key`, toBytes(pair.privatePem))
    world.writeFile(`${name}.pub`, toBytes(pair.publicPem))
    return { name, id: pair.id }
  },
  print: ({ name, id }) =>
    said(
      `${name}.key signs: keep it secret, and keep a copy elsewhere\n${name}.pub verifies: give it to whoever checks\nid ${id}`,
    ),
})
