/** How the reading dialect spells the marks of a redline: elements that say it, form as well as colour, numbers to go by. */
import type { Block, Document, Inline, ListItem, Revision, Row } from '../document/document.ts'

/** Insertion blue and underlined twice, deletion red and struck, moves green; a bar beside whatever changed. */
export const revisionSheet = `<style>
ins{color:#0a3fa8;text-decoration:underline double}
del{color:#b00020;text-decoration:line-through}
ins.moved{color:#00662b}
del.moved{color:#00662b}
.restyled{border-bottom:1px dotted #7a4f00}
.changed{position:relative}
.changed::before{content:'';position:absolute;left:-9pt;top:0;bottom:0;border-left:1.5pt solid #555}
li.changed::before,li>.changed::before,.note>.changed::before{left:-31pt}
a.change{font-size:7pt;vertical-align:super;color:#555;text-decoration:none;padding-right:1pt}
.summary{border-bottom:1px solid #999;padding-bottom:12pt;margin-bottom:24pt}
.summary table{font-size:9.5pt}
@media (max-width:520px){body{margin:12pt !important}}
</style>
`

/** Whether anything in a document is marked. */
export function isRedline(document: Document): boolean {
  return document.sections.some(
    ({ role, revision, blocks }) => role === 'summary' || revision !== undefined || blocks.some(hasRevision),
  )
}

type Holder = { readonly revision?: Revision }

function hasRevision(
  node: Holder & Partial<Record<'inlines' | 'blocks' | 'items' | 'rows' | 'cells', readonly Holder[]>>,
): boolean {
  if (node.revision) return true
  return (['inlines', 'blocks', 'items', 'rows', 'cells'] as const).some(
    (key) => node[key]?.some(hasRevision) ?? false,
  )
}

/** A bar stands beside a leaf or row in which something changed. */
export function revisionClasses(
  node: Block | Row | Pick<Extract<Block, { type: 'paragraph' }>, 'inlines' | 'revision'>,
): string[] {
  const found = node.revision
  if (found && counts(found)) return found.kind === 'moved-to' ? ['changed', 'moved-here'] : ['changed']
  return 'inlines' in node && node.inlines.some(changed) ? ['changed'] : []
}

/** Marks of the legend and of padding stand for no change. */
const counts = ({ kind, change }: Revision): boolean => kind !== 'mark' && change > 0

function changed(inline: Inline): boolean {
  if (inline.revision && counts(inline.revision)) return true
  return 'inlines' in inline && inline.inlines.some(changed)
}

/** Whether all of a container came from elsewhere: what is deleted in it stands in no version there. */
export const movedHere = ({ revision }: Holder): string[] =>
  revision?.kind === 'moved-to' ? ['moved-here'] : []

/** A marked text in its element, with the number of its change before the first of its marks. */
export function revised(
  { revision }: Holder,
  html: string,
  { numbered, dialect }: { readonly numbered: Set<number>; readonly dialect: string },
): string {
  if (!revision || dialect !== 'reading' || revision.kind === 'mark') return html
  const { change, kind } = revision
  const first = change > 0 && !numbered.has(change)
  if (first) numbered.add(change)
  const number = first ? `<a class="change" id="change-${change}">${change}</a>` : ''
  return number + (revision.quiet ? html : element(kind, html))
}

function element(kind: Revision['kind'], html: string): string {
  switch (kind) {
    case 'inserted':
      return `<ins>${html}</ins>`
    case 'deleted':
      return `<del>${html}</del>`
    case 'moved-to':
      return `<ins class="moved">${html}</ins>`
    case 'moved-from':
      return `<del class="moved">${html}</del>`
    case 'restyled':
      return `<span class="restyled">${html}</span>`
    default:
      return html
  }
}

/** The label of an item or note: in its mark where the item is, both labels where it was renumbered. */
export function revisedLabel(
  { label, revision }: Pick<ListItem, 'label' | 'revision'>,
  spell: (text: string) => string,
): string {
  const before =
    revision?.kind === 'restyled' ? (revision.before as { readonly label?: string }).label : undefined
  if (before !== undefined && before !== label) return `<del>${spell(before)}</del><ins>${spell(label)}</ins>`
  return revision
    ? element(revision.kind === 'restyled' ? 'mark' : revision.kind, spell(label))
    : spell(label)
}
