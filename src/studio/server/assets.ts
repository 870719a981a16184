/** The page itself: the files of dist/studio/browser, by a list, so that no path is ever looked up. */
import type { World } from '../../platform/world.ts'

const types: Readonly<Record<string, string>> = {
  '/': 'text/html; charset=utf-8',
  '/app.js': 'text/javascript; charset=utf-8',
  '/app.css': 'text/css; charset=utf-8',
  '/pdf.worker.js': 'text/javascript; charset=utf-8',
  '/icon.svg': 'image/svg+xml',
}

export interface Asset {
  readonly type: string
  readonly bytes: Uint8Array
}

export function assetOf(world: World, home: string, path: string): Asset | undefined {
  const type = Object.hasOwn(types, path) ? types[path] : undefined
  const bytes = type && world.readFile(`${home}/browser${path === '/' ? '/index.html' : path}`)
  return type !== undefined && bytes ? { type, bytes } : undefined
}
