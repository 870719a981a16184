/** What takes its time once in a worker, done before somebody waits for it: an example is built and a page of it painted. */
import { paintedPage, previewOf } from './preview.ts'
import type { Place } from './settings.ts'

export function warmUp({ world, fonts, settings }: Place): void {
  const [slug] = world.folders(world.ownExamples)
  if (slug === undefined) return
  const places = { ...settings.places, content: world.ownExamples }
  const { kept, preview } = previewOf(world, fonts, { places, slug }, () => {})
  const digest = preview.documents[0]?.pages[0]?.digest
  if (kept && digest !== undefined) paintedPage(kept, digest)
}
