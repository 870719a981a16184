/** One inventory by itself: its keys, paths and digests (OCFL 1.0 and 1.1, section 3.5). */

import type { Code } from '../diagnostics/codes.ts'
import { parseJson } from '../diagnostics/json.ts'
import type { Inventory, VersionBlock } from './inventory.ts'
import type { Issues } from './issues.ts'

type Json = Readonly<Record<string, unknown>>
const isBlock = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Digest algorithms whose digests can be checked, with their length in hexadecimal figures. */
export const algorithms: Readonly<Record<string, number>> = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  sha512: 128,
  'blake2b-512': 128,
  'sha512/256': 64,
}
const contentAlgorithms = ['sha512', 'sha256']
/** Further names that a fixity block may use, from OCFL's extensions 0001 and 0009; not checked here. */
const unchecked = ['blake2b-160', 'blake2b-256', 'blake2b-384', 'size', 'crc32']

export interface InventoryCheck {
  readonly path: string
  /** `1.0` or `1.1`: by the object's declaration, or the inventory's own type where it is older. */
  readonly specification: string
  readonly issues: Issues
}

/** The inventory, as far as it can be used; what is wrong with it is told. */
export function checkInventory(text: string, { path, issues }: InventoryCheck): Inventory | undefined {
  const add = (code: Code, message: string) => issues.add(code, path, message)
  let value: unknown
  try {
    value = parseJson(text, path)
  } catch {
    add('OCFL-E033', 'the inventory is not JSON')
    return undefined
  }
  if (!isBlock(value)) {
    add('OCFL-E034', 'the inventory is no JSON object')
    return undefined
  }
  for (const key of ['id', 'type', 'digestAlgorithm', 'head'])
    if (value[key] === undefined || value[key] === '') add('OCFL-E036', `the inventory has no ${key}`)
  if (value['head'] !== undefined && !/^v\d+$/.test(String(value['head'])))
    add('OCFL-E040', `the head is ${JSON.stringify(value['head'])}`)
  const { id, type, digestAlgorithm, head, contentDirectory } = value as Record<string, unknown>
  if (typeof id === 'string' && id !== '' && !/^[A-Za-z][A-Za-z0-9+.-]*:./.test(id))
    issues.add('OCFL-W005', path, `the id "${id}" is no URI`)
  if (typeof type === 'string' && !/^https:\/\/ocfl\.io\/1\.[01]\/spec\/#inventory$/.test(type))
    add('OCFL-E038', `the type "${type}" is not one of OCFL 1.0 or 1.1`)
  const algorithm = typeof digestAlgorithm === 'string' ? digestAlgorithm : 'sha512'
  if (!contentAlgorithms.includes(algorithm))
    add('OCFL-E025', `the digest algorithm "${algorithm}" is neither sha512 nor sha256`)
  else if (algorithm !== 'sha512') issues.add('OCFL-W004', path, 'sha512 is the digest algorithm to use')
  if (contentDirectory !== undefined) {
    if (typeof contentDirectory !== 'string' || contentDirectory.includes('/'))
      add('OCFL-E017', 'contentDirectory holds a slash')
    else if (contentDirectory === '.' || contentDirectory === '..' || contentDirectory === '')
      add('OCFL-E018', `contentDirectory is "${contentDirectory}"`)
  }
  const content = typeof contentDirectory === 'string' ? contentDirectory : 'content'
  const manifest = checkManifest(value['manifest'], algorithm, content, add)
  const versions = checkVersions(
    value['versions'],
    typeof head === 'string' ? head : '',
    manifest,
    add,
    issues,
    path,
  )
  checkFixity(value['fixity'], new Set(Object.values(manifest ?? {}).flat()), add)
  if (!manifest || !versions) return undefined
  const last =
    Object.keys(versions)
      .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
      .at(-1) ?? 'v1'
  // Where the head says nothing, the last version stands for it.
  const usable = typeof head === 'string' && /^v\d+$/.test(head) ? head : last
  return { ...(value as unknown as Inventory), head: usable, digestAlgorithm: algorithm, manifest, versions }
}

type Add = (code: Code, message: string) => void

/** A part of the inventory that must be a JSON object; told where it is not, or is missing though it is needed. */
function blockOf(
  value: unknown,
  what: string,
  codes: { readonly missing?: Code; readonly other: Code },
  add: Add,
): Json | undefined {
  if (isBlock(value)) return value
  if (value !== undefined) add(codes.other, `${what} is no JSON object`)
  else if (codes.missing !== undefined) add(codes.missing, `${what} is missing`)
  return undefined
}

/** A list of paths as text; told where it is none. */
function pathsOf(value: unknown, what: string, code: Code, add: Add): readonly string[] {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value as string[]
  add(code, `${what} has no list of paths`)
  return []
}

/** Where a path may not lead, whatever it is a path of. */
function checkPath(path: string, what: string, codes: { slash: Code; dots: Code }, add: Add): void {
  if (path.startsWith('/') || path.endsWith('/'))
    add(codes.slash, `the ${what} path "${path}" begins or ends with a slash`)
  if (path.split('/').some((part) => part === '.' || part === '..' || part === ''))
    add(codes.dots, `the ${what} path "${path}" holds ".", ".." or nothing between slashes`)
}

const contentCodes = { slash: 'OCFL-E100', dots: 'OCFL-E099' } as const
const logicalCodes = { slash: 'OCFL-E053', dots: 'OCFL-E052' } as const

const isDigest = (text: string, algorithm: string): boolean =>
  /^[0-9a-fA-F]+$/.test(text) && text.length === (algorithms[algorithm] ?? 128)

/** Digests of one block, told apart without regard to case. */
function uniqueDigests(block: Json, code: Code, what: string, add: Add): void {
  const seen = new Set<string>()
  for (const digest of Object.keys(block)) {
    const key = digest.toLowerCase()
    if (seen.has(key)) add(code, `${what} holds the digest ${digest.slice(0, 12)}… twice`)
    seen.add(key)
  }
}

function checkManifest(
  value: unknown,
  algorithm: string,
  content: string,
  add: Add,
): Inventory['manifest'] | undefined {
  const block = blockOf(value, 'the manifest', { missing: 'OCFL-E041', other: 'OCFL-E106' }, add)
  if (!block) return undefined
  uniqueDigests(block, 'OCFL-E096', 'the manifest', add)
  const paths: string[] = []
  for (const [digest, list] of Object.entries(block)) {
    if (!isDigest(digest, algorithm)) add('OCFL-E096', `"${digest.slice(0, 16)}…" is no ${algorithm} digest`)
    const what = `the manifest's ${digest.slice(0, 12)}…`
    if (Array.isArray(list) && list.length === 0) add('OCFL-E092', `${what} has no path`)
    if (!Array.isArray(list)) add('OCFL-E091', `${what} is not a list`)
    paths.push(...pathsOf(list, what, 'OCFL-E092', add))
  }
  checkContentPaths(paths, content, add)
  return block as Inventory['manifest']
}

function checkContentPaths(paths: readonly string[], content: string, add: Add): void {
  const seen = new Set<string>()
  for (const path of paths) {
    if (seen.has(path)) add('OCFL-E101', `the content path "${path}" is given twice`)
    seen.add(path)
    checkPath(path, 'content', contentCodes, add)
    const [version = '', folder, inside] = path.split('/')
    if (!/^v\d+$/.test(version) || folder !== content || inside === undefined)
      add('OCFL-E042', `the content path "${path}" is not of the form vN/${content}/…`)
  }
  conflicts(seen, 'OCFL-E101', 'content path', add)
}

/** A path that is a file and a folder at once. */
function conflicts(paths: ReadonlySet<string>, code: Code, what: string, add: Add): void {
  for (const path of paths) {
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (paths.has(path.slice(0, slash)))
        add(code, `the ${what} "${path.slice(0, slash)}" is a file and a folder`)
    }
  }
}

