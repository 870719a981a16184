/** A finding that holds only its own lines is told as the whole one is. */
import { expect, it } from 'vitest'
import { where } from '../../src/diagnostics/log.ts'
import { report } from '../../src/diagnostics/report.ts'
import { cutOut, placeOf, type Span, span } from '../../src/diagnostics/source.ts'

const text = 'first line\nsecond: ●\r\nthird 😀 line\n\nfifth, without an end'
const source = { path: 'content/one/8-k.md', text }

const told = (at: Span) => [
  where(at),
  placeOf(at.source, at.end),
  report({ code: 'X003', severity: 'error', message: 'm', span: at }),
]

it('is told alike, wherever it begins and ends', () => {
  let spans = 0
  for (let start = 0; start <= text.length; start++)
    for (let end = start; end <= text.length; end++) {
      const at = span(source, start, end)
      const cut = cutOut(at)
      expect(told(cut), `${start}-${end}`).toEqual(told(at))
      expect(told(cutOut(cut))).toEqual(told(at))
      expect(cut.source.text.slice(cut.start, cut.end)).toBe(text.slice(start, end))
      spans++
    }
  expect(spans).toBeGreaterThan(1000)
})

it('holds no line that it does not point at', () => {
  const at = span(source, text.indexOf('third'), text.indexOf('third') + 5)
  expect(cutOut(at).source).toEqual({ path: source.path, text: 'third 😀 line\n', firstLine: 3 })
})
