/** `filingpress template paths`: the data that each template asks for, with the first place of asking. */
import { pathsOf } from '../compose/templates.ts'
import { Log, where } from '../diagnostics/log.ts'
import type { World } from '../platform/world.ts'
import type { Places } from './places.ts'
import { readOwnTheme } from './read.ts'

export interface TemplatePath {
  readonly path: string
  readonly at: string
}

export function templatePaths(world: World, places: Places): ReadonlyMap<string, readonly TemplatePath[]> {
  const log = new Log()
  const { set } = readOwnTheme(world, places, '', log)
  const found = [...set.pages.keys()].map((page) => {
    const paths = [...pathsOf(set, page, log)].map(([path, at]) => ({ path, at: where(at) }))
    return [page, paths.sort((a, b) => (a.path < b.path ? -1 : 1))] as const
  })
  log.stopIfFailed()
  return new Map(found)
}
