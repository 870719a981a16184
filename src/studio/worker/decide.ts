/** Approve, make final, hand to EDGAR, archive: the commands of those names, with their refusals as they are. */
import { isError } from '../../archive/issues.ts'
import { readKey } from '../../archive/signature.ts'
import { toText } from '../../bytes.ts'
import { approve } from '../../commands/approve.ts'
import { addEach } from '../../commands/archive/add.ts'
import { init } from '../../commands/archive/keep.ts'
import { refuse } from '../../commands/archive/place.ts'
import { heldTo, rebuild } from '../../commands/archive/rebuild.ts'
import { verify } from '../../commands/archive/verify.ts'
import { build } from '../../commands/build.ts'
import { translated } from '../../commands/errors.ts'
import { packageFiling } from '../../commands/submission.ts'
import { waive } from '../../commands/waive.ts'
import { open } from '../../diagnostics/diagnostic.ts'
import { Log } from '../../diagnostics/log.ts'
import type { Done } from '../protocol.ts'
import { archiveOf, buildOptionsOf, type Place } from './settings.ts'
import { foundOf } from './shown.ts'

export interface Asked {
  readonly slug: string
  /** Who decides this; recorded as given. */
  readonly by?: string
  readonly message?: string
  readonly version?: string
  readonly path?: string
  /** File of a key, private to sign and public to verify. */
  readonly key?: string
  readonly live?: boolean
  readonly final?: boolean
  readonly force?: boolean
  readonly code?: string
  readonly place?: string
  readonly reason?: string
}

type Deed = (place: Place, asked: Asked) => Done | Promise<Done>

/** Runs a deed; what the author must mend is in the answer, a defect of ours is thrown. */
export async function decided(name: string, place: Place, asked: Asked): Promise<Done> {
  const deed = deeds[name]
  if (!deed) return { ok: false, lines: [`there is no such command: ${name}`], found: [] }
  try {
    return await deed(place, asked)
  } catch (error) {
    const found = translated(error)
    if (!found) throw error
    return { ok: false, lines: [], found: found.map(foundOf) }
  }
}

