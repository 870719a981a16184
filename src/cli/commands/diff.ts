import { command } from '../command.ts'
import { jobsOption, jsonOption, placeOptions, quietOption } from '../options.ts'
import { archiveOption } from './archive/shared.ts'

export const diff = command({
  name: 'diff',
  group: 'Approve and compare',
  summary: 'show what changed since the last build, or between two versions',
  more: 'With --each every filing as it stands, or those named, against an earlier version of its own. Takes a filing, two versions, or a filing and two of its versions. Three versions are a base, ours and theirs: it says who changed what, what both changed alike, and where they conflict. A version is a filing, out, a git revision (HEAD~1), an archived version (filing@v2), a folder, or a file: HTML of ours or anybody’s, a filed text, a Word document, a PDF with text, a complete submission. Files of others are compared by their words and tables; of a PDF tables are lines.',
  arguments: [{ name: 'FILING|VERSION', optional: true, many: true, offers: 'either' }],
  options: {
    ...placeOptions,
    redline: {
      type: 'text',
      value: 'DIR',
      text: 'write the redline of each changed document: HTML, PDF, JSON',
    },
    'changed-pages': {
      type: 'flag',
      needs: 'redline',
      text: 'also a PDF of only the pages that changed, with their numbers in both versions',
    },
    docx: { type: 'text', value: 'DIR', text: 'write Word documents with tracked changes' },
    by: { type: 'text', value: 'NAME', needs: 'docx', text: 'whose the tracked changes are' },
    'r-tags': {
      type: 'text',
      value: 'DIR',
      text: 'write the HTML of an amendment with <R> and </R> around what changed',
    },
    certificate: {
      type: 'text',
      value: 'DIR',
      text: 'write a page that states that these are the only changes',
    },
    expand: { type: 'flag', text: 'list each change, also where many are alike' },
    ignore: {
      type: 'text',
      value: 'CLASS',
      choices: ['typography'],
      text: 'leave changes of quotes, dashes and spaces out of lists and counts',
    },
    stat: { type: 'flag', text: 'print counts and changed figures only' },
    names: { type: 'flag', text: 'print names of changed documents only' },
    format: {
      type: 'text',
      value: 'FORMAT',
      default: 'text',
      choices: ['text', 'json'],
      text: 'text or json',
    },
    ...jsonOption,
    ...quietOption,
    each: { type: 'flag', text: 'compare each filing named, or all, by itself' },
    against: {
      type: 'text',
      value: 'VERSION',
      text: 'with what: out, the last build (usual), a git revision, archive (newest kept), v1, or last-filed: what the registrant filed last, of the same items',
    },
    ...jobsOption,
    ...archiveOption,
  },
  examples: [
    'filingpress diff acme-2026-03-02 HEAD~1',
    'filingpress diff sent/ex99-1.docx ours/ex99-1.htm theirs/ex99-1.docx',
    'filingpress diff last-quarter/ex99-1.htm acme-2026-03-02',
    'filingpress diff acme-2026-05-04 --against last-filed --redline redline/',
    'filingpress diff acme-2026-03-09-a --against last-filed --r-tags amended/',
    'filingpress diff --each --against archive --redline redline/',
    'filingpress diff acme-2026-03-02@v1 acme-2026-03-02 --redline redline/',
  ],
  exits: { 0: 'nothing differs', 1: 'something differs', 2: 'it cannot be compared, or wrong usage' },
  failure: 2,
  async run({ world, words, values }) {
    if (values.each) return (await import('../diffing-each.ts')).comparedEach(world, words, values)
    return (await import('../redlining.ts')).compared(world, words, values)
  },
  async print(diffed, { world, values }) {
    if ('tally' in diffed) return (await import('../diffing-each.ts')).printEach(diffed, values)
    if ('base' in diffed) return (await import('../three-versions.ts')).printThree(world, diffed, values)
    return (await import('../redlining.ts')).printDiff(world, diffed, values)
  },
})
