/** Classes that an author gives and no rule of the theme names: mostly slips, which would change nothing in silence. */
import type { Log } from '../diagnostics/log.ts'
import { type Span, span } from '../diagnostics/source.ts'
import { nearestWord } from '../diagnostics/suggest.ts'
import type { Block } from '../document/document.ts'
import { visitBlocks, visitInlines } from '../document/walk.ts'
import type { Sheet } from '../style/sheet.ts'
import { rowMarks } from '../tables/marks.ts'

/** Classes with a meaning of their own: a heading as it was filed, the end mark of a release. */
const meant = [
  'as-filed',
  'end-mark',
  'speaker',
  'landscape',
  'layout',
  'placed',
  'line',
  'contents',
  'contents-1',
  'contents-2',
  'contents-3',
]

export function checkClasses(blocks: readonly Block[], { rules }: Sheet, log: Log): void {
  const known = [
    ...meant,
    ...rowMarks,
    ...rules.flatMap(({ steps }) => steps.flatMap(({ classes }) => classes)),
  ]
  visitBlocks(blocks, (block) => {
    const rows = block.type === 'table' ? block.rows.flatMap(({ classes }) => classes) : []
    for (const name of new Set([...block.classes, ...rows])) {
      if (known.includes(name)) continue
      const close = nearestWord(name, known)
      const hint =
        close === undefined ? 'name one of its classes, or add a rule' : `did you mean ".${close}"?`
      log.add('M014', placeOf(block, name), `house.css has no rule for the class "${name}"`, hint)
    }
  })
}

/** Where the class is given: behind the text of its block. */
function placeOf(block: Block, name: string): Span | undefined {
  let text: Span | undefined
  visitBlocks([block], (one) => {
    if ('inlines' in one)
      visitInlines(one.inlines, (inline) => {
        if (inline.type === 'text') text ??= inline.origin.span
      })
  })
  if (!text) return undefined
  const at = text.source.text.indexOf(`.${name}`, text.start)
  return at === -1 ? text : span(text.source, at, at + name.length + 1)
}
