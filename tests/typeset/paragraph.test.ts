/** How far a paragraph goes to fill its measure, and when it is set flush left instead. */
import { describe, expect, it } from 'vitest'
import { nowhere, paragraph, plainStyle, text } from '../../src/document/build.ts'
import { setFlow } from '../../src/typeset/galley.ts'
import { forbidden, type Galley, heightOf, type Line, type Tag, textOf } from '../../src/typeset/page.ts'
import { setParagraph } from '../../src/typeset/paragraph.ts'
import { pour } from '../../src/typeset/pour.ts'
import { readWords } from '../../src/typeset/shape.ts'
import { fonts } from '../support/filing.ts'

const tag: Tag = { role: 'P', parent: undefined, kids: [], inline: false }
const style = { ...plainStyle, textAlign: 'justify', hyphens: 'auto', textIndent: 0, fontSize: 10.5 } as const
const refuse = (what: string): never => {
  throw new Error(what)
}

function set(written: string, measure: number): readonly Line[] {
  const words = readWords([text(written, nowhere)], style, tag, {
    fonts,
    noFont: refuse,
    missing: refuse,
    refused: ({ why }) => refuse(why),
  })
  return setParagraph(words, { style, measure, overfull: (_by, line) => refuse(line) })
}
const shown = (lines: readonly Line[]) =>
  lines.map(({ runs }) =>
    runs
      .map(textOf)
      .join('')
      .replace(/\u00ad$/, '')
      .trim(),
  )
/** How much further apart the letters of a line stand than the face has them, in em. */
const apart = ({ runs }: Line): number => {
  const [run] = runs
  const part = run?.parts.find(({ shaped }) => shaped.texts.includes('0'))
  return run && part ? part.apart / run.size : 0
}

const instructions =
  'Pre-commencement communications pursuant to Rule 10e-4(c) under the Exchange Act (17 CFR 240.13e-4(c))'

describe('a paragraph that its word spaces cannot fill', () => {
  it('has its letters a little apart, rather than holes between its words or a citation in two', () => {
    const lines = set(instructions, 468)
    expect(shown(lines)).toEqual([
      'Pre-commencement communications pursuant to Rule 10e-4(c) under the Exchange Act',
      '(17 CFR 240.13e-4(c))',
    ])
    expect(lines[0]?.width).toBeCloseTo(468, 6)
    expect(lines[0]?.stretch).toBe(2)
    expect(apart(lines[0] as Line)).toBeGreaterThan(0.001)
    expect(apart(lines[0] as Line)).toBeLessThanOrEqual(0.02)
    expect(apart(lines[1] as Line)).toBeCloseTo(0, 9)
  })

  it('breaks an address on the web before one of its slashes, without a hyphen', () => {
    const lines = set(
      'The documents are to be had at no charge at https://www.example.com/investors/filings/2007/june/release.htm from the company itself, whoever asks for them.',
      370,
    )
    expect(lines.every(({ stretch, unjustified }) => stretch <= 2 && !unjustified)).toBe(true)
    expect(shown(lines).join('')).toContain('https://www.example.com/investors/filings/2007/june/release.htm')
    expect(shown(lines)[0]).toMatch(/\/www\.example\.com(?:\/\w+)*$/)
    expect(shown(lines)[1]).toMatch(/^\/\w+/)
  })

  it('ends one line short, its spaces twice as wide, where nothing else helps, and fills all others', () => {
    const lines = set(
      'please register with the agent for transfers we named at once, as said, at WWeae6347f7d14f5cb144ead1cf7cc97 and then wait for the letter that it sends to each of the holders of record as of the day before.',
      468,
    )
    expect(lines.length).toBeGreaterThan(2)
    const short = lines.filter(({ unjustified }) => unjustified)
    expect(short).toHaveLength(1)
    for (const line of lines.slice(0, -1)) {
      expect(line.stretch).toBeLessThanOrEqual(2)
      if (!line.unjustified) expect(line.width).toBeCloseTo(468, 6)
    }
    expect(short[0]?.stretch).toBe(2)
  })

  it('is set flush left, all of it, where most lines would end short', () => {
    const lines = set(
      'xylophonists extraordinarily incontrovertible counterrevolutionaries notwithstanding '.repeat(2),
      90,
    )
    const filled = lines.slice(0, -1)
    expect(filled.every(({ unjustified }) => unjustified)).toBe(true)
    expect(filled.every(({ stretch }) => stretch <= 1)).toBe(true)
  })
})

