/** The bytes of zlib as WebAssembly. In a bundle they stand in place of this module: src/bundle.js puts them there. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

export const program: Uint8Array = readFileSync(
  createRequire(import.meta.url).resolve('@zip.js/zip.js/dist/zip-module.wasm'),
)
