/**
 * Why outputs differ, by trial: made with the archived theme by the tool of now, what differs is the tool's; then every
 * changed place of the theme is put into the archived one by itself, and what differs then is that place's.
 */
import { toBytes, toText } from '../../../bytes.ts'
import { numbered, shortestEdit } from '../../../redline/myers.ts'
import { differences, type ImpactDifference, type Kind, kinds } from './differences.ts'
import type { Make } from './make.ts'

export interface Cause {
  /** `house.css:23`, or `the tool`. */
  readonly what: string
  readonly kinds: readonly Kind[]
}

type Files = ReadonlyMap<string, Uint8Array>

/** A place where two themes differ. */
interface Place {
  readonly what: string
  /** The archived file with this place, and no other, as it is now. */
  readonly file: string
  readonly text: Uint8Array
}

/** With more places than this, whole files are tried in place of them. */
const mostPlaces = 24

export const kindsOf = (found: readonly ImpactDifference[]): Kind[] =>
  kinds.filter((kind) => found.some((one) => one.kind === kind))

/**
 * @param archived outputs as they are archived
 * @param theme the archived theme, by name in a folder of templates
 * @param now the theme of now
 */
export function causesOf(archived: Files, theme: Files, now: Files, make: Make): Cause[] {
  const first = make(theme)
  if (!first.outputs)
    return [{ what: 'the tool: it builds nothing with the archived theme', kinds: ['not built'] }]
  const base = first.outputs
  const causes: Cause[] = []
  const ofTool = kindsOf(differences(archived, base))
  if (ofTool.length > 0) causes.push({ what: 'the tool', kinds: ofTool })
  let places = placesOf(theme, now, true)
  if (places.length > mostPlaces) places = placesOf(theme, now, false)
  for (const { what, file, text } of places) {
    const made = make(new Map([...theme, [file, text]]))
    // A place that does not stand by itself is told with the whole.
    const found = made.outputs ? kindsOf(differences(base, made.outputs)) : []
    if (found.length > 0) causes.push({ what: `${what} changed`, kinds: found })
  }
  return causes
}

function placesOf(theme: Files, now: Files, byLine: boolean): Place[] {
  return [...new Set([...theme.keys(), ...now.keys()])].sort().flatMap((file): Place[] => {
    const [was, is] = [theme.get(file), now.get(file)]
    if (!is || (was && Buffer.compare(was, is) === 0)) return []
    if (!was || !byLine || !/\.(?:hbs|css)$/.test(file)) return [{ what: file, file, text: is }]
    return hunks(file, toText(was), toText(is))
  })
}

/** Each stretch of lines that is another, by its line in the file of now. */
function hunks(file: string, was: string, is: string): Place[] {
  const [old, fresh] = [was.split('\n'), is.split('\n')]
  const { stretches } = shortestEdit(...numbered(old, fresh))
  return stretches
    .filter(({ same }) => !same)
    .map(({ aStart, aEnd, bStart, bEnd }) => ({
      what: `${file}:${bStart + 1}`,
      file,
      text: toBytes([...old.slice(0, aStart), ...fresh.slice(bStart, bEnd), ...old.slice(aEnd)].join('\n')),
    }))
}
