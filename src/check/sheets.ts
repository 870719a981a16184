/** Style sheets inside finished HTML: which declarations an element gets from them. Media and states are left out. */
import type { Element, Node } from '../html/parse.ts'
import { type Declared, declarations } from './declarations.ts'

interface Step {
  readonly name: string
  readonly id: string
  readonly classes: readonly string[]
}

interface SheetRule {
  /** From the outermost to the element itself; each must stand somewhere above the next. */
  readonly steps: readonly Step[]
  readonly weight: number
  readonly declared: Declared
}

export type Sheet = readonly SheetRule[]

/** The rules of all `<style>` elements, in the order in which they count. */
export function sheetOf(nodes: readonly Node[]): Sheet {
  const rules: SheetRule[] = []
  const waiting = [...nodes]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'text') continue
    if (node.name === 'style') rules.push(...rulesIn(textOf(node)))
    else waiting.push(...node.children.toReversed())
  }
  return rules.sort((a, b) => a.weight - b.weight)
}

const textOf = ({ children }: Element): string =>
  children.map((node) => (node.kind === 'text' ? node.value : '')).join('')

function rulesIn(css: string): SheetRule[] {
  const plain = css
    .replace(/<!--|-->/g, '')
    .replace(/\/\*[\s\S]*?(?:\*\/|$)/g, '')
    .replace(/@(?:media|supports)[^{}]*\{((?:[^{}]*\{[^{}]*\})*)\s*\}/g, '$1')
  return [...plain.matchAll(/(?<![^{}])([^{}]+)\{([^{}]*)\}/g)].flatMap(([, heads = '', body = '']) => {
    const declared = declarations(body)
    return heads.split(',').flatMap((head) => {
      const steps = head
        .replace(/^[\s\S]*;/, '')
        .replaceAll('>', ' ')
        .trim()
        .split(/\s+/)
        .map(stepOf)
      if (steps.length === 0 || steps.some((step) => step === undefined)) return []
      const all = steps as Step[]
      const weight = all.reduce(
        (sum, { name, id, classes }) => sum + (id ? 10_000 : 0) + classes.length * 100 + (name ? 1 : 0),
        0,
      )
      return [{ steps: all, weight, declared }]
    })
  })
}

/** `p.note#a`; a state or an attribute in brackets is taken for given. */
function stepOf(text: string): Step | undefined {
  const plain = text.replace(/\[[^\]]{0,200}\]|::?[\w-]+(?:\([^)]{0,200}\))?/g, '')
  const match = /^(\*|[a-z][\w:-]*)?((?:[.#][\w-]+)*)$/i.exec(plain)
  if (!match || text.startsWith('@') || /::?(?:before|after|hover|focus|active|visited)/.test(text))
    return undefined
  const names = [...(match[2] ?? '').matchAll(/([.#])([\w-]+)/g)]
  return {
    name: match[1] === undefined || match[1] === '*' ? '' : match[1].toLowerCase(),
    id: names.find(([, sign]) => sign === '#')?.[2] ?? '',
    classes: names.filter(([, sign]) => sign === '.').map(([, , name = '']) => name),
  }
}

/** What an element is declared to be: by the sheets, then by its own attribute. */
export function declaredFor(element: Element, above: readonly Element[], sheet: Sheet): Declared {
  const own = declarations(element.attributes['style'] ?? '')
  if (sheet.length === 0) return own
  const all = new Map<string, string>()
  for (const { steps, declared } of sheet) {
    if (!matches(steps, element, above)) continue
    for (const [name, value] of declared) all.set(name, value)
  }
  for (const [name, value] of own) all.set(name, value)
  return all
}

function matches(steps: readonly Step[], element: Element, above: readonly Element[]): boolean {
  const last = steps.at(-1)
  if (!last || !fits(last, element)) return false
  let needed = steps.length - 2
  for (let at = above.length - 1; at >= 0 && needed >= 0; at--) {
    const [step, one] = [steps[needed], above[at]]
    if (step && one && fits(step, one)) needed--
  }
  return needed < 0
}

function fits({ name, id, classes }: Step, element: Element): boolean {
  const has = (element.attributes['class'] ?? '').split(/\s+/)
  return (
    (name === '' || name === element.name) &&
    (id === '' || id === element.attributes['id']) &&
    classes.every((one) => has.includes(one))
  )
}
