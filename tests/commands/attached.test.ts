/** Ready-made exhibits and pictures between two versions: compared by their bytes, in no one's way. */
import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { list } from '../../src/commands/archive/show.ts'
import { build } from '../../src/commands/build.ts'
import { certificateFiles } from '../../src/commands/certificate.ts'
import { composed } from '../../src/commands/composed.ts'
import { diff, diffJson, isSame } from '../../src/commands/diff.ts'
import { redlineFiles } from '../../src/commands/redlines.ts'
import { built } from '../../src/commands/versions.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { keepOf, scene } from '../support/archive.ts'
import { fonts, usual, worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

const picture = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const lease =
  '<html><head><title>x</title></head><body><p>Exhibit 10.1</p><p>Lease.<img src="seal.gif" alt="seal"></p></body></html>'
const files = {
  ...modern,
  'filing.yaml': modern['filing.yaml'].replace(
    'exhibits:\n',
    'exhibits:\n  - { number: 10.1, title: Lease, file: ex10-1.htm }\n',
  ),
  'ex99-1.md': `${modern['ex99-1.md']}\n![A plan](plan.gif) {width=100pt .center}\n`,
  'ex10-1.htm': lease,
  'seal.gif': picture,
  'plan.gif': picture,
}
const places = { content: 'content', templates: undefined, out: 'out' }
const scenario = () => {
  const world = worldWith(files)
  build(world, ['one'], fonts, usual)
  const compared = () =>
    diff(built(world, places, 'one'), composed({ world, places, slug: 'one', label: 'now' }))
  const put = (name: string, content: string | Uint8Array) =>
    world.files.set(
      `content/one/${name}`,
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    )
  return { world, compared, put }
}
const states = ({ attached }: ReturnType<typeof diff>) =>
  attached.filter(({ name }) => !/\.x(?:sd|ml)$/.test(name)).map(({ name, state }) => `${name} ${state}`)

describe('files that are no documents of ours', () => {
  it('are the same where nothing was done, and so is the look of a picture', () => {
    const { compared, put } = scenario()
    expect(states(compared())).toEqual(['ex10-1.htm same', 'plan.gif same', 'seal.gif same'])
    expect(isSame(compared())).toBe(true)
    put(
      'ex99-1.md',
      files['ex99-1.md'].replace('Tidewater & Co. has news.', 'Tidewater & Co. has good news.'),
    )
    expect(compared().documents.flatMap(({ redline }) => redline.changes.map(({ kind }) => kind))).toEqual([
      'inserted',
    ])
  })

  it('are told apart by one byte, with nothing else changed', () => {
    const { compared, put } = scenario()
    put('ex10-1.htm', lease.replace('Lease.', 'Leases.'))
    put('seal.gif', Buffer.concat([picture.subarray(0, -1), Buffer.from([0x21, 0xfe, 0, 0x3b])]))
    const diffed = compared()
    expect(states(diffed)).toEqual(['ex10-1.htm changed', 'plan.gif same', 'seal.gif changed'])
    expect(diffed.documents.every(({ state }) => state === 'same')).toBe(true)
    expect(isSame(diffed)).toBe(false)
    expect(JSON.parse(diffJson(diffed))).toMatchObject({
      attached: expect.arrayContaining([expect.objectContaining({ name: 'ex10-1.htm', state: 'changed' })]),
    })
  })

  it('stand in the redline itself, which is one file', () => {
    const { compared, put } = scenario()
    put('ex99-1.md', files['ex99-1.md'].replace('has news', 'has good news'))
    const made = redlineFiles(compared(), fonts, new Log()).files.get('redline-ex99-1.htm')
    const html = new TextDecoder().decode(made)
    expect(html).toContain(`<img src="data:image/gif;base64,${picture.toString('base64')}"`)
    expect(html).not.toContain('src="plan.gif"')
  })

  it('have a line of their own in the certificate', () => {
    const { compared, put } = scenario()
    put('ex10-1.htm', lease.replace('Lease.', 'Leases.'))
    const json = certificateFiles(compared(), fonts).get('certificate.json')
    const { documents } = JSON.parse(new TextDecoder().decode(json)) as {
      documents: { name: string; statement: string; holds: boolean }[]
    }
    expect(documents.find(({ name }) => name === 'ex10-1.htm')).toMatchObject({ holds: false })
    expect(documents.find(({ name }) => name === 'plan.gif')?.statement).toContain(
      'the same bytes on both sides',
    )
  })

  it('are no hindrance to a second archived version, which says that they changed', async () => {
    const { world, put } = scenario()
    const { archive, folder } = await scene()
    await keepOf(world, archive)
    put('ex10-1.htm', lease.replace('Lease.', 'Leases.'))
    await keepOf(world, archive)
    expect((await list(archive)).map(({ changed }) => changed)).toEqual(['', '1 other file'])
    rmSync(folder, { recursive: true })
  })
})
