/** One short function per kind of node, for readers and tests. What is left out has its usual value. */
import type {
  Block,
  Cell,
  CheckBox,
  Fact,
  FactValue,
  Group,
  Heading,
  Image,
  Inline,
  Level,
  LineBreak,
  Link,
  List,
  ListItem,
  Note,
  NoteRef,
  Origin,
  PagePlan,
  Paragraph,
  Row,
  Rule,
  Section,
  SectionRole,
  Style,
  Table,
  Text,
} from './document.ts'
import { plainStyle, sides } from './style.ts'

export { noBorder, plainStyle, sides } from './style.ts'

/** Letter paper with margins of one inch, a folio from the second page on. */
export const letter: PagePlan = {
  width: 612,
  height: 792,
  margin: sides(72),
  head: { first: '', other: '' },
  foot: { first: '', other: '{page}' },
}

interface Looks {
  readonly style?: Style
  readonly classes?: readonly string[]
  readonly id?: string
}

const base = ({ style = plainStyle, classes = [] }: Looks) => ({ style, classes })
const named = ({ id }: Looks) => (id === undefined ? {} : { id })

export const section = (role: SectionRole, blocks: readonly Block[], number?: string): Section =>
  number === undefined ? { role, blocks } : { role, number, blocks }

export const paragraph = (inlines: readonly Inline[], looks: Looks = {}): Paragraph => ({
  type: 'paragraph',
  ...base(looks),
  ...named(looks),
  inlines,
})

export const heading = (level: Level, inlines: readonly Inline[], looks: Looks = {}): Heading => ({
  type: 'heading',
  level,
  ...base(looks),
  ...named(looks),
  inlines,
})

export const list = (ordered: boolean, items: readonly ListItem[], looks: Looks = {}): List => ({
  type: 'list',
  ordered,
  ...base(looks),
  items,
})

export const listItem = (label: string, blocks: readonly Block[], looks: Looks = {}): ListItem => ({
  label,
  ...base(looks),
  blocks,
})

export const table = (
  rows: readonly Row[],
  purpose: Table['purpose'] = 'data',
  looks: Looks = {},
): Table => ({
  type: 'table',
  purpose,
  ...base(looks),
  ...named(looks),
  rows,
})

export const row = (cells: readonly Cell[], header = false, looks: Looks = {}): Row => ({
  header,
  ...base(looks),
  cells,
})

export const cell = (
  blocks: readonly Block[],
  shape: Partial<Pick<Cell, 'scope' | 'colspan' | 'rowspan'>> = {},
  looks: Looks = {},
): Cell => ({
  scope: shape.scope,
  colspan: shape.colspan ?? 1,
  rowspan: shape.rowspan ?? 1,
  ...base(looks),
  blocks,
})

export const group = (blocks: readonly Block[], looks: Looks = {}, quote = false): Group => ({
  type: 'group',
  quote,
  ...base(looks),
  blocks,
})

export const rule = (looks: Looks = {}): Rule => ({ type: 'rule', ...base(looks) })

export const image = (
  picture: Pick<Image, 'file' | 'alt' | 'width' | 'height' | 'data' | 'origin'>,
  looks: Looks = {},
): Image => ({
  type: 'image',
  ...base(looks),
  ...picture,
})

export const note = (id: string, label: string, blocks: readonly Block[], looks: Looks = {}): Note => ({
  type: 'note',
  ...base(looks),
  id,
  label,
  blocks,
})

/** The origin of what the tool itself writes: labels of lists, summary pages. */
export const nowhere: Origin = {
  kind: 'template',
  span: { source: { path: 'filingpress', text: '' }, start: 0, end: 0 },
}

export const text = (value: string, origin: Origin): Text => ({ type: 'text', value, origin })
export const fact = (path: string, value: FactValue, shown: string, origin: Origin): Fact => ({
  type: 'fact',
  path,
  value,
  shown,
  origin,
})
export const marked = <T extends 'strong' | 'emphasis' | 'underline' | 'small-caps' | 'raised' | 'lowered'>(
  type: T,
  inlines: readonly Inline[],
) => ({ type, inlines })
export const link = (href: string, inlines: readonly Inline[]): Link => ({ type: 'link', href, inlines })
export const lineBreak: LineBreak = { type: 'break' }
export const checkBox = (checked: boolean, origin: Origin): CheckBox => ({
  type: 'check-box',
  checked,
  origin,
})
export const noteRef = (id: string, label: string, origin: Origin): NoteRef => ({
  type: 'note-ref',
  id,
  label,
  origin,
})
