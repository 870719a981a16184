/** The outputs of an archived version made again by the tool of now, or by another one, with a theme. */

import { FilingError } from '../../../diagnostics/diagnostic.ts'
import { Log } from '../../../diagnostics/log.ts'
import { type FontBook, fontBook } from '../../../fonts/book.ts'
import { approvalFolder } from '../../../lock/approval.ts'
import { settingsName } from '../../../lock/settings.ts'
import { memory } from '../../../platform/memory.ts'
import type { World } from '../../../platform/world.ts'
import { render } from '../../build.ts'
import { translated } from '../../errors.ts'
import { bytesOf } from '../../record.ts'
import { below } from '../objects.ts'
import { refuse } from '../place.ts'
import { runTool, type Settings } from '../rebuild.ts'

type Files = ReadonlyMap<string, Uint8Array>

export interface Made {
  /** Undefined where nothing was made. */
  readonly outputs: Files | undefined
  /** Why not. */
  readonly failed: string
  /** The theme that was used, by name in a folder of templates. */
  readonly theme: Files
}

/** @param theme all of a theme; the one of now when left out */
export type Make = (theme?: Files) => Made

/** By the filingpress that runs. @param templates the firm's own theme, over the built-in one */
export function ownTool(world: World, files: Files, settings: Settings, templates: string | undefined): Make {
  const { filing, date, edgarPdf, final } = settings
  const fonts: FontBook = fontBook((file) => world.fontFile(file))
  const own = templates === undefined ? undefined : (world.readFolder(templates)?.files ?? noTheme(templates))
  return (theme) => {
    const chosen = theme ?? own
    const inMemory = memory(contentOf(files, filing, chosen ?? new Map()), world)
    const log = new Log()
    const options = {
      content: 'content',
      out: 'out',
      templates: chosen && 'theme',
      edgarPdf,
      embedSource: false,
      force: false,
      dryRun: true,
      final,
      ...(date !== null && { date }),
    }
    try {
      const made = render(inMemory, filing, fonts, options, log)
      if (!made) return nothing(new FilingError(log.diagnostics))
      const inputs = new Map(made.inputs.map(([name, bytes]) => [name, bytesOf(bytes)]))
      return { outputs: made.outputs.files, failed: '', theme: below(inputs, 'templates/') }
    } catch (error) {
      if (!translated(error)) throw error
      return nothing(error)
    }
  }
}

function nothing(error: unknown): Made {
  const [first] = translated(error) ?? []
  return {
    outputs: undefined,
    failed: first ? `${first.code}: ${first.message}` : 'nothing was made',
    theme: new Map(),
  }
}

const noTheme = (path: string): never =>
  refuse('V006', `there is no folder ${path}`, '--templates names a folder with .hbs files')

function contentOf(files: Files, slug: string, theme: Files): Record<string, Uint8Array> {
  const all: Record<string, Uint8Array> = {}
  for (const [name, bytes] of files) {
    if (name.startsWith('source/')) all[`content/${slug}/${name.slice('source/'.length)}`] = bytes
    else if (name.startsWith(`${approvalFolder}/`)) all[`content/${slug}/${name}`] = bytes
    else if (name.startsWith('registrants/')) all[`content/${name}`] = bytes
    else if (name === 'settings/filingpress.json') all[`content/${settingsName}`] = bytes
  }
  for (const [name, bytes] of theme) all[`theme/${name}`] = bytes
  return all
}

/**
 * By another filingpress: an installed package, or its bundle with the templates beside it. It is a program that the
 * person names, and runs in a folder of its own as an archived one does.
 */
export function otherTool(
  world: World,
  files: Files,
  settings: Settings,
  { tool, templates }: { readonly tool: string; readonly templates: string | undefined },
): Make {
  const bundle = ['', '/filingpress.cjs', '/dist/filingpress.cjs']
    .map((end) => tool + end)
    .find((path) => world.readFile(path))
  if (bundle === undefined)
    return refuse(
      'V006',
      `there is no bundle of filingpress at ${tool}`,
      'name dist/filingpress.cjs of a version, or the folder of its package',
    )
  const home = bundle.split('/').slice(0, -2).join('/') || '.'
  const builtIn = world.readFolder(`${home}/templates`)?.files ?? new Map<string, Uint8Array>()
  const own =
    templates === undefined
      ? new Map<string, Uint8Array>()
      : (world.readFolder(templates)?.files ?? noTheme(templates))
  const bytes = world.readFile(bundle) ?? new Uint8Array()
  return (theme) => {
    const used = theme ? new Map([...builtIn, ...theme]) : new Map([...builtIn, ...own])
    const rest = [...files].filter(([name]) => !/^(?:tool|templates|output)\//.test(name))
    const laid = new Map([...rest, ['tool/filingpress.cjs', bytes] as const])
    for (const [name, text] of used) laid.set(`templates/${name}`, text)
    const made = runTool(laid, settings)
    return { outputs: made.files, failed: made.said.trim().split('\n').slice(0, 2).join(' | '), theme: used }
  }
}
