import { command } from '../command.ts'
import { jsonOption, placeOptions, placesOf } from '../options.ts'
import { print, said } from '../say.ts'

export const templatePaths = command({
  name: 'template paths',
  group: 'Set up',
  summary: 'list the data that each template asks for',
  arguments: [],
  options: { ...placeOptions, ...jsonOption },
  examples: ['filingpress template paths --templates ../house'],
  async run({ world, values }) {
    const { templatePaths: pathsIn } = await import('../../commands/template-paths.ts')
    return pathsIn(world, placesOf(values))
  },
  print(found, { values }) {
    if (values.json) return said(JSON.stringify(Object.fromEntries(found), undefined, 2))
    for (const [page, paths] of found) {
      const width = Math.max(...paths.map(({ path }) => path.length))
      print(`${page}.hbs\n${paths.map(({ path, at }) => `  ${path.padEnd(width)}  ${at}`).join('\n')}\n`)
    }
    return 0
  },
})
