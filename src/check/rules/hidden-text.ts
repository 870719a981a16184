/** Text that a reader does not see, in finished HTML and in what a theme makes of a document (style/visibility.ts). */
import { type Source, span, whole } from '../../diagnostics/source.ts'
import type { Element, Node } from '../../html/parse.ts'
import { showsWords, type Unseen, whyUnseen } from '../../style/visibility.ts'
import { covers } from '../covered.ts'
import { type InheritedLook, lookWithin, plainLook } from '../looks.ts'
import { family, type Say } from '../rule.ts'
import { declaredFor, type Sheet, sheetOf } from '../sheets.ts'
import type { PdfCopy } from '../subjects.ts'
import { checkTheme } from '../theme-looks.ts'

export const hiddenText = family(
  {
    K106: {
      severity: 'finding',
      grade: 'suspends',
      source: '17 CFR 232.304, EFM 5.2.2',
      means: 'text is hidden from readers',
      hint: 'delete it, or let it be seen',
      in: 'plain',
      wrong: '<p style="display:none">x</p>',
      right: '<p style="margin:0">x</p>',
    },
  },
  {
    markup: ({ source, nodes }, say) => checkHidden(source, nodes, say),
    document: (document, say) => checkTheme(document, say),
    pdf: (pdf, say) => checkPdf(pdf, say),
  },
)

/** Once for each reason: a page of hidden text has many stretches of it. */
function checkPdf({ name, text }: PdfCopy, say: Say<'K106'>): void {
  const hidden =
    text.kind === 'ours'
      ? text.hidden
      : text.kind === 'other'
        ? text.pdf.pages.flatMap((page) => page.hidden)
        : []
  for (const why of new Set(hidden.map((one) => one.why))) {
    const words = hidden.filter((one) => one.why === why).map((one) => one.text)
    const shown = words.join(' ').replace(/\s+/g, ' ').trim()
    const cut = shown.length > 40 ? `${shown.slice(0, 40)}\u2026` : shown
    say('K106', whole({ path: name, text: '' }), `${name}: "${cut}" cannot be seen: ${why}`)
  }
}

/** What is no text of the document: what is told of by other rules, and the tags, which are hidden by design (EFM 5.2.5.14). */
const apart = new Set(['head', 'script', 'style', 'title', 'ix:header'])

/** An element that is open, with what it hands on. */
interface Open {
  readonly element: Element
  readonly look: InheritedLook
  next: number
}

function checkHidden(source: Source, nodes: readonly Node[], say: Say<'K106'>): void {
  const sheet = sheetOf(nodes)
  const told = new Set<Element | undefined>()
  const tell = (text: string, look: InheritedLook, within: Element | undefined): void => {
    const unseen = judged(look)
    if (!unseen) return
    const by = causeOf(look, unseen) ?? within
    if (told.has(by)) return
    told.add(by)
    const [start, end] = by ? [by.start, Math.min(by.end, by.start + by.name.length + 1)] : [0, 0]
    const shown = text.trim().replace(/\s+/g, ' ')
    const words = shown.length > 40 ? `${shown.slice(0, 40)}\u2026` : shown
    say('K106', span(source, start, end), `"${words}" cannot be seen: ${unseen.why}`)
  }
  eachText(nodes, sheet, tell, (element, why) =>
    say(
      'K106',
      span(source, element.start, element.start + element.name.length + 1),
      `this <${element.name}> may lie over text, which cannot be seen then (${why})`,
    ),
  )
}

/** Calls back with each text that has words, how it looks, and the element it stands in. Depth takes no stack. */
function eachText(
  nodes: readonly Node[],
  sheet: Sheet,
  visit: (text: string, look: InheritedLook, within: Element | undefined) => void,
  covering: (element: Element, why: string) => void,
): void {
  const root: Element = { kind: 'element', name: '', attributes: {}, children: nodes, start: 0, end: 0 }
  const path: Open[] = [{ element: root, look: plainLook, next: 0 }]
  const above: Element[] = []
  for (let open = path.at(-1); open; open = path.at(-1)) {
    const node = open.element.children[open.next++]
    if (!node) {
      path.pop()
      above.pop()
    } else if (node.kind === 'text') {
      if (showsWords(node.value))
        visit(node.value, open.look, open.element === root ? undefined : open.element)
    } else if (!apart.has(node.name)) {
      const style = declaredFor(node, above, sheet)
      const look = lookWithin(node, style, open.look)
      const over = covers(node, style, look.size)
      if (over !== undefined) covering(node, over)
      path.push({ element: node, look, next: 0 })
      above.push(node)
    }
  }
}

function judged({
  color,
  ground,
  opacity,
  size,
  left,
  top,
  indent,
  withheld,
  invisible,
}: InheritedLook): Unseen | undefined {
  return whyUnseen({
    color: opacity === 1 ? color : { ...color, alpha: color.alpha * opacity },
    ground,
    size,
    left: left + indent,
    top,
    withheld: withheld?.why ?? (invisible && 'it is not displayed (visibility)'),
  })
}

function causeOf({ withheld, invisible, by }: InheritedLook, { fault }: Unseen): Element | undefined {
  return fault === 'withheld' ? (withheld?.by ?? invisible) : by[fault]
}
