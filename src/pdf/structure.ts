/**
 * The structure tree of a tagged PDF (ISO 32000-1, 14.7; ISO 14289-1): elements, the marks on pages that
 * belong to them, and the way back from a mark to its element.
 */
import type PDFDocument from 'pdfkit'
import type { Reference } from 'pdfkit'
import type { Tag } from '../typeset/page.ts'

type Kid =
  | { readonly kind: 'tag'; readonly tag: Tag }
  | { readonly kind: 'mark'; readonly page: Reference; readonly id: number }
  | { readonly kind: 'annotation'; readonly page: Reference; readonly ref: Reference }

export class Structure {
  readonly #pdf: PDFDocument
  readonly #kids = new Map<Tag, Kid[]>()
  readonly #refs = new Map<Tag, Reference>()
  /** By structure parent key: the elements of a page's marks, or of one annotation. */
  readonly #parents: (Tag[] | Tag)[] = []
  readonly #links: boolean
  /** Bounding boxes of figures. */
  readonly figures = new Map<Tag, readonly number[]>()
  #revised = false

  /** @param links whether links are kept; without them their text is a plain span */
  constructor(pdf: PDFDocument, links: boolean) {
    this.#pdf = pdf
    this.#links = links
  }

  /** Begins a page and returns its structure parent key. */
  openPage(): number {
    return this.#parents.push([]) - 1
  }

  /** Notes that a mark on the page of `key` belongs to a tag; returns its number on that page. */
  mark(tag: Tag, page: Reference, key: number): number {
    const marks = this.#parents[key] as Tag[]
    const id = marks.push(tag) - 1
    this.#kidsOf(tag).push({ kind: 'mark', page, id })
    return id
  }

  /** Notes an annotation of a tag and returns the annotation's structure parent key. */
  annotation(tag: Tag, page: Reference, ref: Reference): number {
    this.#kidsOf(tag).push({ kind: 'annotation', page, ref })
    return this.#parents.push(tag) - 1
  }

  #kidsOf(tag: Tag): Kid[] {
    let kids = this.#kids.get(tag)
    if (!kids) {
      kids = tag.kids.map((kid) => ({ kind: 'tag', tag: kid }))
      this.#kids.set(tag, kids)
      if (tag.inline && tag.parent) this.#kidsOf(tag.parent).push({ kind: 'tag', tag })
    }
    return kids
  }

  /** Writes the tree and hangs it on the catalog. */
  write(root: Tag): void {
    const tree = this.#pdf.ref({ Type: 'StructTreeRoot' })
    const top = this.#element(root, tree)
    const parents = this.#pdf.ref({
      Nums: this.#parents.flatMap((entry, key) => [
        key,
        Array.isArray(entry) ? entry.map((tag) => this.#refs.get(tag)) : this.#refs.get(entry),
      ]),
    })
    parents.end()
    const names = this.#names()
    if (names) tree.data['IDTree'] = names
    if (this.#revised) tree.data['RoleMap'] = { Ins: 'Span', Del: 'Span' }
    Object.assign(tree.data, { K: [top], ParentTree: parents, ParentTreeNextKey: this.#parents.length })
    tree.end()
    this.#pdf._root.data['StructTreeRoot'] = tree
    this.#pdf._root.data['MarkInfo'] = { Marked: true }
  }

  /** Elements by name, in the order of the names' bytes (ISO 32000-1, 7.9.6). */
  #names(): Reference | undefined {
    const named = [...this.#refs].flatMap(([{ id }, ref]) => (id === undefined ? [] : [{ id, ref }]))
    if (named.length === 0) return undefined
    // Names beyond ASCII are written behind a mark that sorts after every letter.
    const key = (id: string) => (/^[\x20-\x7e]*$/.test(id) ? id : `\uffff${id}`)
    named.sort((a, b) => (key(a.id) < key(b.id) ? -1 : 1))
    const names = this.#pdf.ref({
      Names: named.flatMap(({ id, ref }) => [new String(id), ref]),
    })
    names.end()
    return names
  }

  #element(tag: Tag, parent: Reference): Reference {
    const ref = this.#pdf.ref()
    if (tag.role === 'Ins' || tag.role === 'Del') this.#revised = true
    this.#refs.set(tag, ref)
    const kids = this.#kidsOf(tag)
    const first = kids.find((kid) => kid.kind === 'mark')
    const page = first?.kind === 'mark' ? first.page : undefined
    const written = kids.map((kid) => {
      if (kid.kind === 'tag') return this.#element(kid.tag, ref)
      if (kid.kind === 'annotation') return { Type: 'OBJR', Pg: kid.page, Obj: kid.ref }
      return kid.page === page ? kid.id : { Type: 'MCR', Pg: kid.page, MCID: kid.id }
    })
    Object.assign(ref.data, {
      Type: 'StructElem',
      S: tag.role === 'Link' && !this.#links ? 'Span' : tag.role,
      P: parent,
      ...(page && { Pg: page }),
      ...(written.length > 0 && { K: written }),
      ...((tag.role === 'Ins' || tag.role === 'Del') && {
        T: new String(tag.role === 'Ins' ? 'Inserted' : 'Deleted'),
      }),
      ...(tag.alt !== undefined && { Alt: new String(tag.alt) }),
      ...(tag.id !== undefined && { ID: new String(tag.id) }),
      ...attributesOf(tag, this.figures.get(tag)),
    })
    ref.end()
    return ref
  }
}

function attributesOf(tag: Tag, box: readonly number[] | undefined): Record<string, unknown> {
  if (box) return { A: { O: 'Layout', Placement: 'Block', BBox: box } }
  if (tag.role === 'L') return { A: { O: 'List', ListNumbering: tag.ordered ? 'Decimal' : 'Disc' } }
  const table = {
    ...(tag.scope && { Scope: tag.scope }),
    ...(tag.colspan && { ColSpan: tag.colspan }),
    ...(tag.rowspan && { RowSpan: tag.rowspan }),
    ...(tag.heads && { Headers: tag.heads.map((name) => new String(name)) }),
  }
  return Object.keys(table).length > 0 ? { A: { O: 'Table', ...table } } : {}
}
