/**
 * Every code that a diagnostic can carry: how grave it is, one sentence for what it means, and the rule
 * it comes from where there is one. The checker's rules have theirs in check/rules/. `error` stops a build; a `finding` is written into a draft, counted and gives
 * exit code 1 until it is settled or waived; a `warning` does so only under --strict; a `note` only informs.
 */
import { ocflCodes } from './ocfl-codes.ts'

export type Severity = 'error' | 'finding' | 'warning' | 'note'

interface Row {
  readonly severity: Severity
  readonly means: string
  /** The form, regulation or manual that it rests on. */
  readonly source?: string
  /** Whether a reason may settle it; an error never is. */
  readonly waivable?: false
}

const rows = {
  // W: files and folders
  W001: { severity: 'error', means: 'a file is not valid UTF-8' },
  W002: { severity: 'error', means: 'a file that is needed is missing' },
  W003: { severity: 'error', means: 'a path leads out of the content folder' },
  W004: { severity: 'error', means: 'a file is larger than any filing text can be' },
  W005: { severity: 'error', means: 'a file or folder cannot be written' },
  W006: { severity: 'error', means: 'an output was changed by hand since the last build' },
  W007: { severity: 'error', means: 'another build holds the output folder' },
  W008: { severity: 'note', means: 'an interrupted build was cleared away' },
  W009: { severity: 'error', means: 'a file holds a control character' },
  W010: { severity: 'warning', means: 'a file goes into no document' },
  W011: { severity: 'warning', means: 'a character is invisible' },
  W020: { severity: 'error', means: 'reading a file would take more time or memory than is allowed' },
  W021: { severity: 'error', means: 'the name of a file holds a control character' },
  W030: { severity: 'error', means: 'the disk is full' },
  W031: { severity: 'error', means: 'a file or folder cannot be read' },
  W032: { severity: 'error', means: 'the machine or a drive failed' },
  W033: { severity: 'error', means: 'an output folder must not be overwritten' },
  W034: { severity: 'warning', means: 'a name that some tools cannot read' },
  // Y: facts in YAML
  Y001: { severity: 'error', means: 'the YAML cannot be read' },
  Y002: { severity: 'error', means: 'a key appears twice' },
  Y003: { severity: 'error', means: 'an alias, tag or merge key is used where only plain facts belong' },
  Y004: { severity: 'error', means: 'a key is unknown' },
  Y005: { severity: 'error', means: 'a fact has the wrong form' },
  Y006: { severity: 'error', means: 'a required fact is missing' },
  Y007: { severity: 'error', means: 'a date does not exist' },
  Y008: { severity: 'error', means: 'two exhibits share one number' },
  Y009: { severity: 'error', means: 'a shared registrant has no facts for the report date' },
  Y010: {
    severity: 'error',
    means: 'the report date is earlier than the oldest form that filingpress knows',
    source: 'Release 33-8400',
  },
  Y011: { severity: 'error', means: 'EDGAR does not accept the name of an output', source: 'EFM 5.1.1' },
  Y012: { severity: 'error', means: 'two outputs would have the same name', source: 'EFM 5.1.1' },
  Y013: { severity: 'error', means: 'a fact is cut short by what YAML takes for a comment' },
  Y014: { severity: 'error', means: 'null stands where text is expected' },
  // M: authored Markdown
  M001: { severity: 'error', means: 'raw HTML in authored text' },
  M002: { severity: 'error', means: 'a code block or code span in authored text' },
  M003: { severity: 'error', means: 'a text has no words' },
  M004: { severity: 'error', means: 'text stands outside every item' },
  M005: { severity: 'error', means: 'a heading is not an item of Form 8-K', source: 'Form 8-K' },
  M006: { severity: 'error', means: 'an item appears twice' },
  M007: { severity: 'error', means: 'nesting is too deep' },
  M008: {
    severity: 'error',
    means: 'a footnote is referred to but not written, or written but not referred to',
  },
  M009: { severity: 'error', means: 'an attribute list is not understood' },
  M010: { severity: 'error', means: 'an image or link cannot be used' },
  M011: { severity: 'error', means: 'a word or fact is too long to be one' },
  M012: { severity: 'error', means: 'a table is malformed' },
  M013: { severity: 'error', means: 'a mark has no meaning in a filing' },
  M014: { severity: 'warning', means: 'no rule of house.css applies to a class' },
  M015: { severity: 'warning', means: 'the numbers of a list are not consecutive' },
  M031: { severity: 'warning', means: 'a head of a table covers one column and may be meant for more' },
  M032: { severity: 'error', means: 'a range of a workbook cannot be used' },
  M033: { severity: 'error', means: 'a cell of a workbook is hidden, or shows an error or nothing' },
  M034: { severity: 'note', means: 'rows of a table were recognized by their words' },
  M035: { severity: 'warning', means: 'a mark of Markdown may have been meant as text' },
  M036: { severity: 'warning', means: 'lines run together in one paragraph' },
  // T: templates
  T001: { severity: 'error', means: 'a template cannot be parsed' },
  T002: { severity: 'error', means: 'a template names data that does not exist' },
  T003: { severity: 'error', means: 'a template names an unknown helper' },
  T004: { severity: 'error', means: 'a template names an unknown partial' },
  T005: { severity: 'error', means: 'a template names an unknown slot, or leaves one empty' },
  T006: { severity: 'error', means: 'a helper was given something it cannot use' },
  T007: { severity: 'error', means: 'partials include each other without end' },
  T008: { severity: 'error', means: 'a template uses a feature that is not allowed' },
  T009: { severity: 'error', means: 'an expression in authored text is not understood' },
  // H: HTML, of templates or read back
  H001: { severity: 'error', means: 'an element is not allowed in a document' },
  H002: { severity: 'error', means: 'an attribute is not allowed in a document' },
  H003: { severity: 'error', means: 'an element is not closed, or closed twice' },
  H004: { severity: 'error', means: 'an element stands where it is not allowed' },
  H005: { severity: 'error', means: 'a character reference is not known' },
  H006: { severity: 'error', means: 'a table is malformed' },
  // I: import of what others made
  I001: { severity: 'error', means: 'a source holds no Form 8-K that can be read' },
  I002: { severity: 'error', means: 'an import would replace a filing' },
  I004: { severity: 'error', means: 'a Word file cannot be merged' },
  I005: { severity: 'note', means: 'a reviewer’s comment is open' },
  I003: {
    severity: 'error',
    means: 'a Word draft has tracked changes that were neither accepted nor rejected',
  },

  // S: house style
  S001: { severity: 'error', means: 'the style sheet cannot be parsed' },
  S002: { severity: 'error', means: 'a property is not in the house-style subset' },
  S003: { severity: 'error', means: 'a value is not understood' },
  S004: { severity: 'error', means: 'a selector is not in the house-style subset' },
  // F: fonts and typesetting
  F001: { severity: 'error', means: 'a character has no glyph in the font' },
  F002: { severity: 'error', means: 'a font cannot be used' },
  F003: { severity: 'finding', means: 'a line does not fit its measure' },
  F021: { severity: 'finding', means: 'a table is not set at the widths that its author gave' },
  F022: { severity: 'finding', means: 'a table does not fit a page', waivable: false },
  F023: { severity: 'note', means: 'a table was set smaller or turned to fit' },
  F024: { severity: 'note', means: 'a table is wider than the text for the wire' },
  F025: { severity: 'warning', means: 'a character has no spelling in ASCII for the wire' },
  F004: { severity: 'error', means: 'a block does not fit a page' },
  F005: {
    severity: 'error',
    means:
      'a text is in a script that cannot be typeset: it runs from right to left, or its letters change shape',
  },
  // X: exhibits and references
  X001: { severity: 'error', means: 'an exhibit has no text' },
  X004: { severity: 'finding', means: 'the file of an exhibit is missing', source: '17 CFR 232.102(d)' },
  X002: { severity: 'error', means: 'a ready-made exhibit cannot be passed through' },
  // P: proof on finished bytes
  P001: { severity: 'error', means: 'HTML, PDF and document do not have the same words' },
  P002: { severity: 'error', means: 'a finished PDF cannot be read back' },
  P004: { severity: 'error', means: 'a PDF draws a character that differs from its text' },
  P006: { severity: 'finding', means: 'a redline could not be proved to give back both versions' },
  P007: { severity: 'error', means: 'a comparison that is not proved cannot be certified' },
  // U: usage
  U001: { severity: 'error', means: 'there is nothing to build' },
  U002: { severity: 'error', means: 'a filing of this name already exists' },
  U003: { severity: 'error', means: 'a waiver cannot be written' },
  // D: versions to compare
  D001: { severity: 'error', means: 'a file to compare was not written by filingpress' },
  D002: { severity: 'error', means: 'a version to compare does not exist' },
  D003: { severity: 'warning', means: 'a document takes no R tags' },
  D004: { severity: 'warning', means: 'R tags are asked for of a report that amends nothing' },
  // V: the archive
  V001: { severity: 'error', means: 'there is no archive at the given place' },
  V002: { severity: 'error', means: 'an archive cannot be made there' },
  V003: { severity: 'error', means: 'an archived filing or version does not exist' },
  V004: { severity: 'error', means: 'a key cannot be used' },
  V005: { severity: 'error', means: 'what EDGAR returned cannot be recorded' },
  V006: { severity: 'error', means: 'an archived version cannot be rebuilt or exported' },
  V007: { severity: 'error', means: 'an archived tool may not run: no trusted key signed it' },
  V008: { severity: 'error', means: 'an archived file is damaged and was not copied out' },
  V009: {
    severity: 'error',
    means: 'a version cannot be added: the archive was changed since it was last written',
  },
  V010: { severity: 'error', means: 'it is not known which archived filing this is' },
  V011: { severity: 'error', means: 'a version is not signed by the key' },
  V012: { severity: 'error', means: 'a signature does not match the archive' },
  V013: { severity: 'error', means: 'an object is not in the folder that its id gives' },
  V014: { severity: 'error', means: 'a signed version is missing' },
  V015: { severity: 'error', means: 'the head is not the one that was expected' },
  V016: { severity: 'error', means: 'a file is not as filingpress wrote it' },
  V017: { severity: 'error', means: 'a file was not put there by filingpress' },
  V018: { severity: 'warning', means: 'a version says that it was made before the version it follows' },
  V019: { severity: 'error', means: 'a file of the archive cannot be read' },
  V020: { severity: 'warning', means: 'an interrupted write was left behind' },
  V021: { severity: 'error', means: 'a time stamp was not given, or cannot be kept' },
  V022: { severity: 'error', means: 'a time stamp is damaged, or was made for other bytes' },
  V023: { severity: 'error', means: 'none of the given roots vouches for a time-stamping authority' },
  V024: { severity: 'warning', means: 'an object is not in the index of the archive' },
  // OCFL's own codes, which a verification of an archive gives
  ...ocflCodes,
  // L: waivers, approval and the lock
  L001: { severity: 'warning', means: 'a waiver has lapsed: the passage it was given for has changed' },
  L002: { severity: 'warning', means: 'a waiver matches no finding' },
  L003: { severity: 'error', means: 'a final build is refused' },
  L004: { severity: 'error', means: 'the filing is not as it was approved' },
  L007: { severity: 'error', means: 'the settings of the house cannot be used' },
  L005: { severity: 'error', means: 'an approval cannot be read' },
  L006: { severity: 'note', means: 'an input changed after approval and reached no document' },
} as const satisfies Record<string, Row>

export type Code = keyof typeof rows

export const codes: Readonly<Record<Code, Row>> = rows

/** What is known of a code; nothing of a rule of the checker, which says its own. */
export const rowOf = (code: string): Row | undefined =>
  Object.hasOwn(codes, code) ? codes[code as Code] : undefined
