import { command } from '../command.ts'
import { contentOption, jobsOption, jsonOption, quietOption } from '../options.ts'

export const importSource = command({
  name: 'import',
  group: 'Prepare',
  summary: 'make a content folder of a filed report, a Word draft or an old text filing',
  more: 'A source is a file (HTML, Word, plain text, or the complete submission from EDGAR) or a folder of them: the report, its exhibits and pictures. The content is built and compared with the source, word by word; import.json beside it keeps the report.',
  arguments: [{ name: 'SOURCE', many: true, offers: 'files' }],
  options: {
    ...contentOption,
    name: { type: 'text', value: 'NAME', text: 'name of the filing; by default the registrant and date' },
    templates: { type: 'text', value: 'DIR', text: 'compare with the words of your own templates' },
    tracked: {
      type: 'text',
      value: 'HOW',
      default: 'refused',
      choices: ['accepted', 'rejected', 'refused'],
      text: 'what becomes of tracked changes in Word: accepted, rejected or refused',
    },
    each: { type: 'flag', text: 'each source is a filing by itself' },
    ...jobsOption,
    ...jsonOption,
    ...quietOption,
  },
  examples: [
    'filingpress import 0001193125-13-413498.txt',
    'filingpress import --each edgar/*.txt --jobs 4',
    'filingpress import draft.docx --name acme-2026-06-02 --tracked accepted',
  ],
  exits: { 0: 'as filed, word for word', 1: 'something differs or has to be mended' },
  async run({ world, words, values }) {
    if (values.each) return (await import('../importing-each.ts')).importEach(world, words, values)
    return (await import('../importing.ts')).importSources(world, words, values)
  },
  async print(report, { values }) {
    if ('tally' in report) return (await import('../importing-each.ts')).printImported(report, values)
    return (await import('../importing.ts')).printImport(report, values)
  },
})
