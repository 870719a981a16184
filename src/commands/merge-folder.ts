/** `filingpress merge FILING FOLDER`: the content as two people changed it apart, without git, becomes one. */
import { Log } from '../diagnostics/log.ts'
import { mergeTexts } from '../merging/folders.ts'
import type { Conflict } from '../merging/plan.ts'
import { reviewName, withEntries } from '../merging/review.ts'
import { commitOf, gitWorld } from '../platform/git.ts'
import { memory } from '../platform/memory.ts'
import type { World } from '../platform/world.ts'
import { composed } from './composed.ts'
import { type Accept, type Merge, type MergedChange, textsIn } from './merge.ts'
import type { Places } from './places.ts'

/**
 * @param base the folder that both began with; by default the content of the last commit
 * @throws FilingError where there is no common beginning, or what they make together cannot be composed
 */
export function mergeFolder(
  world: World,
  places: Places,
  slug: string,
  folder: string,
  base: string | undefined,
  accept: Accept,
): Merge {
  const head = `${places.content}/${slug}`
  const within = (texts: ReadonlyMap<string, string>, path: string) =>
    new Map([...texts].map(([name, text]) => [name.slice(path.length + 1), text]))
  const before = within(...begun(world, head, base))
  const [theirs, ours] = [within(textsIn(world, folder), folder), within(textsIn(world, head), head)]
  const files = new Map<string, string>()
  const taken: MergedChange[] = []
  const conflicts: Conflict[] = []
  for (const name of [...new Set([...before.keys(), ...theirs.keys(), ...ours.keys()])].sort()) {
    const merged = mergeTexts(before.get(name), theirs.get(name), ours.get(name))
    conflicts.push(...merged.conflicts.map((one) => ({ ...one, why: `${name}: ${one.why}` })))
    if (accept === 'none') continue
    taken.push(...merged.taken.map((one) => ({ kind: 'change' as const, by: [folder], facts: [], ...one })))
    // A file that they took out and that nobody changed here is kept, and told: an author takes files out.
    if (merged.text !== undefined && merged.text !== ours.get(name)) files.set(name, merged.text)
  }
  const notes = conflicts.map(({ why, sent, theirs: their, ours: own }) => ({
    author: folder,
    date: '',
    open: true,
    document: slug,
    quote: '',
    replies: [],
    about: own,
    text: `Conflict: ${why}.\nBefore: ${sent}\nTheirs: ${their}\nHere: ${own}`,
  }))
  const review = withEntries(files.get(reviewName) ?? ours.get(reviewName), notes)
  if (review !== undefined) files.set(reviewName, review)
  prove(world, places, slug, files)
  const reviewers = [
    {
      name: folder,
      tracked: false,
      changes: taken.map(({ before: was, after }) => ({
        kind: 'changed' as const,
        before: was,
        after,
        sent: undefined,
      })),
    },
  ]
  return {
    filing: slug,
    document: slug,
    against: 'what both began with',
    reviewers: taken.length > 0 ? reviewers : [],
    taken,
    left: [],
    conflicts,
    comments: [],
    files,
  }
}

function begun(world: World, head: string, base: string | undefined): [ReadonlyMap<string, string>, string] {
  if (base !== undefined) return [textsIn(world, base), base]
  const commit = commitOf('HEAD')
  const texts = commit === undefined ? new Map<string, string>() : textsIn(gitWorld(commit.id, world), head)
  if (texts.size > 0) return [texts, head]
  const log = new Log()
  const hint = 'name the folder as it was before either changed it, with --base FOLDER'
  log.add('I004', undefined, 'the content that both folders began with is not known', hint)
  return log.stop()
}

/** What both made together must still be a filing. */
function prove(world: World, places: Places, slug: string, files: ReadonlyMap<string, string>): void {
  const folder = `${places.content}/${slug}`
  const inside = [...(world.readFolder(folder)?.files ?? [])].map(
    ([name, bytes]) => [`${folder}/${name}`, files.get(name) ?? bytes] as const,
  )
  const fresh = [...files].map(([name, text]) => [`${folder}/${name}`, text] as const)
  const registrants =
    world.readFolder(`${places.content}/registrants`)?.files ?? new Map<string, Uint8Array>()
  const shared = [...registrants].map(
    ([name, bytes]) => [`${places.content}/registrants/${name}`, bytes] as const,
  )
  const own = memory(Object.fromEntries([...inside, ...fresh, ...shared]), world)
  composed({ world: own, places, slug, label: slug })
}
