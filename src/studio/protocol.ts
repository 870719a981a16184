/** What the server of the studio and its page say to each other: plain data, of which the page imports the types alone. */

export type Severity = 'error' | 'finding' | 'warning' | 'note'

/** A place in a file of the project. Offsets are UTF-16 code units; lines and columns count from 1. */
export interface FilePlace {
  readonly path: string
  readonly start: number
  readonly end: number
  readonly line: number
  readonly column: number
  /** A cell of a workbook, which has a name and no lines. */
  readonly cell?: true
}

export interface Found {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly hint?: string
  readonly at?: FilePlace
  readonly also: readonly FilePlace[]
  readonly waived?: { readonly reason: string; readonly by: string }
}

/** How far a filing has come; `unseen` until it was looked at. */
export type State = 'unseen' | 'error' | 'findings' | 'draft' | 'approved' | 'final'

export interface FilingRow {
  readonly slug: string
  readonly registrant: string
  readonly form: string
  readonly items: readonly string[]
  readonly reportDate: string
  /** `YYYY-MM-DD` by which it is due; none where no item has a last day. */
  readonly due?: string
  /** Days until then by the clock of the machine; below zero where it has gone by. */
  readonly daysLeft?: number
  readonly state: State
  readonly errors: number
  /** Findings and warnings that must be settled before a final. */
  readonly open: number
  /** The newest version in the archive, as `v2`. */
  readonly archived?: string
  /** `YYYY-MM-DDTHH:MM:SSZ` */
  readonly changed?: string
}

export interface FileEntry {
  /** From the root of the project, as messages name it. */
  readonly path: string
  /** Below the folder of the filing. */
  readonly name: string
  readonly kind: 'facts' | 'text' | 'template' | 'data' | 'workbook' | 'other'
  readonly bytes: number
}

/** A text file as it is on disk, and the digest that a save must name. */
export interface FileText {
  readonly path: string
  readonly text: string
  readonly digest: string
}

/** A template of the theme that a click leads to. */
export interface TemplateText {
  readonly path: string
  readonly text: string
  /** Whether it is of the project's own theme; what comes with filingpress stays as it is. */
  readonly editable: boolean
  /** Where a template stands that is in its place for this filing alone; none where that cannot be. */
  readonly own?: string
}

/** A sheet of a workbook as its cells show, from row 1 and column A on. */
export interface SheetText {
  readonly sheets: readonly string[]
  readonly sheet: string
  readonly rows: readonly (readonly string[])[]
  /** Whether the sheet has more than is shown. */
  readonly more: boolean
}

export interface PageInfo {
  /** Of everything that is drawn on it: equal digests are equal pages. */
  readonly digest: string
  /** Points. */
  readonly width: number
  readonly height: number
}

export interface PreviewDocument {
  readonly name: string
  readonly title: string
  readonly htmlName: string
  /** Whether its cover page is tagged. */
  readonly tagged: boolean
  readonly htmlDigest: string
  readonly pages: readonly PageInfo[]
}

export interface Preview {
  readonly documents: readonly PreviewDocument[]
  readonly found: readonly Found[]
  readonly ties: readonly TieShown[]
  readonly milliseconds: number
}

/** A statement of the items, and what of the release supports it. */
export interface TieShown {
  readonly text: string
  readonly state: string
  readonly at?: FilePlace
  readonly support?: FilePlace
}

export interface LocateRequest {
  readonly document: string
  /** Letters of the document before the place: white space and what shows nothing left out. */
  readonly letter?: number
  /** A place on a page in points from its upper left corner; pages count from 1. */
  readonly page?: number
  readonly x?: number
  readonly y?: number
}

/** Where a word came from. */
export interface Located {
  readonly word: string
  /** `tool`: a label; `continued`: the line over a table that runs on; `furniture`: folios, heads and stamps. */
  readonly kind: 'text' | 'fact' | 'template' | 'tool' | 'continued' | 'furniture'
  readonly at?: FilePlace
  /** The fact that it shows, as `registrants.0.name`. */
  readonly fact?: string
  /** The template or text that shows the fact. */
  readonly via?: FilePlace
}

export interface Box {
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a place of a source shows. */
export interface Revealed {
  readonly document: string
  readonly letter: number
  readonly length: number
  readonly boxes: readonly Box[]
}

/** A save that meets another's change: what stands on disk, and what both make where they do not meet. */
export interface Saved {
  readonly outcome: 'saved' | 'merged' | 'conflict'
  /** What was written; for a conflict both changes, and theirs where they meet. */
  readonly text: string
  /** What stands on disk now. */
  readonly disk: string
  /** For a conflict: stretches of lines that both changed. */
  readonly conflicts: readonly Conflict[]
}

export interface Conflict {
  /** Line from 1, in the text of both changes. */
  readonly line: number
  readonly base: string
  readonly mine: string
  readonly theirs: string
}

export interface VersionChoice {
  /** As the `diff` command takes it. */
  readonly word: string
  readonly label: string
  readonly kind: 'working' | 'build' | 'git' | 'archive'
  readonly when?: string
  readonly who?: string
  readonly why?: string
}

/** What made a change, and where it stands now; no place for what the tool or an output says. */
export interface CauseShown {
  readonly kind: string
  readonly at: string
  readonly place?: FilePlace
}

export interface ChangeRow {
  readonly number: number
  readonly kind: string
  readonly section: string
  readonly old: string
  readonly new: string
  readonly before: string
  readonly causes: readonly CauseShown[]
  /** Where it stands in the redline as a PDF: a page from 1, points from its upper edge. */
  readonly page?: number
  readonly y?: number
}

export interface Comparison {
  readonly old: string
  readonly new: string
  readonly documents: readonly {
    readonly name: string
    readonly state: string
    readonly changes: readonly ChangeRow[]
    readonly html: string
  }[]
  readonly found: readonly Found[]
}

export interface CodeInfo {
  readonly code: string
  readonly severity: string
  readonly means: string
  readonly hint?: string
  readonly source?: string
  readonly wrong?: string
  readonly right?: string
  readonly waivable: boolean
}

/** What the server tells its pages as it happens. */
export type Event =
  | { readonly type: 'hello'; readonly server: string }
  /** Files changed on disk, whoever wrote them. */
  | { readonly type: 'changed' }
  | { readonly type: 'filing'; readonly row: FilingRow }

/** What a command did: sentences, and what it would not do. */
export interface Done {
  readonly ok: boolean
  readonly lines: readonly string[]
  readonly found: readonly Found[]
}

/** An entry of `review.md`, where its words stand now. */
export interface PlacedComment {
  readonly author: string
  /** `YYYY-MM-DDTHH:MM:SSZ`, or empty. */
  readonly date: string
  readonly open: boolean
  readonly document: string
  readonly quote: string
  readonly text: string
  /** None where its words stand no longer in the document. */
  readonly at?: FilePlace
}
