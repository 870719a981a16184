// How many small changes to the rooms that promise most are noticed by the tests of those rooms.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, expect, full, here, root, work } from '../kit.mjs'
import { mutantsOf, seeded } from '../mutants.mjs'

/** Rooms with the tests that must notice. */
const rooms = {
  platform: ['tests/platform', 'tests/archive/durability.test.ts', 'tests/archive/archive.test.ts'],
  lock: ['tests/lock', 'tests/cli/edge.test.ts'],
  proof: ['tests/proof', 'tests/pdf/pdf.test.ts', 'tests/redline/seed.test.ts'],
  archive: ['tests/archive'],
  filing: ['tests/filing', 'tests/intake', 'tests/compose', 'tests/check/rules.test.ts', 'tests/commands'],
  check: ['tests/check'],
}
const count = Number(process.env.FILINGPRESS_MUTANTS ?? (full ? 150 : 20))
const aim = 0.8
/** Changes that no test could notice, each with its reason: { file, before, after, reason }. */
const equivalents = JSON.parse(readFileSync(join(here, 'equivalents.json'), 'utf8'))
const wanted = process.env.FILINGPRESS_ROOMS?.split(',') ?? Object.keys(rooms)

/** A copy of the project that may be changed. */
function copy() {
  const folder = join(work, 'mutants')
  if (existsSync(folder)) return folder
  for (const name of [
    'src',
    'tests',
    'templates',
    'content',
    'examples',
    'docs',
    'dist',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
    'README.md',
  ])
    if (existsSync(join(root, name)))
      cpSync(join(root, name), join(folder, name), {
        recursive: true,
        filter: (path) => !path.includes('node_modules'),
      })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  // The command in dist/ is not built again for each change: what the tests of a room notice, they notice in src/.
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    "export default { test: { isolate: false, testTimeout: 60000, include: ['tests/**/*.test.ts'] } }\n",
  )
  return folder
}

function passes(folder, files) {
  const { status, error } = spawnSync(
    'npx',
    [
      'vitest',
      'run',
      ...files.filter((file) => existsSync(join(folder, file))),
      '--bail',
      '1',
      '--maxWorkers=100%',
    ],
    {
      cwd: folder,
      stdio: 'ignore',
      timeout: 180_000,
    },
  )
  return status === 0 && !error
}

function sampled(room) {
  const next = seeded([...room].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) | 0)
  const all = readdirSync(join(root, 'src', room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .sort()
    .flatMap((name) => {
      const file = `src/${room}/${name}`
      const { found, apply } = mutantsOf(readFileSync(join(root, file), 'utf8'))
      return found.map((mutant) => ({ file, mutant, apply }))
    })
  const chosen = []
  while (chosen.length < count && all.length > 0) {
    const [one] = all.splice(Math.floor(next() * all.length), 1)
    const text = one.apply(one.mutant)
    if (text !== undefined) chosen.push({ file: one.file, text, ...one.mutant })
  }
  return chosen
}

// No room has a score yet, and one takes several minutes: a full run alone judges them until both are known.
for (const room of full ? wanted : []) {
  await check(`mutants of ${room}/ that its tests notice, of ${count}`, () => {
    const folder = copy()
    expect(passes(folder, rooms[room]), 'the tests fail without any change')
    const survivors = []
    let [killed, equal] = [0, 0]
    for (const { file, text, line, operator, before, after } of sampled(room)) {
      const original = readFileSync(join(folder, file), 'utf8')
      writeFileSync(join(folder, file), text)
      const survived = passes(folder, rooms[room])
      writeFileSync(join(folder, file), original)
      if (!survived) killed++
      else if (equivalents.some((one) => one.file === file && one.before === before && one.after === after))
        equal++
      else survivors.push(`${file}:${line} ${operator}: ${before}  ->  ${after}`)
    }
    const score = killed / (killed + survivors.length)
    const summary = `${(score * 100).toFixed(0)} %: ${killed} noticed, ${survivors.length} not, ${equal} that change nothing`
    console.log(survivors.map((one) => `  ${one}`).join('\n'))
    expect(score >= aim, `${summary}\n${survivors.join('\n')}`)
    return summary
  })
}
