/**
 * Tie-out on real filings of both eras: every figure, date and count that an item gives of its release was labelled by
 * hand (tie-labels.json: place and digest, not the text). All are found, nothing
 * else is but what is named as extra, and each one changed is caught.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { claimsIn } from '../../src/check/claims.ts'
import { readFinished } from '../../src/check/finished.ts'
import { checkFinished } from '../../src/check/finished-files.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { placeOf } from '../../src/diagnostics/source.ts'
import { parseHtml } from '../../src/html/parse.ts'
import { ofFile } from '../../src/html/read.ts'
import { buildWith } from '../support/filing.ts'
import { shared } from '../support/tools.ts'

interface Label {
  /** `line:column` of the report, and the first figures of the sha256 of the words there. */
  readonly at: string
  readonly digest: string
}
interface Labelled {
  readonly folder: string
  readonly file: string
  readonly sha256: string
  readonly labels: readonly Label[]
  /** Found and not to be: names of other things than what the release says. */
  readonly extra?: readonly Label[]
  /**
   * Where the folder has no release of its own in words (it lacks it, or it is a picture), a changed figure is sought in
   * a release made of the words of the items before the change.
   */
  readonly release?: 'own words'
}

const labelled = JSON.parse(readFileSync('tests/check/tie-labels.json', 'utf8')) as readonly Labelled[]
const there = existsSync(`${shared}/filings`)
const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const speaks = /\b(?:press|news|earnings)\s+release|\bexhibits?\s+99/i

/** EDGAR's wrapping blanked, as the checker does it. */
function textOf(path: string): string {
  const text = readFileSync(path, 'utf8')
  const head = /^\s*<DOCUMENT>[\s\S]*?<TEXT>/i.exec(text)?.[0] ?? ''
  return head.replace(/[^\n]/g, ' ') + text.slice(head.length)
}

function found(path: string): { at: string; text: string; start: number; end: number }[] {
  const source = { path, text: textOf(path) }
  const { passages } = readFinished(
    source,
    path.endsWith('.txt') ? [] : parseHtml(source.text, ofFile(source), new Log()),
  )
  const items = new Set(
    passages
      .filter(({ part, item, text }) => part === 'item' && item !== '9.01' && speaks.test(text))
      .map(({ item }) => item),
  )
  return passages
    .filter(({ part, item, kind }) => part === 'item' && kind !== 'heading' && items.has(item))
    .flatMap(claimsIn)
    .map(({ passage, start, end, text }) => {
      const span = passage.place(start, end)
      const { line, column } = placeOf(source, span.start)
      return { at: `${line}:${column}`, text, start: span.start, end: span.end }
    })
}

