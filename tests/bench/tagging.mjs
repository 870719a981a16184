// What tagging costs: a filing built with its cover page tagged, and the same filing without. Tagging is all of it: the
// tags, contexts, hidden facts, the company's own schema and linkbases, and the rules about them.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = new URL('../../', import.meta.url).pathname
const untagged = (yaml) =>
  yaml.replace(/^xbrl: .*\n/m, '').concat('\nxbrl: { due: false, reason: measured }\n')

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]

/** Builds take turns, because the machine is not equally fast all the time. @returns median milliseconds of each */
function inTurns(build, contents, rounds) {
  const times = contents.map(() => [])
  for (let round = 0; round < rounds; round++)
    contents.forEach((content, index) => {
      const start = performance.now()
      const [result] = build({ content, dryRun: true })
      const ms = performance.now() - start
      if (!result?.ok) throw new Error(`${content} was not built`)
      if (round >= rounds / 4) times[index].push(ms)
    })
  return times.map(median)
}

export function benchTagging(
  slugs = ['harborlight-2026-02-24', 'palisade-2026-05-14', 'harborlane-2026-03-24'],
) {
  const { build } = createRequire(import.meta.url)(join(root, 'dist/library.cjs'))
  console.log('tagging the cover page (goal: at most 8 % of a build)')
  for (const slug of slugs) {
    const folder = mkdtempSync(join(tmpdir(), 'filingpress-bench-tagging-'))
    const contents = ['tagged', 'untagged'].map((name) => join(folder, name))
    for (const content of contents) {
      cpSync(join(root, 'tests/filings/good', slug), join(content, slug), { recursive: true })
      cpSync(join(root, 'tests/filings/good/registrants'), join(content, 'registrants'), { recursive: true })
    }
    const yaml = join(contents[1], slug, 'filing.yaml')
    writeFileSync(yaml, untagged(readFileSync(yaml, 'utf8')))
    const [tagged, plain] = inTurns(build, contents, 160)
    const share = ((tagged - plain) / plain) * 100
    console.log(
      `  ${slug}: ${tagged.toFixed(1)} ms tagged, ${plain.toFixed(1)} ms without: ${share.toFixed(1)} %`,
    )
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) benchTagging()
