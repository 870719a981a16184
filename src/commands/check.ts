/** `filingpress check` on finished files: ours, a filing agent's, or those on EDGAR. */

import { checkFinished } from '../check/finished-files.ts'
import { otherPdfOf } from '../check/pdf-text.ts'
import type { Edge, Tie } from '../check/tie-out.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { Log } from '../diagnostics/log.ts'
import { baseName } from '../paths.ts'
import type { World } from '../platform/world.ts'
import { noDocuments, telling } from '../submission/names.ts'
import { recordName } from './record.ts'

export interface FilesResult {
  readonly files: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
  readonly ties: readonly Tie[]
  /** The graph of figures, worked out when it is asked for. */
  readonly edges: () => readonly Edge[]
}

const nothing = { ties: [], edges: () => [] }
const readable = /\.(?:htm|html|txt|pdf|gif|jpg|jpeg|png|xsd|xml)$/i

/** Whether these arguments of `check` name files or folders of files, and not filings. */
/** What a build makes for web sites and wires, which EDGAR never sees. */
const forReaders = /\.(?:reading\.html|wire\.txt)$/

export function areFiles(world: World, paths: readonly string[]): boolean {
  return paths.length > 0 && paths.every((path) => readable.test(path) || world.exists(path))
}

/** @param paths files, or folders whose documents are read together as one submission */
export function checkFiles(world: World, paths: readonly string[]): FilesResult {
  const log = new Log()
  const files = new Map<string, Uint8Array>()
  // A folder of ours holds reading copies, in which links are meant; the record beside them says so.
  const reading = new Set<string>()
  if (paths.some((path) => baseName(path) === recordName))
    for (const path of paths) if (!path.endsWith('.edgar.pdf')) reading.add(baseName(path))
  for (const path of paths) {
    if (baseName(path) === recordName) continue
    const folder = world.readFolder(path)
    if (folder) {
      // Of our own folder for EDGAR only what is uploaded is a document.
      const left = folder.files.has(telling.xml) && folder.files.has(telling.sheet) ? noDocuments : new Set()
      for (const [name, bytes] of folder.files)
        if (readable.test(name) && !left.has(name) && !forReaders.test(name))
          files.set(`${path.replace(/\/$/, '')}/${name}`, bytes)
      if (folder.files.has(recordName))
        for (const name of folder.files.keys()) if (!name.endsWith('.edgar.pdf')) reading.add(name)
      continue
    }
    const bytes = world.readFile(path)
    if (bytes) files.set(path, bytes)
    else log.add('W002', undefined, `there is no file ${path}`)
  }
  const { ties, edges } =
    files.size > 0
      ? checkFinished(files, log, reading, (bytes) => otherPdfOf(world.readOtherPdf(bytes)))
      : nothing
  return { files: [...files.keys()], diagnostics: log.diagnostics, ties, edges }
}
