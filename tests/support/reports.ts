/** Redlines of two versions of a report, for tests. */
import { composed } from '../../src/commands/composed.ts'
import { type Redline, redline } from '../../src/redline/redline.ts'
import { worldWith } from './filing.ts'
import { modern } from './modern.ts'

/** The redline of the modern report with these items, before and after. */
export function report(before: string, after: string): Redline {
  const side = (text: string) => {
    const world = worldWith({ ...modern, '8-k.md': text })
    const places = { content: 'content', templates: undefined, out: 'out' }
    const [document] = composed({ world, places, slug: 'one', label: 'x' }).documents
    if (!document) throw new Error('no report')
    return document
  }
  return redline(side(before), side(after), { authored: true })
}

const items = modern['8-k.md']
/** The items of the modern report with a text under one of them. */
export const under = (item: string, text: string): string =>
  items.replace(`# Item ${item}\n`, `# Item ${item}\n\n${text}\n`)
