import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const slug = 'immunogen-2007-06-04'

/** Two content folders that differ: the record, and the record with hand edits. */
export function redlineSides(work, root) {
  const edited = join(work, 'edited', slug)
  mkdirSync(join(work, 'edited'), { recursive: true })
  cpSync(join(root, 'content', slug), edited, { recursive: true })
  const path = join(edited, 'ex99-1.md')
  const text = readFileSync(path, 'utf8')
  const sections = text.split(/(?=^## )/m)
  const last = sections.pop()
  writeFileSync(
    path,
    [sections[0].replace('2.4 or 3.6 mg/kg', '2.4 or 3.7 mg/kg'), last, ...sections.slice(1)]
      .join('\n\n')
      .replaceAll('exclusive', 'non-exclusive'),
  )
  return [join(root, 'content', slug), edited]
}
