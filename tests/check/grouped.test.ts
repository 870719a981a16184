/** Places of one cause are one finding; a cause is told once, where it can be mended. */
import { describe, expect, it } from 'vitest'
import { checkFinished } from '../../src/check/finished-files.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { placeOf } from '../../src/diagnostics/source.ts'
import { buildWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

function told(name: string, text: string) {
  const log = new Log()
  checkFinished(new Map([[name, new TextEncoder().encode(text)]]), log)
  return log.diagnostics
}
const places = (name: string, body: string, code: string) =>
  told(name, `<html><head><title>x</title></head><body><p>Exhibit 99.1</p>${body}</body></html>`)
    .filter((one) => one.code === code)
    .map(({ also = [] }) => 1 + also.length)

describe('ten of a kind are one finding with ten places', () => {
  it.each([
    ['K013', '<nav>x</nav>'],
    ['K014', '<script>x</script>'],
    ['K015', '<p onclick="x">x</p>'],
    ['K018', '<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>'],
    ['K108', '<!-- C:\\Users\\jdoe\\ex99.docx -->'],
    ['K005', '<p>a\u2014b</p>'],
  ])('%s', (code, piece) => expect(places('ex99-1.htm', piece.repeat(10), code)).toEqual([10]))

  it('and two kinds are two', () =>
    expect(places('ex99-1.htm', '<nav>x</nav><aside>x</aside>'.repeat(3), 'K013')).toEqual([3, 3]))
})

it('a character in plain text is answered with one of ASCII', () => {
  const [found] = told('ex99-1.txt', 'Exhibit 99.1\n\nA \u2014 b.\n').filter(({ code }) => code === 'K005')
  expect(found?.hint).toContain('plain text is ASCII')
})

describe('what the font cannot show', () => {
  const at = (files: Parameters<typeof buildWith>[0]) =>
    buildWith({ ...modern, ...files })
      .diagnostics.filter(({ code }) => /^F00[135]$/.test(code))
      .map(({ code, span }) => {
        const place = span && placeOf(span.source, span.start)
        return `${code} ${span?.source.path.split('/').at(-1)}:${place?.line}:${place?.column}`
      })

  it('in a fact is told once, at its character in filing.yaml, wherever it is shown', () => {
    const yaml = modern['filing.yaml'].replace('Tidewater & Co.', 'Tide\u2ff0water & Co.')
    expect(at({ 'filing.yaml': yaml })).toEqual(['F001 filing.yaml:5:15'])
  })

  it('in a script that is not set is told as that alone', () => {
    const text = `${modern['ex99-1.md']}\nA sign \u1b05 here.\n`
    expect(at({ 'ex99-1.md': text })).toEqual(['F005 ex99-1.md:12:8'])
  })
})

it('one placeholder that two patterns see is told once', () => {
  const found = buildWith({
    ...modern,
    '8-k.md': modern['8-k.md'].replace('Nothing else happened.', 'The company today announced \u2026'),
  })
  expect(found.diagnostics.filter(({ code }) => code === 'G001')).toHaveLength(1)
})