function checkVersions(
  value: unknown,
  head: string,
  manifest: Inventory['manifest'] | undefined,
  add: Add,
  issues: Issues,
  path: string,
): Inventory['versions'] | undefined {
  const block = blockOf(value, 'the block of versions', { missing: 'OCFL-E043', other: 'OCFL-E044' }, add)
  if (!block) return undefined
  const names = Object.keys(block)
  if (names.length === 0) add('OCFL-E008', 'the inventory has no version')
  const good = names.filter((name) => /^v0*[1-9]\d*$/.test(name))
  for (const name of names) if (!good.includes(name)) add('OCFL-E046', `"${name}" is not a version`)
  checkSequence(good, head, add, issues, path)
  const used = new Set<string>()
  for (const name of names) checkVersion(name, block[name], manifest, used, add, issues, path)
  for (const digest of Object.keys(manifest ?? {}))
    if (!used.has(digest.toLowerCase()))
      add('OCFL-E107', `no version has the content ${digest.slice(0, 12)}… of the manifest`)
  return block as unknown as Inventory['versions']
}

/** Versions from 1 without a gap, all padded in one way, the head being the last. */
function checkSequence(names: readonly string[], head: string, add: Add, issues: Issues, path: string): void {
  const numbers = names.map((name) => Number(name.slice(1))).sort((a, b) => a - b)
  numbers.forEach((number, index) => {
    if (number !== index + 1) add(index === 0 ? 'OCFL-E009' : 'OCFL-E010', `version ${index + 1} is missing`)
  })
  const padded = names.filter((name) => /^v0/.test(name))
  if (padded.length > 0 && padded.length < names.length) {
    // v10 behind v09 has the width and lacks the zero that padding asks for.
    if (sameWidth(names)) add('OCFL-E011', 'a padded version does not begin with a zero')
    else add('OCFL-E012', 'versions are padded with zeros in two ways')
    add('OCFL-E013', 'versions are not padded in one way')
  } else if (padded.length > 0) issues.add('OCFL-W001', path, 'versions are padded with zeros')
  if (head !== '' && !names.includes(head)) {
    if (/^v\d+$/.test(head) && numbers.includes(Number(head.slice(1)))) {
      add('OCFL-E011', `the head "${head}" is padded differently from its version`)
      add('OCFL-E013', `the head "${head}" is padded differently from its version`)
    }
    add('OCFL-E040', `the head "${head}" is not a version of the inventory`)
  } else if (head !== '' && Number(head.slice(1)) !== numbers.at(-1))
    add('OCFL-E040', `the head "${head}" is not the last version`)
}

