import { command } from '../command.ts'
import { jsonOption, placeOptions } from '../options.ts'

export const merge = command({
  name: 'merge',
  group: 'Prepare',
  summary: 'take changes and comments of a Word file that came back, or of another folder, into a filing',
  more: 'Shows what each reviewer changed against what was sent. On a terminal it asks for each change; elsewhere --accept says whose are taken, and without it nothing is written. A copy of the content before is kept in content/.kept/. Comments, and changes that cannot be taken, are written into review.md.',
  arguments: [
    { name: 'FILING', offers: 'filings' },
    { name: 'FILE|FOLDER', many: true, offers: 'files' },
  ],
  options: {
    ...placeOptions,
    accept: {
      type: 'list',
      value: 'WHOSE',
      text: 'all, none (comments alone), or the name of a reviewer; may be given several times',
    },
    base: {
      type: 'text',
      value: 'FOLDER',
      text: 'with a folder: the content that both began with; by default that of the last commit',
    },
    ...jsonOption,
  },
  examples: [
    'filingpress merge acme-2026-03-02 ex99-1-from-counsel.docx',
    'filingpress merge acme-2026-03-02 review.docx --accept "Jane Roe"',
    'filingpress merge acme-2026-03-02 ../theirs/acme-2026-03-02 --base ../before/acme-2026-03-02 --accept all',
  ],
  exits: { 0: 'all is taken', 1: 'something could not be taken, or two changed the same words' },
  async run({ world, words, values }) {
    return (await import('../merging.ts')).merged(world, words, values)
  },
  async print(result, { values }) {
    return (await import('../merging.ts')).printMerged(result, values)
  },
})
