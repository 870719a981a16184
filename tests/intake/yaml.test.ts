import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { readYaml } from '../../src/intake/yaml.ts'
import { buildWith, facts } from '../support/filing.ts'

const read = (text: string) => {
  const log = new Log()
  const file = readYaml({ path: 'x.yaml', text }, log)
  return { data: file?.data, file, log }
}

describe('YAML', () => {
  it.each(['02139', '5.10', '6.10', 'NO', '1e3', '0-17999', '12:30', '2007-06-04', '0x1F', 'true', '1_000'])(
    'leaves %s as it is written',
    (scalar) => expect(read(`a: ${scalar}\nb: [${scalar}]`).data).toEqual({ a: scalar, b: [scalar] }),
  )

  it.each(['null', '~', 'NULL', 'Null'])('refuses %s where a text is due', (word) => {
    expect(read(`a: x\nb: [${word}]`).log.diagnostics.map(({ code }) => code)).toEqual(['Y014'])
    expect(read(`a: "${word}"`).data).toEqual({ a: word })
  })

  it('says of a colon in a text that it wants quotes', () => {
    const [found] = read('headline: Results: a record year\n').log.diagnostics
    expect([found?.code, found?.hint]).toEqual(['Y001', expect.stringContaining('stands in quotes')])
  })

  it('knows the place of every fact', () => {
    const { file } = read('a:\n  b: [x, yy]\n')
    const at = file?.places('a.b.1')
    expect([at?.start, at?.end]).toEqual([12, 14])
  })

  it('gives the place of the nearest parent for what is not written', () => {
    const { file } = read('a:\n  b: x\n')
    expect(file?.places('a.c.d').start).toBe(file?.places('a').start)
  })
})

describe('shared registrants', () => {
  const shared = `format: 1
facts:
  - from: 2005-01-01
    name: Old Name, Inc.
    jurisdiction: Ohio
    fileNumber: 0-1
    ein: 11-1111111
    address: { street: [1 Road], city: Akron, state: OH, zip: 44301 }
    phone: { area: 330, number: 555-0100 }
  - from: 2011-01-01
    phone: { area: 330, number: 555-0999 }
`
  const using = facts.replace(/registrants:[\s\S]*?exhibits:/, 'registrants:\n  - use: old\nexhibits:')

  it.each([
    ['2010-12-31', '555-0100'],
    ['2011-01-01', '555-0999'],
  ])('as of %s the telephone is %s, so a new number never changes an old filing', (date, number) => {
    const files = {
      'filing.yaml': using.replaceAll('2010-05-03', date),
      'content/registrants/old.yaml': shared,
    }
    const { world, diagnostics } = buildWith(files)
    expect(diagnostics).toEqual([])
    const html = new TextDecoder().decode(world.files.get('out/one/8-k.htm'))
    expect(html).toContain(`(330) ${number}`)
  })

  it('says so when a registrant has no facts yet', () => {
    const files = {
      'filing.yaml': using.replaceAll('2010-05-03', '2004-12-31'),
      'content/registrants/old.yaml': shared,
    }
    expect(buildWith(files).diagnostics.map(({ code }) => code)).toContain('Y009')
  })
})
