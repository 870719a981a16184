/** A filing of this folder approved and packaged in memory, and its package read back. */
import { readdirSync, readFileSync } from 'node:fs'
import { approve } from '../../src/commands/approve.ts'
import { packageFiling } from '../../src/commands/submission.ts'
import { FilingError } from '../../src/diagnostics/diagnostic.ts'
import type { MemoryWorld } from '../../src/platform/memory.ts'
import { type Files, fonts, usual, worldWith } from '../support/filing.ts'

/** The files of a filing on disk, to be put into `content/one`. */
export const filesOf = (path: string): Files =>
  Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(`${path}/${name}`)]))

/** Only these files, without those of the sample filing. */
export function worldOf(files: Files): MemoryWorld {
  const world = worldWith(files)
  for (const name of [...world.files.keys()])
    if (name.startsWith('content/one/') && !(name.slice('content/one/'.length) in files))
      world.files.delete(name)
  return world
}

export const approved = (world: MemoryWorld): void => void approve(world, 'one', 'Jane Roe', fonts, usual)

export function packed(files: Files, live = false) {
  const world = worldOf(files)
  approved(world)
  packageFiling(world, 'one', fonts, usual, live)
  return { world, ...readPackage(world) }
}

export const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8')

export function readPackage(world: MemoryWorld) {
  const folder = 'out/one-submission/'
  const files = new Map(
    [...world.files]
      .filter(([name]) => name.startsWith(folder))
      .map(([name, bytes]) => [name.slice(folder.length), bytes]),
  )
  const xml = text(files.get('submission.xml'))
  const sheet = text(files.get('sheet.txt'))
  return {
    files,
    xml,
    preview: Buffer.from(files.get('preview.txt') ?? []).toString('latin1'),
    sheet,
    /** The whole XML but for what the documents hold, an element a line. */
    elements: xml
      .replace(/<com:contents>[^<]*<\/com:contents>/g, '')
      .replace(/>\s*</g, '>\n<')
      .trim()
      .split('\n'),
    /** What the sheet says, by its label; the first of a kind. */
    entry: (label: string) =>
      sheet
        .split('\n')
        .find((line) => line.startsWith(`${label}  `))
        ?.slice(label.length)
        .trim(),
  }
}

/** Why a package was refused, a line for each reason; nothing where it was made. */
export function refusal(world: MemoryWorld): string[] {
  try {
    packageFiling(world, 'one', fonts, usual, false)
    return []
  } catch (error) {
    if (!(error instanceof FilingError)) throw error
    return error.diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ code, message }) => `${code} ${message}`)
  }
}
