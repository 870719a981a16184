/** How the reading dialect spells the marks of a redline: elements that say it, form as well as colour, numbers to go by. */
import type { Block, Document, Inline, Paragraph, Revision, Row } from '../document/document.ts'
import { childBlocks } from '../document/walk.ts'

/**
 * Insertion blue and underlined twice, deletion red and struck, moves green; a bar beside whatever changed.
 * Links keep the colour of the mark, and a sign that hangs at the edge of its cell its lines, which a float does not take
 * from what holds it.
 */
export const revisionSheet = `<style>
ins{color:#0a3fa8;text-decoration:underline double}
del{color:#b00020;text-decoration:line-through}
ins.moved{color:#00662b}
del.moved{color:#00662b}
ins a,del a{color:inherit}
ins span{text-decoration:underline double}
del span{text-decoration:line-through}
.restyled{border-bottom:1px dotted #7a4f00}
.changed{position:relative}
.changed::before{content:'';position:absolute;left:-9pt;top:0;bottom:0;border-left:1.5pt solid #555}
li.changed::before,li>.changed::before,.note>.changed::before{left:-31pt}
td .changed::before,th .changed::before{content:none}
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

/** A bar stands beside a leaf in which something changed. */
export function revisionClasses(node: Block | Pick<Paragraph, 'inlines' | 'revision'>): string[] {
  const found = node.revision
  if (found && counts(found)) return ['changed']
  return 'inlines' in node && node.inlines.some(changed) ? ['changed'] : []
}

/** Whether a bar stands beside a row: before its first cell, because what comes before a row would be a cell of its own. */
export function rowChanged(row: Row): boolean {
  const within = (blocks: readonly Block[]): boolean =>
    blocks.some((block) => revisionClasses(block).length > 0 || within(childBlocks(block)))
  const marked = ({ revision }: Holder) => revision !== undefined && counts(revision)
  return marked(row) || row.cells.some((cell) => marked(cell) || within(cell.blocks))
}

/** Marks of the legend and of padding stand for no change. */
const counts = ({ kind, change }: Revision): boolean => kind !== 'mark' && change > 0

function changed(inline: Inline): boolean {
  if (inline.revision && counts(inline.revision)) return true
  return 'inlines' in inline && inline.inlines.some(changed)
}

/** A marked text in its element, with the number of its change before the first of its marks. */
export function revised(
  { revision }: Holder,
  html: string,
  { numbered, dialect }: { readonly numbered: Set<number>; readonly dialect: string },
): string {
  if (!revision || dialect !== 'reading' || revision.kind === 'mark') return html
  const { change } = revision
  const first = change > 0 && !numbered.has(change)
  if (first) numbered.add(change)
  const number = first ? `<a class="change" id="change-${change}">${change}</a>` : ''
  return number + element(revision, html)
}

function element(revision: Revision, html: string): string {
  switch (revision.kind) {
    case 'inserted':
      return `<ins>${html}</ins>`
    case 'deleted':
      return `<del>${html}</del>`
    case 'dropped':
      return `<del class="dropped">${html}</del>`
    case 'moved-to':
      return `<ins class="moved">${html}</ins>`
    case 'moved-from':
      return `<del class="moved">${html}</del>`
    case 'restyled':
      return revision.quiet ? html : `<span class="restyled">${html}</span>`
    default:
      return html
  }
}