describe('a line that fills its measure', () => {
  const long =
    'The company, its officers, its agents, its counsel, its banks, and, in some cases, its shareholders, said so, wrote so, and, later, meant so, in words, figures, and, where needed, signs, seals, stamps, and marks, all of them dated, numbered, copied, and kept.'
  const [filled, last] = [set(long, 200).slice(0, -1), set(long, 200).at(-1)]

  it('has its last mark hang a little over the edge, and every line ends at one edge to the eye', () => {
    for (const line of filled) {
      const end = line.runs.reduce((furthest, { x, width }) => Math.max(furthest, x + width), 0)
      const text = shown([line])[0] ?? ''
      const last = line.runs.at(-1)
      const space = (last?.parts.at(-1)?.shaped.width ?? 0) * (last?.size ?? 0)
      const over = end - space - 200
      // A line whose spaces are at their widest has nothing hang: that would widen them.
      if (text.endsWith(',') && line.stretch < 1.9) expect(over, text).toBeGreaterThan(1)
      else if (/[a-z]$/.test(text)) expect(over, text).toBeCloseTo(0, 6)
      expect(over, text).toBeLessThan(2.6)
      expect(line.width, text).toBeCloseTo(200, 6)
    }
    expect(shown(filled).some((text) => text.endsWith(','))).toBe(true)
  })

  it('is every line but the last', () => expect(last?.stretch).toBe(1))
})

describe('the end of a page', () => {
  const refuseAll = {
    fonts,
    noFont: refuse,
    missing: refuse,
    refused: ({ why }: { why: string }) => refuse(why),
  }
  const setup = {
    ...refuseAll,
    overfull: () => {},
    bodyHeight: 600,
    heading: { level: 0 },
    notes: new Set<string>(),
    upright: { x: 0, measure: 120, height: 600 },
    turned: { x: 0, measure: 120, height: 600 },
    fits: new Map(),
    fitted: () => {},
    cells: { count: 0 },
  }
  const sentence =
    'The manufacturing of pharmaceutical preparations necessitates documentation by international organizations of administrative considerations.'
  const narrow = Array.from({ length: 6 }, () => sentence).join(' ')
  const flow = setFlow(
    [{ ...paragraph([text(narrow, nowhere)]), style }],
    { x: 0, measure: 120, tag, decorations: [] },
    setup,
  )
  const lines = flow.flatMap((item) =>
    item.kind === 'strip' ? item.marks.flatMap((mark) => (mark.kind === 'line' ? [mark.line] : [])) : [],
  )
  /** What ending the page behind each line costs, but for the last. */
  const costs = flow.flatMap((item, index) => {
    const next = flow[index + 1]
    return item.kind !== 'strip' ? [] : [next?.kind === 'penalty' ? next.cost : 0]
  })

  it('behind a hyphen costs more than some white space, and may not be where two lines must stay', () => {
    expect(lines.filter(({ hyphenated }) => hyphenated).length).toBeGreaterThan(2)
    expect(costs.slice(0, lines.length - 1)).toEqual(
      lines
        .slice(0, -1)
        .map(({ hyphenated }, index) =>
          index === 0 || index === lines.length - 2 ? forbidden : hyphenated ? 4000 : 0,
        ),
    )
  })

  it('comes a line sooner rather than behind a hyphen', () => {
    const height = heightOf([...flow].filter((item) => item.kind === 'strip')) / lines.length
    const at = lines.findIndex(
      ({ hyphenated }, index) =>
        hyphenated && index > 4 && index < lines.length - 5 && !lines[index - 1]?.hyphenated,
    )
    expect(at).toBeGreaterThan(0)
    const items = flow.flatMap((item) => ('kind' in item && item.kind !== 'note' ? [item] : []))
    const pages = pour({ measure: 120, items: items as Galley['items'] }, height * (at + 1) + 0.5)
    expect(pages[0]?.strips).toHaveLength(at)
  })
})