const sameWidth = (names: readonly string[]): boolean => new Set(names.map((name) => name.length)).size === 1

function checkVersion(
  name: string,
  value: unknown,
  manifest: Inventory['manifest'] | undefined,
  used: Set<string>,
  add: Add,
  issues: Issues,
  path: string,
): void {
  const block = blockOf(value ?? null, name, { other: 'OCFL-E047' }, add)
  if (!block) return
  const { created, state, message, user } = block as Partial<Record<keyof VersionBlock, unknown>>
  if (created === undefined) add('OCFL-E048', `${name} has no time of creation`)
  else if (typeof created !== 'string' || !isTime(created))
    add('OCFL-E049', `${name} was created at "${String(created)}", which is no RFC 3339 time`)
  if (message !== undefined && typeof message !== 'string')
    add('OCFL-E094', `the message of ${name} is not a text`)
  if (message === undefined || user === undefined)
    issues.add('OCFL-W007', path, `${name} has no message or no user`)
  checkUser(name, user, add, issues, path)
  const files = blockOf(state, `the state of ${name}`, { missing: 'OCFL-E048', other: 'OCFL-E050' }, add)
  if (files) checkState(name, files, manifest, used, add)
}

function checkUser(name: string, user: unknown, add: Add, issues: Issues, path: string): void {
  if (user === undefined) return
  if (!isBlock(user) || typeof user['name'] !== 'string' || user['name'] === '')
    add('OCFL-E054', `the user of ${name} has no name`)
  else if (user['address'] === undefined) issues.add('OCFL-W008', path, `the user of ${name} has no address`)
  else if (!/^[A-Za-z][A-Za-z0-9+.-]*:./.test(String(user['address'])))
    issues.add('OCFL-W009', path, `the address of the user of ${name} is no URI`)
}

function checkState(
  name: string,
  state: Json,
  manifest: Inventory['manifest'] | undefined,
  used: Set<string>,
  add: Add,
): void {
  const known = new Set(Object.keys(manifest ?? {}))
  const seen = new Set<string>()
  for (const [digest, list] of Object.entries(state)) {
    used.add(digest.toLowerCase())
    if (manifest && !known.has(digest))
      add(
        'OCFL-E050',
        `the state of ${name} has the digest ${digest.slice(0, 12)}…, which is not in the manifest`,
      )
    for (const logical of pathsOf(
      list,
      `${digest.slice(0, 12)}… in the state of ${name}`,
      'OCFL-E051',
      add,
    )) {
      if (seen.has(logical)) add('OCFL-E095', `the logical path "${logical}" is given twice in ${name}`)
      seen.add(logical)
      checkPath(logical, 'logical', logicalCodes, add)
    }
  }
  conflicts(seen, 'OCFL-E095', 'logical path', add)
}

/** RFC 3339 with seconds and zone, of a day and hour that exist. */
function isTime(text: string): boolean {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|[+-](\d{2}):(\d{2}))$/.exec(text)
  if (!match) return false
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  return day >= 1 && day <= days && hour < 24 && minute < 60 && second <= 60
}

function checkFixity(value: unknown, known: ReadonlySet<string>, add: Add): void {
  const fixity = blockOf(value, 'the fixity block', { other: 'OCFL-E111' }, add)
  for (const [algorithm, digests] of Object.entries(fixity ?? {})) {
    const what = `the fixity block of ${algorithm}`
    const checked = Object.hasOwn(algorithms, algorithm)
    if (!checked && !unchecked.includes(algorithm))
      for (const code of ['OCFL-E026', 'OCFL-E056'] as const)
        add(code, `"${algorithm}" is not a digest algorithm that filingpress knows`)
    const block = blockOf(digests, what, { other: 'OCFL-E057' }, add)
    if (!block) continue
    uniqueDigests(block, 'OCFL-E097', what, add)
    for (const [digest, list] of Object.entries(block)) {
      if (checked && !isDigest(digest, algorithm))
        add('OCFL-E057', `"${digest.slice(0, 16)}…" is no ${algorithm} digest`)
      for (const path of pathsOf(list, what, 'OCFL-E057', add)) {
        checkPath(path, 'fixity', contentCodes, add)
        if (!known.has(path)) add('OCFL-E057', `${what} has "${path}", which is not in the manifest`)
      }
    }
  }
}
