/** The program as a thread of a command: it does jobs until the command ends it. */
import { disk } from '../platform/disk.ts'

export async function serveJobs(): Promise<void> {
  const { perform } = await import('../commands/jobs.ts')
  const { serve } = await import('../fleet/threads.ts')
  const world = disk()
  serve((task: Parameters<typeof perform>[1]) => perform(world, task))
}