function ownRelease(path: string): Uint8Array {
  const source = { path, text: textOf(path) }
  const { passages } = readFinished(source, parseHtml(source.text, ofFile(source), new Log()))
  const said = passages.filter(({ part, item }) => part === 'item' && item !== '9.01')
  const escaped = said.map(({ text }) => `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
  return new TextEncoder().encode(
    `<html><head><title>Release</title></head><body><p>Exhibit 99.1</p>${escaped.join('')}</body></html>`,
  )
}

describe.skipIf(!there)(`labelled filings${there ? '' : ' (skipped: no ../shared)'}`, () => {
  describe.each(labelled.map((one) => [one.folder, one] as const))(
    '%s',
    (_name, { folder, file, sha256, labels, extra = [], release }) => {
      const path = `${shared}/filings/${folder}/${file}`

      it('is the file that was labelled', () => expect(digest(readFileSync(path, 'latin1'))).toBe(sha256))

      it('has every label found, and nothing else', () => {
        const all = found(path).map(({ at, text }) => ({ at, digest: digest(text).slice(0, 12) }))
        const isExtra = ({ at }: Label) => extra.some((one) => one.at === at)
        expect(all.filter((one) => !isExtra(one))).toEqual(labels)
        expect(all.filter(isExtra)).toEqual(extra)
      })

      it('has each labelled figure caught when it is changed', () => {
        const files = (report: string) => {
          const entries = readdirSync(`${shared}/filings/${folder}`).filter(
            (name) => /\.(?:htm|html|txt)$/.test(name) && !name.startsWith('submission'),
          )
          const own = release ? [['own-ex991.htm', ownRelease(path)] as const] : []
          return new Map([
            ...own,
            ...entries.map((name): [string, Uint8Array] => [
              name.replace(/html$/, 'htm'),
              name === file
                ? new TextEncoder().encode(report)
                : new Uint8Array(readFileSync(`${shared}/filings/${folder}/${name}`)),
            ]),
          ])
        }
        const untiedNear = (wanted: number, report: string) => {
          const log = new Log()
          checkFinished(files(report), log)
          return log.diagnostics.filter(
            ({ code, span }) =>
              /^Q00[123]$/.test(code) &&
              span &&
              Math.abs(placeOf(span.source, span.start).line - wanted) <= 1,
          ).length
        }
        const text = textOf(path)
        for (const { start, end, at } of found(path)) {
          if (extra.some((one) => one.at === at)) continue
          const own = text.slice(start, end)
          // Where a no-break space is spelt as a reference, the month alone is the place.
          const others: Readonly<Record<string, string>> = {
            first: 'third',
            fourth: 'second',
            two: 'six',
            three: 'nine',
          }
          const changed = /\d/.test(own)
            ? own.replace(/\d(?=\D*$)/, (figure) => String((Number(figure) + 5) % 10))
            : own.replace(
                /first|fourth|two|three|[A-Z][a-z]+/,
                (word) => others[word] ?? (word === 'May' ? 'June' : 'May'),
              )
          expect(changed).not.toBe(own)
          const line = Number(at.split(':')[0])
          const after = untiedNear(line, text.slice(0, start) + changed + text.slice(end))
          expect(after, `${at} ${changed}`).toBeGreaterThan(untiedNear(line, text))
        }
      })
    },
  )
})

describe('the record', () => {
  const name = 'content/immunogen-2007-06-04'
  const read = (file: string) => readFileSync(`${name}/${file}`, 'utf8')
  const build = (items: string) =>
    buildWith(
      { 'filing.yaml': read('filing.yaml'), 'ex99-1.md': read('ex99-1.md'), '8-k.md': items },
      { dryRun: true },
    )

  it('has each figure of its item caught when it is changed', () => {
    const items = read('8-k.md')
    const figures = [
      '43rd',
      'four of ten',
      '2.4 or',
      '3.6 mg',
      'three compounds',
      'huC242-DM4 and',
      'huN901-DM1, in',
      'trastuzumab-DM1, in',
      'HER2-expressing metastatic breast cancer that',
      'three weeks',
      'Phase II trial',
      'Phase I trial',
      'Study 001',
      'Phase II evaluation',
      'June/July 2007',
      'later in 2007',
    ]
    const swaps: readonly (readonly [RegExp, string])[] = [
      [/43rd/, '44th'],
      [/four of ten/, 'five of ten'],
      [/2\.4/, '2.5'],
      [/3\.6/, '3.8'],
      [/three/, 'nine'],
      [/Phase II/, 'Phase III'],
      [/Phase I\b/, 'Phase IV'],
      [/001/, '009'],
      [/June\/July/, 'May/June'],
      [/2007/, '2008'],
      [/DM4/, 'DM5'],
      [/DM1/, 'DM7'],
      [/HER2/, 'HER3'],
    ]
    for (const figure of figures) {
      expect(items, figure).toContain(figure)
      const swap = swaps.find(([from]) => from.test(figure))
      const changed = figure.replace(swap?.[0] ?? /$/, swap?.[1] ?? '')
      const { diagnostics } = build(items.replace(figure, changed))
      const caught = diagnostics.filter(
        ({ code, message }) => /^Q00[123]$/.test(code) && !message.includes('June 1-5'),
      )
      expect(caught.length, `${figure} -> ${changed}`).toBeGreaterThan(0)
    }
  })
})