const deeds: Readonly<Record<string, Deed>> = {
  build: (place, { slug, force }) => built(place, slug, false, force ?? false),
  final: (place, { slug, force }) => built(place, slug, true, force ?? false),
  approve({ world, fonts, settings }, { slug, by = '' }) {
    if (by.trim() === '')
      return { ok: false, lines: ['Say who approves: the name is recorded as given.'], found: [] }
    const { approval, log } = approve(world, slug, by.trim(), fonts, buildOptionsOf(settings, true))
    const waiting = log.diagnostics.filter(open)
    return {
      ok: true,
      lines: [
        `Approved by ${approval.by} on ${approval.at}.`,
        `Rendering ${approval.digest}`,
        ...Object.entries(approval.outputs).map(([name, digest]) => `${name}  ${digest.slice(0, 16)}…`),
        ...(waiting.length > 0
          ? ['A final build will be refused until what is listed here is settled.']
          : []),
      ],
      found: waiting.map(foundOf),
    }
  },
  submission({ world, fonts, settings }, { slug, live }) {
    const made = packageFiling(world, slug, fonts, buildOptionsOf(settings, true), live ?? false)
    return {
      ok: true,
      lines: [
        `${made.submission.live ? 'LIVE' : 'TEST'} submission in ${made.folder}`,
        ...[...made.files.keys()].map((name) => `${made.folder}/${name}`),
        'Load submission.xml in EDGARLink Online, and put the CCC in place of XXXXXXXX there.',
      ],
      found: made.log.diagnostics.map(foundOf),
    }
  },
  async 'archive-init'({ world, settings }, { path = '' }) {
    if (path.trim() === '') return { ok: false, lines: ['Name a folder for the archive.'], found: [] }
    const made = await init(world, path.trim(), settings.places.out)
    return { ok: true, lines: [`${made.path} is the archive of this project.`, ...made.warnings], found: [] }
  },
  async 'archive-add'(place, { slug, by = '', message = '', key, final }) {
    const { world, fonts, settings } = place
    const how = {
      message: message.trim() || (final ? 'Final' : 'Draft'),
      user: by.trim() || 'nobody named',
      key: keyAt(place, key, 'private'),
      retain: 7,
      signaturePages: new Map(),
      attestations: new Map(),
    }
    const options = buildOptionsOf(settings, true, final ?? false)
    const [added] = await addEach(world, await archiveOf(place), [slug], fonts, options, how)
    if (!added) throw new Error('the archive took nothing and gave no reason')
    return {
      ok: true,
      lines: [
        `${slug} ${added.version}: archived, ${added.files} files, ${added.signed ? 'signed' : 'not signed'}`,
        `Head ${added.head}`,
        ...added.warnings,
      ],
      found: added.diagnostics.map(foundOf),
    }
  },
  async 'archive-verify'(place, { slug, key }) {
    const archive = await archiveOf(place)
    const verdict = await verify(archive, {
      key: keyAt(place, key, 'public'),
      expect: undefined,
      filing: slug === '' ? undefined : slug,
    })
    const issues = [...verdict.issues.list, ...verdict.objects.flatMap((one) => one.issues.list)]
    const wrong = issues.filter(isError)
    return {
      ok: wrong.length === 0,
      lines: [
        ...verdict.objects.map(
          ({ id, head, versions }) => `${id} ${head}: ${versions} ${versions === 1 ? 'version' : 'versions'}`,
        ),
        ...issues.map((one) => `${one.path}: ${one.code}: ${one.message}`),
        wrong.length === 0 ? 'Every file is as recorded.' : 'Restore what is damaged from a copy.',
      ],
      found: [],
    }
  },
  async 'archive-rebuild'(place, { slug, version, key }) {
    const trust = { key: keyAt(place, key, 'public'), trust: false }
    const result = await rebuild(place.world, await archiveOf(place), slug, version, trust)
    return {
      ok: result.same,
      lines: [
        ...result.files.map(({ name, same }) => `${name}: ${same === true ? 'the same bytes' : 'DIFFERS'}`),
        `${result.version}: ${result.same ? 'rebuilt to the same bytes' : 'NOT the same'}; ${heldTo(result)}`,
      ],
      found: [],
    }
  },
  waive({ world, fonts, settings }, { slug, code = '', place, reason = '', by = '' }) {
    if (reason.trim() === '' || by.trim() === '')
      return {
        ok: false,
        lines: ['Give the reason, and who says so: both are written into filing.yaml.'],
        found: [],
      }
    const [result] = build(world, [slug], fonts, buildOptionsOf(settings, true))
    const log = new Log()
    const folder = `${settings.places.content}/${slug}`
    const waived = waive(
      world,
      folder,
      result?.diagnostics ?? [],
      { code, place, reason: reason.trim(), by: by.trim() },
      log,
    )
    log.stopIfFailed()
    return { ok: true, lines: waived.map((one) => `Waived ${one.code}: ${one.message}`), found: [] }
  },
}

function built({ world, fonts, settings }: Place, slug: string, final: boolean, force: boolean): Done {
  const [result] = build(world, [slug], fonts, { ...buildOptionsOf(settings, false, final), force })
  if (!result) throw new Error('a build gave nothing and no reason')
  const made = result.documents.map(({ name, bytes, pages }) => {
    const size = `${Math.ceil(bytes / 1024)} KB`
    return `${settings.places.out}/${slug}/${name}  ${size}${pages === undefined ? '' : `, ${pages} ${pages === 1 ? 'page' : 'pages'}`}`
  })
  const head = final ? 'The final documents are made:' : 'Built:'
  return {
    ok: result.ok,
    lines: result.ok ? [head, ...made, ...result.stripped.map((one) => `Left out: ${one}`)] : [],
    found: result.diagnostics.map(foundOf),
  }
}

function keyAt({ world }: Place, path: string | undefined, kind: 'private' | 'public') {
  if (path === undefined || path.trim() === '') return undefined
  const bytes = world.readFile(path.trim())
  const key = bytes && readKey(toText(bytes), kind)
  return (
    key ??
    refuse('V004', `${path} is not a ${kind} Ed25519 key`, 'filingpress archive key new NAME makes a pair')
  )
}
