/** Names of files as EDGAR takes them (EFM 5.1.1), and what a set of files says about itself (17 CFR 232.104). */
import { whole } from '../../diagnostics/source.ts'
import type { Filing } from '../../filing/filing.ts'
import { family, type Say } from '../rule.ts'
import type { FileName, FileSet } from '../subjects.ts'

/** Letters and digits, point, hyphen, underscore; an ending that EDGAR knows. */
const taken = /^[A-Za-z0-9][A-Za-z0-9._-]*\.(htm|txt|pdf|fil|jpg|gif|xsd|xml)$/i
const longest = 32

export const fileNames = family(
  {
    K001: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.1.1',
      means: 'a file name is longer than 32 characters',
      hint: 'shorten it; the ending counts',
      in: 'file name',
      wrong: 'press-release-of-the-second-quarter.htm',
      right: 'press-release-second-quarter.htm',
    },
    K002: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.1.1',
      means: 'EDGAR does not accept a file name',
      hint: 'letters, digits, point, hyphen and underscore, first a letter or digit, ending in .htm .txt .pdf .jpg .gif .xsd or .xml',
      in: 'file name',
      wrong: 'ex99-1.html',
      right: 'ex99-1.htm',
    },
    K003: {
      severity: 'note',
      grade: 'convention',
      source: 'EFM 5.1.1',
      means: 'a file name has capital letters',
      hint: 'write it in lower case',
      in: 'file name',
      wrong: 'EX99-1.htm',
      right: 'ex99-1.htm',
    },
    K004: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.1.1',
      means: 'two file names differ only in capital letters',
      hint: 'rename one of them',
      in: 'folder',
      wrong: 'Ex99-1.htm',
      right: 'ex99-2.htm',
    },
    K099: {
      severity: 'finding',
      grade: 'suspends',
      source: '17 CFR 232.104',
      means: 'a PDF belongs to no document of the submission',
      hint: 'name it as its document: ex99-1.pdf beside ex99-1.htm',
      in: 'folder',
      wrong: 'ex99-7.pdf',
      right: 'ex99-1.pdf',
    },
    K100: {
      severity: 'finding',
      grade: 'suspends',
      source: '17 CFR 232.104',
      means: 'a document has two PDFs',
      hint: 'keep one',
      in: 'folder',
      wrong: 'ex99-1.PDF',
      right: 'ex99-1.pdf',
    },
  },
  { name: checkName, files: checkNames, filing: checkOnlyPdf },
)

/** A PDF is an unofficial copy: what is only that is no exhibit. */
function checkOnlyPdf({ exhibits }: Filing, say: Say<'K099'>): void {
  for (const { content, facts, at } of exhibits) {
    if (content.kind === 'ready-made' && /\.pdf$/i.test(content.fileName))
      say(
        'K099',
        at,
        `Exhibit ${facts.number} is a PDF alone, which EDGAR takes as a copy only`,
        'give its text as .htm or .txt too',
      )
  }
}

function checkName({ name, at }: FileName, say: Say<'K001' | 'K002' | 'K003'>): void {
  if (name.length > longest)
    say('K001', at, `"${name}" has ${name.length} characters; EDGAR takes ${longest}`)
  if (!taken.test(name)) say('K002', at, `EDGAR does not accept the file name "${name}"`)
  else if (name !== name.toLowerCase()) say('K003', at, `"${name}" has capitals`)
}

/** Names that differ in capitals only, and PDFs that belong to none or share a document. */
function checkNames({ names }: FileSet, say: Say<'K004' | 'K099' | 'K100'>): void {
  const seen = new Map<string, string>()
  for (const name of names) {
    const at = whole({ path: name, text: '' })
    const other = seen.get(name.toLowerCase())
    if (other !== undefined && name.toLowerCase().endsWith('.pdf'))
      say('K100', at, `${name} and ${other} are PDFs of one document`)
    else if (other !== undefined) say('K004', at, `${name} and ${other} are one name to EDGAR`)
    else seen.set(name.toLowerCase(), name)
  }
  const documents = names.filter((name) => /\.(htm|txt)$/i.test(name)).map(stem)
  const pdfs = names.filter((name) => /\.pdf$/i.test(name))
  for (const name of documents.length > 0 ? pdfs : []) {
    if (!documents.includes(stem(name)))
      say('K099', whole({ path: name, text: '' }), `${name} has no document beside it`)
  }
}

/** A tagged report is called by ticker and date (EFM 6.3.3); its PDF keeps its own name. */
const taggedName = /^[a-z][a-z0-9]*-\d{8}$/

/** What a document and its PDFs share: `ex99-1` of `ex99-1.htm` and `ex99-1.edgar.pdf`. */
export function stem(name: string): string {
  const bare = name.toLowerCase().replace(/(\.edgar)?\.(htm|txt|pdf)$/, '')
  return taggedName.test(bare) ? '8-k' : bare
}
