// Small changes to the sources that a test should notice: conditions, operators, calls, values of tables.
//
// A change is made to the JavaScript that esbuild makes of a file, so that none falls into a type or a comment. Words of
// messages are left alone. All changes of a run stand in the sources at once, each asleep until it is woken.
import { Parser } from 'acorn'
import { transformSync } from 'esbuild'

const program = (source) => transformSync(source, { loader: 'ts', target: 'node20' }).code

const swapped = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '-': '+',
  '*': '/',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  every: 'some',
  some: 'every',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
}

const isText = (node) =>
  node.type === 'TemplateLiteral' ||
  (node.type === 'Literal' && typeof node.value === 'string') ||
  (node.type === 'BinaryExpression' && (isText(node.left) || isText(node.right)))

/** What a node may be changed to, as text; undefined where it is left alone. */
function changeOf(node, parent, code) {
  const text = ({ start, end }) => code.slice(start, end)
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const plus = node.operator === '+' && !isText(node.left) && !isText(node.right)
      const sign = plus ? '-' : swapped[node.operator]
      // An operand in brackets keeps them: what stands between is taken as it is written.
      if (sign === undefined) return undefined
      const between = text({ start: node.left.end, end: node.right.start })
      return `${text({ start: node.start, end: node.left.end })}${between.replace(node.operator, sign)}${text({ start: node.right.start, end: node.end })}`
    }
    case 'Literal':
      if (typeof node.value === 'boolean') return String(!node.value)
      if (typeof node.value !== 'number') return undefined
      if (parent.type === 'Property' && parent.key === node) return undefined
      return String(node.value + 1)
    case 'UnaryExpression':
      return node.operator === '!' ? `(${text(node.argument)})` : undefined
    case 'CallExpression': {
      const { callee } = node
      const name = callee.type === 'MemberExpression' && !callee.computed ? callee.property.name : ''
      if (parent.type === 'ExpressionStatement' && callee.type !== 'Super') return 'void 0'
      return Object.hasOwn(swapped, name)
        ? `${text({ start: node.start, end: callee.property.start })}${swapped[name]}${text({ start: callee.property.end, end: node.end })}`
        : undefined
    }
    default:
      if (parent.test === node && /^(?:If|Conditional)/.test(parent.type)) return `!(${text(node)})`
      return undefined
  }
}

/**
 * Every change of a source: { start, end, after, line, loading } in its JavaScript; `line` is that of the change, and
 * `loading` tells what runs as the file is loaded.
 */
export function mutantsOf(source) {
  const code = program(source)
  const found = []
  const visit = (node, parent, inside) => {
    const after = changeOf(node, parent, code)
    if (after !== undefined)
      found.push({
        start: node.start,
        end: node.end,
        line: lineAround(code, node),
        after,
        loading: !inside,
      })
    const within = inside || /Function/.test(node.type)
    for (const child of Object.values(node))
      for (const one of Array.isArray(child) ? child : [child])
        if (typeof one?.type === 'string' && !/^(?:Import|ExportAll)/.test(one.type)) visit(one, node, within)
  }
  visit(Parser.parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), {}, false)
  return found
}

const lineAround = (code, { start, end }) => {
  const [from, to] = [code.lastIndexOf('\n', start) + 1, code.indexOf('\n', end)]
  return `${code.slice(from, start)}\u00ab${code.slice(start, end)}\u00bb${code.slice(end, to)}`.trim()
}

/** A source with all its changes asleep: `globalThis.__mutants(id)` says which is awake. */
export function instrumented(source, mutants) {
  const code = program(source)
  const render = (start, end, within) => {
    let [text, at] = ['', start]
    const outer = within.filter((one) => !within.some((other) => holds(other, one)))
    for (const one of outer.filter((one, index) => outer.findIndex((other) => same(one, other)) === index)) {
      const here = within.filter((other) => same(one, other))
      const deeper = within.filter((other) => holds(one, other))
      const asIs = deeper.length > 0 ? render(one.start, one.end, deeper) : code.slice(one.start, one.end)
      const choice = here.map(({ id, after }) => `__asleep(${id}) ? (${after}) : `).join('')
      text += `${code.slice(at, one.start)}(${choice}(${asIs}))`
      at = one.end
    }
    return text + code.slice(at, end)
  }
  const sorted = [...mutants].sort((a, b) => a.start - b.start)
  return `const __asleep = (id) => globalThis.__mutants?.(id) ?? false;\n${render(0, code.length, sorted)}`
}

const same = (a, b) => a.start === b.start && a.end === b.end
const holds = (a, b) => !same(a, b) && a.start <= b.start && a.end >= b.end

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
