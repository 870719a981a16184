/** A theme: its templates and its style, read from the folders that make it up. */
import type { Log } from '../diagnostics/log.ts'
import type { Source } from '../diagnostics/source.ts'
import { readSheet, type Sheet } from '../style/sheet.ts'
import { type TemplateSet, Templates } from './templates.ts'

export interface Theme {
  readonly set: TemplateSet
  readonly templates: Templates
  readonly sheet: Sheet
  /** The style sheet as it was read. */
  readonly style: Source
  /** TrueType files of the theme, by name. */
  readonly fonts: ReadonlyMap<string, Uint8Array>
}

/** Reads a theme. Later sources of one name stand over earlier ones: a firm's over ours, a filing's over both. */
export function readTheme(
  sources: readonly (readonly [name: string, source: Source])[],
  log: Log,
  fonts: ReadonlyMap<string, Uint8Array> = new Map(),
): Theme {
  const pages = new Map<string, Source>()
  const partials = new Map<string, Source>()
  let style: Source | undefined
  for (const [name, source] of sources) {
    const page = /^([\w-]+)\.hbs$/.exec(name)
    const partial = /^partials\/([\w-]+)\.hbs$/.exec(name)
    if (page?.[1] !== undefined) pages.set(page[1], source)
    else if (partial?.[1] !== undefined) partials.set(partial[1], source)
    else if (name === 'house.css') style = source
  }
  if (!style) log.add('W002', undefined, 'the templates have no house.css')
  style ??= { path: 'house.css', text: '' }
  const set = { pages, partials }
  const sheet = readSheet(style, log)
  for (const { file, at } of sheet.faces)
    if (!fonts.has(file)) log.add('F002', at, `there is no font ${file} beside house.css`)
  return { set, templates: new Templates(set), sheet, style, fonts }
}
