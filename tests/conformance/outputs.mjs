// The finished files that the checks judge: every filing here built, a redline and its certificates.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { bundle, root, run, work } from './kit.mjs'
import { redlineSides } from './sides.mjs'

export const contents = [join(root, 'content'), join(root, 'tests/filings/good')]
export const outs = contents.map((_, index) => join(work, `out-${index}`))
for (const [index, content] of contents.entries()) {
  const done = run(process.execPath, [
    bundle,
    'build',
    '--content',
    content,
    '--out',
    outs[index],
    '--edgar-pdf',
    '--quiet',
  ])
  if (done.code !== 0) throw new Error(done.err)
}
export const files = outs.flatMap((out) =>
  readdirSync(out, { recursive: true, encoding: 'utf8' }).map((name) => join(out, name)),
)
// Redlines and certificates are judged with the documents they are about.
const marked = join(work, 'redline')
run(process.execPath, [
  bundle,
  'diff',
  ...redlineSides(work, root),
  '--redline',
  marked,
  '--certificate',
  marked,
  '--quiet',
])
for (const name of readdirSync(marked)) if (name.endsWith('.pdf')) files.push(join(marked, name))
export const ending = (suffix) => files.filter((file) => file.endsWith(suffix)).sort()
