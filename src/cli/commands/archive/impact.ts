import { report as told } from '../../../diagnostics/report.ts'
import { command } from '../../command.ts'
import { jobsOption, jsonOption, placeOptions, quietOption, tidy } from '../../options.ts'
import { complain, paintFor, print } from '../../say.ts'
import { archiveOption, opened } from './shared.ts'

export const archiveImpact = command({
  name: 'archive impact',
  group: 'Archive',
  summary: 'show which archived filings would come out differently today, and why',
  more: 'The newest version of each is made again in memory by this filingpress and compared with what is archived; nothing is written. Causes are found by trial: the tool, or the line of the theme.',
  arguments: [{ name: 'FILING', optional: true, many: true, offers: 'filings' }],
  options: {
    tool: {
      type: 'text',
      value: 'PATH',
      text: 'another filingpress: its package or its bundle, run in a folder of its own',
    },
    templates: placeOptions.templates,
    html: { type: 'text', value: 'FILE', text: 'also write the report as a page' },
    results: {
      type: 'text',
      value: 'DIR',
      text: 'keep results in this folder, so that a stopped run can go on',
    },
    ...jobsOption,
    ...jsonOption,
    ...quietOption,
    ...archiveOption,
  },
  examples: [
    'filingpress archive impact --templates house',
    'filingpress archive impact --tool node_modules/filingpress-next --html impact.html --results impact/',
  ],
  exits: { 1: 'a filing would come out differently, or could not be measured' },
  async run({ world, words, values }) {
    const { impactEach } = await import('../../verifying.ts')
    const archive = await opened(world, values)
    const folder = (path: string | undefined) => (path === undefined ? undefined : tidy(path))
    const { tool, templates, results } = values
    return impactEach(world, archive, words, {
      ...values,
      tool: folder(tool),
      templates: folder(templates),
      results: folder(results),
    })
  },
  async print({ results, tally }, { world, values }) {
    const { reportHtml, reportOf, reportText } = await import('../../../commands/archive/impact/report.ts')
    const { closeBatch } = await import('../../tally.ts')
    for (const { name, outcome } of results)
      if (outcome.state === 'refused')
        complain(
          outcome.diagnostics.map((one) => `${name}: ${told(one, paintFor(process.stderr))}`).join('\n'),
        )
    const made = reportOf(
      results.flatMap(({ outcome }) => (outcome.state === 'done' ? [outcome.result] : [])),
    )
    if (values.html !== undefined) world.writeFile(values.html, new TextEncoder().encode(reportHtml(made)))
    if (values.json) print(JSON.stringify(made, undefined, 2))
    else if (!values.quiet) print(reportText(made))
    return closeBatch(tally, made.same === results.length ? 0 : 1)
  },
})
