/** What git asks of us: its diff driver, and how it is told of it. */
import { diff } from '../commands/diff.ts'
import { gitSetup, gitSide, textconv } from '../commands/git.ts'
import { gitConfig } from '../platform/git.ts'
import type { World } from '../platform/world.ts'
import { numbered, shortestEdit } from '../redline/myers.ts'
import { cut, inWords } from './redline-words.ts'

/** What git's diff driver shows: path, old file, its hash and mode, new file, its hash and mode. */
export function gitDiff(
  world: World,
  [path = '', oldFile = '', , , newFile = '']: readonly string[],
): string {
  const [old, fresh] = [
    gitSide(world, path, oldFile, `a/${path}`),
    gitSide(world, path, newFile, `b/${path}`),
  ]
  return old && fresh
    ? inWords(diff(old, fresh))
    : wordLines(path, world.readFile(oldFile), world.readFile(newFile))
}

/** Words gone and come, with a few before them, of what is no document of ours. */
function wordLines(path: string, before: Uint8Array | undefined, after: Uint8Array | undefined): string {
  const words = (bytes: Uint8Array | undefined) =>
    bytes ? textconv(path, bytes).split(/\s+/).filter(Boolean) : []
  const [a, b] = [words(before), words(after)]
  const { stretches } = shortestEdit(...numbered(a, b))
  const changed = stretches.flatMap(({ same, aStart, aEnd, bStart, bEnd }) => {
    if (same) return []
    const [gone, come] = [a.slice(aStart, aEnd).join(' '), b.slice(bStart, bEnd).join(' ')]
    return [
      `  …${b.slice(Math.max(0, bStart - 4), bStart).join(' ')} ${gone === '' ? '' : `[-${cut(gone)}-]`}${come === '' ? '' : `{+${cut(come)}+}`}`,
    ]
  })
  return [path, ...changed].join('\n')
}

/** Sets git up in this folder and says what was done. */
export function setUpGit(world: World): readonly string[] {
  const program = process.argv[1] === undefined ? 'filingpress' : `"${process.execPath}" "${process.argv[1]}"`
  return gitSetup(world, program, gitConfig)
}
