// The patterns of the sources, and texts made to be slow for each: what an attacker would write who reads the pattern.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import vm from 'node:vm'
import { RegExpParser, visitRegExpAST } from '@eslint-community/regexpp'
import { Parser } from 'acorn'
import { transformSync } from 'esbuild'
import { root } from './kit.mjs'

/** Every literal pattern of src/: { source, flags, places }, once each. */
export function patternsOfSources() {
  const found = new Map()
  const names = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  for (const name of names.filter((one) => /\.[cm]?[tj]s$/.test(one) && !one.endsWith('.d.ts')).sort()) {
    const text = readFileSync(join(root, 'src', name), 'utf8')
    const { code } = transformSync(text, { loader: name.endsWith('ts') ? 'ts' : 'js', target: 'esnext' })
    for (const { value } of tokensOf(code)) {
      if (value?.pattern === undefined) continue
      const line = text.slice(0, Math.max(0, text.indexOf(value.pattern))).split('\n').length
      add(found, value.pattern, value.flags, `src/${name}:${line}`)
    }
  }
  return [...found.values()]
}

function tokensOf(code) {
  const tokens = []
  Parser.parse(code, { ecmaVersion: 'latest', sourceType: 'module', onToken: tokens })
  return tokens
}

function add(found, source, flags, place) {
  const key = `/${source}/${flags}`
  const known = found.get(key) ?? { source, flags, places: [] }
  known.places.push(place)
  found.set(key, known)
}

/** Characters that a loop may be fed with, beside those that the pattern itself names. */
const common = [' ', '\t', '\n', 'a', 'A', '0', '.', ',', '-', '(', '<', '"', '/', '\u2014', '\u201c']
const suffixes = ['', '\u0001', '\n\u0001']

/** Texts of some `length` letters for each loop of a pattern: what it takes, over and over, and then what it does not. */
export function* attacksOn({ source, flags }, length) {
  const tree = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  })
  const named = new Set(common)
  const loops = []
  visitRegExpAST(tree, {
    onCharacterEnter: ({ value }) => value > 0 && named.size < 60 && named.add(String.fromCodePoint(value)),
    onQuantifierEnter: (loop) => loop.max > 20 && loops.push(loop),
  })
  const seen = new Set()
  for (const loop of loops) {
    const before = shortestBefore(loop, named)
    for (const pump of pumpsOf(loop, named)) {
      for (const [head, part] of [
        ['', pump],
        [before, pump],
        ['', before + pump],
        [before, `${pump}${before}`],
      ]) {
        if (part === '' || seen.has(`${head}\0${part}`)) continue
        seen.add(`${head}\0${part}`)
        const body = head + part.repeat(Math.ceil(length / part.length))
        for (const suffix of suffixes) yield { text: body + suffix, shown: shown(head, part, suffix) }
      }
    }
  }
}

const shown = (head, part, suffix) =>
  `${JSON.stringify(head)} + ${JSON.stringify(part)} over and over + ${JSON.stringify(suffix)}`

/** What a loop takes in one turn: a character of each kind that it can begin with. */
function pumpsOf({ element }, named) {
  if (element.type !== 'CharacterClass' && element.type !== 'CharacterSet')
    return [...new Set(alternatives(element).map((one) => shortest(one, named)))].filter((one) => one !== '')
  const own = membersOf(element, named)
  return own.length <= 8 ? own : [...own.slice(0, 4), ...own.slice(-4)]
}

const alternatives = (node) =>
  node.alternatives ? node.alternatives.flatMap((one) => (one.elements.length > 0 ? [one] : [])) : [node]

function membersOf(node, named) {
  const test = new RegExp(`^${node.raw}$`, /\\p|\\u\{/.test(node.raw) ? 'u' : '')
  return [...named].filter((one) => test.test(one))
}

/** The shortest text that a part of a pattern takes, without regard to what stands around it. */
function shortest(node, named) {
  switch (node.type) {
    case 'Alternative':
      return node.elements.map((one) => shortest(one, named)).join('')
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return shortest(node.alternatives[0], named)
    case 'Character':
      return String.fromCodePoint(node.value)
    case 'CharacterClass':
    case 'CharacterSet':
      return membersOf(node, named)[0] ?? ''
    case 'Quantifier':
      return shortest(node.element, named).repeat(Math.min(node.min, 20))
    default:
      return ''
  }
}

/** The shortest text that leads up to a part of a pattern. */
function shortestBefore(node, named) {
  let text = ''
  for (let at = node; at.parent; at = at.parent) {
    if (at.parent.type !== 'Alternative') continue
    const { elements } = at.parent
    text =
      elements
        .slice(0, elements.indexOf(at))
        .map((one) => shortest(one, named))
        .join('') + text
  }
  return text
}

const search = new vm.Script('text.replace(pattern, "")')
const context = vm.createContext({})

/** Whether a search takes longer than so many milliseconds of the processor; it is ended soon after. */
export function takesLonger({ source, flags }, text, milliseconds) {
  Object.assign(context, { pattern: new RegExp(source, flags), text })
  const start = process.cpuUsage()
  for (let wait = milliseconds; ; wait *= 2) {
    try {
      search.runInContext(context, { timeout: wait })
    } catch (error) {
      if (error.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
      const { user } = process.cpuUsage(start)
      if (user / 1000 > milliseconds) return true
      continue
    }
    return false
  }
}
