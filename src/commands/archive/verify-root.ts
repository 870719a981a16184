/** The storage root around the objects: what belongs there, and what was put there by others (OCFL 1.1, section 4). */

import { rootDeclaration } from '../../archive/inventory.ts'
import type { Issues } from '../../archive/issues.ts'
import { layoutName, rootFiles } from '../../archive/layout.ts'
import { join, walk } from '../../archive/tree.ts'
import { toText } from '../../bytes.ts'
import { parseJson } from '../../diagnostics/json.ts'
import type { Archive } from './place.ts'

/** What OCFL lets stand in a root beside objects: declaration, layout, a copy of the specification. */
const belongs = /^(?:0=ocfl_1\.[01]|ocfl_layout\.json|ocfl_1\.[01]\.(?:md|txt|html|pdf))$/

/** Declaration, layout, extensions, and nothing that is neither an object nor on the way to one (OCFL 1.1, section 4). */
export async function checkRoot(archive: Archive, objects: readonly string[], issues: Issues): Promise<void> {
  const { store, root } = archive
  const text = toText(await store.read(join(root, rootDeclaration)))
  if (text !== `${rootDeclaration.slice(2)}\n`)
    issues.add(
      text === '' ? 'OCFL-E069' : 'OCFL-E080',
      join(root, rootDeclaration),
      'the declaration of the root is missing or wrong',
    )
  await checkLayout(archive, issues)
  for (const { name, kind } of (await store.list(join(root, 'extensions'))) ?? [])
    if (kind !== 'folder') issues.add('OCFL-E086', join(root, 'extensions', name), 'extensions holds a file')
  for (const { name, kind } of (await store.list(root)) ?? [])
    if (kind !== 'folder' && !belongs.test(name))
      issues.add('OCFL-E087', join(root, name), 'a file does not belong here')
  await checkBetween(archive, '', new Set(objects), issues)
  await checkWorkroom(archive, issues)
}

/** The layout is one that is described, and as it was written where it is ours. */
async function checkLayout({ store, root }: Archive, issues: Issues): Promise<void> {
  const path = join(root, 'ocfl_layout.json')
  let layout: { extension?: unknown; description?: unknown } | null
  try {
    layout = parseJson(toText(await store.read(path))) as typeof layout
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    issues.add('OCFL-E070', path, 'the layout of the root is missing or is not JSON')
    return
  }
  const { extension, description } = layout ?? {}
  if (typeof extension !== 'string' || typeof description !== 'string') {
    issues.add('OCFL-E070', path, 'the layout has no extension or no description')
    return
  }
  for (const [name, wanted] of rootFiles()) {
    const own = await store.read(join(root, name))
    const ours = extension === layoutName && own
    if (ours && toText(own) !== wanted) issues.add('V016', join(root, name), 'this is not as it was written')
  }
  if ((await store.read(join(root, 'extensions', extension, 'config.json'))) === undefined)
    issues.add('OCFL-E071', path, 'the layout it names is not described')
  if (extension !== layoutName) return
  const { files, others } = await walk(store, join(root, 'extensions'))
  for (const name of [...files, ...others])
    if (!rootFiles().has(`extensions/${name}`))
      issues.add('V017', join(root, 'extensions', name), 'this file was not put there by filingpress')
}

/** The folders between the root and its objects hold folders and nothing else. */
async function checkBetween(
  archive: Archive,
  inner: string,
  objects: ReadonlySet<string>,
  issues: Issues,
): Promise<void> {
  const { store, root } = archive
  const entries = (await store.list(join(root, inner))) ?? []
  if (inner !== '' && entries.some(({ kind }) => kind === 'file'))
    issues.add('OCFL-E072', join(root, inner), 'a folder has files and is no object')
  for (const { name, kind } of entries) {
    const path = join(inner, name)
    if (objects.has(path) || (inner === '' && (name === 'extensions' || kind !== 'folder'))) continue
    if (kind !== 'folder') issues.add('OCFL-E084', join(root, path), 'a file stands among objects')
    else if (((await store.list(join(root, path))) ?? []).length === 0)
      issues.add('OCFL-E073', join(root, path), 'a folder is empty')
    else await checkBetween(archive, path, objects, issues)
  }
}

/** The workroom beside the root: what a crash left there, and what does not belong. */
async function checkWorkroom({ store }: Archive, issues: Issues): Promise<void> {
  const { begun, strange } = await store.leftovers()
  for (const path of begun)
    issues.add('V020', path, 'a write was interrupted: archive recover puts it in order')
  for (const path of strange) issues.add('V017', path, 'this was not put there by filingpress')
}
