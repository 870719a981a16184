/** The page itself: the files of dist/studio/browser as they are when the studio starts, so that no path is ever looked up. */
import type { World } from '../../platform/world.ts'

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}

export interface Asset {
  readonly type: string
  readonly bytes: Uint8Array
}

/** By the path of a request. */
export type Assets = ReadonlyMap<string, Asset>

export function assetsIn(world: World, home: string): Assets {
  const files = world.readFolder(`${home}/browser`)?.files ?? new Map<string, Uint8Array>()
  return new Map(
    [...files].flatMap(([name, bytes]): [string, Asset][] => {
      const type = types[name.split('.').at(-1) ?? '']
      return type === undefined ? [] : [[name === 'index.html' ? '/' : `/${name}`, { type, bytes }]]
    }),
  )
}
