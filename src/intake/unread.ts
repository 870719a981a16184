/** Files of a filing's folder that go into nothing: an exhibit that is written and not listed would not be filed. */
import { toText } from '../bytes.ts'
import type { Log } from '../diagnostics/log.ts'
import { whole } from '../diagnostics/source.ts'
import { exhibitName } from './exhibit-name.ts'
import type { ContentFolder } from './folder.ts'

/** Texts that a filing has beside its exhibits, and what people tell each other of it. */
const own = new Set(['8-k.md', 'README.md', 'review.md'])

/** @param numbers of the exhibits that are listed */
export function checkUnread({ path, files }: ContentFolder, numbers: readonly string[], log: Log): void {
  const named = (name: string) =>
    [...files].some(([text, bytes]) => /\.(?:md|yaml)$/.test(text) && toText(bytes).includes(name))
  const listed = new Set(numbers.map((number) => `${exhibitName(number)}.md`))
  for (const name of files.keys()) {
    const at = whole({ path: `${path}/${name}`, text: '' })
    if (/^[^/]+\.md$/.test(name) && !own.has(name) && !listed.has(name))
      log.add(
        'W010',
        at,
        `${name} goes into no document`,
        /^ex\d/.test(name)
          ? 'list the exhibit in filing.yaml, or take the text out of the folder'
          : 'items stand in 8-k.md, the text of Exhibit 99.2 in ex99-2.md',
      )
    else if (/^[^/]+\.(?:csv|xlsx|html?|pdf)$/i.test(name) && !named(name))
      log.add(
        'W010',
        at,
        `${name} goes into no document`,
        'name it in filing.yaml or in a text, or take it out of the folder',
      )
  }
}
