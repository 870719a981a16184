import { command } from '../command.ts'
import { placeOptions } from '../options.ts'
import { UsageError } from '../say.ts'
import { archiveOption } from './archive/shared.ts'

export const studio = command({
  name: 'studio',
  group: 'Prepare',
  summary: 'write, see, check, compare and approve filings in the browser',
  more: 'It serves this machine alone, and only whoever has the link. Ctrl-C ends it; files are saved as you write.',
  arguments: [{ name: 'DIR', optional: true, offers: 'files' }],
  options: {
    ...placeOptions,
    ...archiveOption,
    port: { type: 'text', value: 'NUMBER', text: 'the port to serve on; a free one otherwise' },
    link: { type: 'flag', text: 'print the link and open no browser' },
  },
  examples: ['filingpress studio', 'filingpress studio ../filings --link'],
  async run({ words: [folder], values }) {
    const port = values.port === undefined ? undefined : Number(values.port)
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536))
      throw new UsageError('--port is a number from 1 to 65535')
    return (await import('../studio.ts')).runStudio(folder, { ...values, port })
  },
  print: (code) => code,
})
