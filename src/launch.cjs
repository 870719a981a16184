#!/usr/bin/env node
// Starts the command. A run is short, so what it loads is much of it: a filing of which nothing changed is told by a small
// program (src/cli/unchanged.ts), everything else is done by dist/filingpress.cjs. Both come with what V8 had compiled of
// them when the package was built; compiling them again would be a sixth of a run.
'use strict'
const { createHash } = require('node:crypto')
const { readFileSync, statSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { Script } = require('node:vm')

const argv = process.argv.slice(2)
/** Asked for by src/bundle.js, once for each cache: keep what this run has compiled. */
const writesCache = process.env.FILINGPRESS_WRITE_CACHE !== undefined

// The very program that wrote a cache may read it, and no other: V8 would take that of its next patch, and crash.
const { size, mtimeMs } = statSync(process.execPath)
const node = `${process.version}-${process.arch}-${size}-${Math.floor(mtimeMs)}`

const digestOf = (bytes) => createHash('sha256').update(bytes).digest()
const digestLength = 32

/** What was compiled, if it is whole: V8 would run a damaged cache, and crash. */
function cached(path) {
  try {
    const bytes = readFileSync(path)
    const compiled = bytes.subarray(0, -digestLength)
    return digestOf(compiled).equals(bytes.subarray(-digestLength)) ? compiled : undefined
  } catch {
    return undefined
  }
}

/**
 * Loads a file of dist/.
 *
 * @param part for what it was compiled
 * @returns what it exports, and what keeps the compiled part
 */
function load(name, part) {
  const filename = join(__dirname, name)
  const cache = join(__dirname, `filingpress-${part}-${node}.cache`)
  // The bundles are ASCII (src/bundle.js sees to it), so that their characters need not be decoded.
  const source = `(function(exports,require,module,__filename,__dirname){${readFileSync(filename, 'latin1')}\n})`
  const cachedData = cached(cache)
  const script = new Script(source, { filename, ...(cachedData && { cachedData }) })
  const module_ = { exports: {} }
  script.runInThisContext()(module_.exports, require, module_, filename, __dirname)
  const keep = () => {
    if (!writesCache) return
    const compiled = script.createCachedData()
    writeFileSync(cache, Buffer.concat([compiled, digestOf(compiled)]))
  }
  return { program: module_.exports, filename, keep }
}

/** The exit code of a build or check that had nothing to do. */
function unchanged() {
  if (argv[0] !== 'build' && argv[0] !== 'check') return undefined
  const { program, keep } = load('unchanged.cjs', 'unchanged')
  const code = program.tellUnchanged(argv, join(__dirname, 'filingpress.cjs'))
  if (code !== undefined) keep()
  return code
}

/** Whether all that was printed has been taken: a pipe may take it later. */
const written = () => process.stdout.writableLength === 0 && process.stderr.writableLength === 0

async function run() {
  // What is compiled must be read in before it can be left unused, so a comparison has a cache of its own, a third as large.
  const { program, keep } = load('filingpress.cjs', argv[0] === 'diff' ? 'diff' : 'build')
  // Most runs are over before optimised code would pay: V8 is told to wait with compiling it. Later versions of Node than
  // 20 have no such word. Told only now, because from then on V8 takes neither this cache nor that of Node's own modules.
  if (!writesCache && process.version.startsWith('v20.'))
    require('node:v8').setFlagsFromString('--interrupt-budget=700000')
  process.exitCode = await program.run(argv)
  keep()
  // Nothing is left to do, and Node would take its time to put away what a build leaves in memory.
  if (written()) process.exit()
}

process.exitCode = unchanged()
if (process.exitCode === undefined) run()
