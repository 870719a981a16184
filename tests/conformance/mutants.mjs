// Small changes to the sources that a test should notice: conditions, operators, calls, returned values, table values.
//
// A change is made to the text of one line. Whether it is a change of the program at all is decided by esbuild: what
// compiles to the same JavaScript (a type, a comment) is no mutant. Words of messages are left alone.
import { transformSync } from 'esbuild'

/** Each gives the new text of a match, or undefined for no change. */
const operators = [
  { name: 'condition', pattern: /\bif \((.+)\)(?= |$)/g, change: ([, test]) => `if (!(${test}))` },
  { name: 'equality', pattern: /(===|!==)/g, change: ([sign]) => (sign === '===' ? '!==' : '===') },
  { name: 'logic', pattern: /(&&|\|\|)/g, change: ([sign]) => (sign === '&&' ? '||' : '&&') },
  { name: 'default', pattern: /\?\?/g, change: () => '&&' },
  {
    name: 'order',
    pattern: / (<=|>=|<|>) (?=[\w('])/g,
    change: ([, sign]) => ` ${{ '<': '<=', '<=': '<', '>': '>=', '>=': '>' }[sign]} `,
  },
  {
    name: 'arithmetic',
    pattern: / ([+-]) (?=[\w(])/g,
    change: ([, sign]) => ` ${sign === '+' ? '-' : '+'} `,
  },
  { name: 'boolean', pattern: /\b(true|false)\b/g, change: ([word]) => (word === 'true' ? 'false' : 'true') },
  {
    name: 'number',
    pattern: /(?<![\w.'-])(\d+)(?![\w.'])/g,
    change: ([number]) => String(Number(number) + 1),
  },
  {
    name: 'quantifier',
    pattern: /\.(every|some)\(/g,
    change: ([, word]) => `.${word === 'every' ? 'some' : 'every'}(`,
  },
  { name: 'filter', pattern: /\.filter\(/g, change: () => '.filter((one) => !one || one) && (', skip: true },
  {
    name: 'prefix',
    pattern: /\.(startsWith|endsWith)\(/g,
    change: ([, word]) => `.${word === 'startsWith' ? 'endsWith' : 'startsWith'}(`,
  },
  { name: 'call', pattern: /^(\s+)(?:[\w.#]+)\([^=]*\)$/g, change: ([, indent]) => `${indent};` },
  { name: 'negation', pattern: /(?<=[\s(])!(?=[\w(])/g, change: () => '' },
].filter(({ skip }) => !skip)

/** Texts and comments of a line as blanks, so that no change falls into them. */
function bare(line) {
  return line
    .replace(
      /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/g,
      (text) => `'${'\u0000'.repeat(text.length - 2)}'`,
    )
    .replace(/(?<=[=(,:?&|]\s*)\/(?:[^/\\\n]|\\.)+\/[a-z]*/g, (text) => '\u0000'.repeat(text.length))
    .replace(/\/\/.*$/, (text) => '\u0000'.repeat(text.length))
}

const compiled = (text) =>
  transformSync(text, { loader: 'ts', target: 'node20', minifyWhitespace: true }).code

/** Every mutant of a source: { line, operator, before, after, text }. */
export function mutantsOf(source) {
  const lines = source.split('\n')
  const original = compiled(source)
  let comment = false
  const found = []
  lines.forEach((line, index) => {
    if (/^\s*\/\*/.test(line)) comment = true
    const inside = comment || /^\s*(?:\*|\/\/|import |export type|export interface)/.test(line)
    if (/\*\/\s*$/.test(line)) comment = false
    if (inside) return
    const masked = bare(line)
    for (const { name, pattern, change } of operators) {
      for (const match of masked.matchAll(pattern)) {
        // The match is made on the blanked line; what it stands for is taken from the line itself.
        const whole = line.slice(match.index, match.index + match[0].length)
        const real = new RegExp(pattern.source, pattern.flags.replace('g', '')).exec(whole) ?? match
        const after = line.slice(0, match.index) + change(real) + line.slice(match.index + match[0].length)
        if (after !== line)
          found.push({
            line: index + 1,
            operator: name,
            before: line.trim(),
            after: after.trim(),
            index,
            whole: after,
          })
      }
    }
  })
  return {
    found,
    /** The source with a mutant, or undefined where it is no change of the program. */
    apply(mutant) {
      const text = lines.with(mutant.index, mutant.whole).join('\n')
      try {
        return compiled(text) === original ? undefined : text
      } catch {
        return undefined
      }
    },
  }
}

/** The same numbers on every run (mulberry32). */
export function seeded(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
