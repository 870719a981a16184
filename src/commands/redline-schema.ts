/** The JSON of a redline, `diff --json` and `redline.json`, as a schema: what each field is, and in which unit. */
import { toJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { jsonText } from '../bytes.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const said = <T extends v.GenericSchema>(schema: T, description: string) =>
  v.pipe(schema, v.description(description))

const side = v.strictObject({
  label: said(v.string(), 'The version as it was named.'),
  date: said(v.nullable(v.string()), 'YYYY-MM-DD, where the version has a day.'),
  digest: said(v.string(), 'sha256 of the finished HTML and of what stands beside it.'),
})

const spots = v.array(
  v.strictObject({
    paragraph: said(
      count,
      'Counted from 0 in reading order; headings and the paragraphs of items, cells and notes count too.',
    ),
    start: said(count, 'UTF-16 offset in the text of the paragraph; a line break or check box is one.'),
    end: said(count, 'As large as start where something was put in or taken out.'),
  }),
)

const paragraph = said(v.nullable(count), 'The first of the row; null where the version has none.')

const states = ['same', 'changed', 'added', 'gone'] as const
const kinds = [
  'inserted',
  'deleted',
  'replaced',
  'moved',
  'split',
  'joined',
  'reshaped',
  'restyled',
  'renumbered',
] as const

const classes = v.picklist(['typography', 'renamed', 'renumbered', 'rewritten'])

const change = v.strictObject({
  number: said(count, 'As beside the change in the redline, from 1.'),
  kind: v.picklist(kinds),
  document: said(v.string(), 'File name in the new version.'),
  section: said(v.string(), 'Cover page, Item 8.01, Release 99.1, Pages.'),
  before: said(v.string(), 'Words before the change; a paragraph sign ends those of another paragraph.'),
  after: said(v.string(), 'Words behind the change in the new version.'),
  class: said(
    v.nullable(classes),
    'What many changes may be taken together as: only typography, a term renamed throughout, labels renumbered; or a passage written anew, shown whole.',
  ),
  cell: said(
    v.nullable(v.strictObject({ row: v.string(), column: v.string() })),
    'Of a change in a table: the label of its row and the heads of its column; empty where it is all of them.',
  ),
  old: said(
    v.string(),
    'The words that were; of a relabelled item its label. Cells have | between them, paragraphs ¶.',
  ),
  new: said(v.string(), 'The words that are.'),
  move: said(v.nullable(count), 'The same number at both ends of a move.'),
  figures: v.array(
    v.strictObject({
      before: v.nullable(v.string()),
      after: v.nullable(v.string()),
      difference: said(v.nullable(v.string()), 'After less before, exact; null where it means nothing.'),
      where: said(v.string(), 'Row and column, or the words before it.'),
    }),
  ),
  looks: v.array(
    v.strictObject({
      property: said(v.string(), 'In the words of CSS; marks for those of a text. Lengths in points.'),
      before: v.string(),
      after: v.string(),
    }),
  ),
  causes: v.array(
    v.strictObject({
      kind: v.picklist(['content', 'fact', 'template', 'style', 'tool', 'output']),
      at: said(v.string(), 'The path of a fact, file:line, or name and version of the tool.'),
    }),
  ),
  at: said(v.strictObject({ old: spots, new: spots }), 'Where it stands in both versions.'),
})

export const redlineJson = v.strictObject({
  format: v.literal(1),
  tool: v.string(),
  old: side,
  new: side,
  documents: v.array(
    v.strictObject({
      name: v.string(),
      state: v.picklist(states),
      same: v.strictObject({
        bytes: said(v.boolean(), 'Of the HTML.'),
        words: v.boolean(),
        structure: v.boolean(),
        pdf: said(v.nullable(v.boolean()), 'Bytes of the PDF; null unless both versions have one.'),
      }),
      proved: said(
        v.union([
          v.strictObject({ accepted: v.literal('new'), rejected: v.literal('old') }),
          v.strictObject({ not: v.string() }),
        ]),
        'What accepting and rejecting all changes was proved to give; or, under not, what could not be proved: a defect of the tool.',
      ),
      coarse: said(v.boolean(), 'Whether some stretch was too much work and is shown as replaced whole.'),
      marked: said(count, 'Words, figures, spaces and signs that the shortest edits mark, moves left out.'),
      counts: said(
        v.strictObject(v.entriesFromList(kinds, v.optional(count))),
        'Changes by kind; both ends of a move are one. Those of typography do not count where they are ignored.',
      ),
      classes: said(
        v.array(
          v.strictObject({
            class: classes,
            old: v.string(),
            new: said(
              v.string(),
              'The term and what replaced it; of other classes, what the first change says.',
            ),
            numbers: said(v.array(count), 'The numbers of the changes.'),
            leftOver: said(v.nullable(count), 'How often a renamed term still stands in the new version.'),
          }),
        ),
        'Changes that may be taken together.',
      ),
      paragraphs: v.strictObject({ old: count, new: count }),
      pairs: said(
        v.array(
          v.strictObject({
            old: paragraph,
            new: paragraph,
            count: said(count, 'Paragraphs in a row that answer to each other so.'),
            relation: v.picklist([
              'same',
              'changed',
              'moved',
              'split',
              'joined',
              'reshaped',
              'deleted',
              'inserted',
            ]),
          }),
        ),
        'Which paragraph of the old version is which of the new.',
      ),
      changes: v.array(change),
    }),
  ),
  attached: said(
    v.array(v.strictObject({ name: v.string(), state: v.picklist(states) })),
    'Ready-made exhibits and pictures, compared by their bytes.',
  ),
  facts: said(
    v.array(
      v.strictObject({
        concept: said(v.string(), 'As dei:EntityCentralIndexKey.'),
        about: said(v.string(), 'Members of its context as axis=member; empty for the registrant.'),
        old: v.nullable(v.string()),
        new: v.nullable(v.string()),
      }),
    ),
    'Facts in the hidden part of a tagged report that differ.',
  ),
})

/** The schema as JSON Schema, always the same for one version of the tool. */
export const redlineSchemaText = (): string =>
  jsonText({ title: 'filingpress redline', ...(toJsonSchema(redlineJson) as object) })
