/** `studio`: starts the server, says its link, and waits until it is stopped. */
import { spawn } from 'node:child_process'
import { sessionFile } from '../platform/session.ts'
import { type PlaceValues, placesOf } from './options.ts'
import { environment, print, UsageError } from './say.ts'

interface StudioValues extends PlaceValues {
  readonly archive: string | undefined
  readonly port: number | undefined
  readonly link: boolean
}

/** @returns the exit code, when it was stopped */
export async function runStudio(folder: string | undefined, values: StudioValues): Promise<number> {
  if (folder !== undefined) enter(folder)
  const { serve } = await import('../studio/main.ts')
  const session = sessionFile(environment('XDG_STATE_HOME'), process.cwd())
  const archive = values.archive ?? environment('FILINGPRESS_ARCHIVE')
  const epoch = environment('SOURCE_DATE_EPOCH')
  // After a crash a page may still be open: at the same address it finds the studio again.
  const before = session.read()
  const port = values.port ?? before?.port
  const studio = await serve({
    places: placesOf(values),
    ...(archive !== undefined && archive !== '' && { archive }),
    ...(epoch !== undefined &&
      /^\d{1,11}$/.test(epoch) && { date: new Date(Number(epoch) * 1000).toISOString().slice(0, 10) }),
    ...(port !== undefined && { port }),
    ...(before && { token: before.token }),
  })
  session.keep({ port: studio.port, token: studio.token })
  print(`The studio is open at\n\n  ${studio.url}\n\nOnly whoever has this link can use it. Ctrl-C ends it.`)
  if (!values.link && process.stdout.isTTY) openBrowser(studio.url)
  await new Promise((done) => {
    process.once('SIGINT', done)
    process.once('SIGTERM', done)
  })
  await studio.close()
  session.end()
  return 0
}

function enter(folder: string): void {
  try {
    process.chdir(folder)
  } catch {
    throw new UsageError(`there is no folder ${folder}`)
  }
}

/** What is not there opens nothing; the link is printed anyway. */
function openBrowser(url: string): void {
  const program = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open'
  spawn(program, [url], { detached: true, stdio: 'ignore' })
    .on('error', () => {})
    .unref()
}
