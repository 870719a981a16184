#!/usr/bin/env node
// Starts the command from dist/filingpress.cjs with what V8 had compiled of it when the package was built. A run is
// short, so compiling the program again would be a sixth of it.
'use strict'
const { createHash } = require('node:crypto')
const { readFileSync, statSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { Script } = require('node:vm')

const filename = join(__dirname, 'filingpress.cjs')
// The very program that wrote the cache may read it, and no other: V8 would take that of its next patch, and crash.
const { size, mtimeMs } = statSync(process.execPath)
// What is compiled must be read in before it can be left unused, so a comparison has a cache of its own, a third as large.
const part = process.argv[2] === 'diff' ? 'diff' : 'build'
const cache = join(
  __dirname,
  `filingpress-${part}-${process.version}-${process.arch}-${size}-${Math.floor(mtimeMs)}.cache`,
)
/** Asked for by src/bundle.js, once: keep what this run has compiled. */
const writesCache = process.env.FILINGPRESS_WRITE_CACHE !== undefined

const digestOf = (bytes) => createHash('sha256').update(bytes).digest()
const digestLength = 32

/** What was compiled, if it is whole: V8 would run a damaged cache, and crash. */
function cached() {
  try {
    const bytes = readFileSync(cache)
    const compiled = bytes.subarray(0, -digestLength)
    return digestOf(compiled).equals(bytes.subarray(-digestLength)) ? compiled : undefined
  } catch {
    return undefined
  }
}

// The bundle is ASCII (src/bundle.js sees to it), so that its characters need not be decoded.
const source = `(function(exports,require,module,__filename,__dirname){${readFileSync(filename, 'latin1')}\n})`
const cachedData = cached()
const script = new Script(source, { filename, ...(cachedData && { cachedData }) })
const module_ = { exports: {} }
script.runInThisContext()(module_.exports, require, module_, filename, __dirname)

// Most runs are over before optimised code would pay: V8 is told to wait with compiling it. Later versions of Node than 20
// have no such word. Told only now, because from then on V8 takes neither this cache nor that of Node's own modules.
if (!writesCache && process.version.startsWith('v20.'))
  require('node:v8').setFlagsFromString('--interrupt-budget=700000')

/** Whether all that was printed has been taken: a pipe may take it later. */
const written = () => process.stdout.writableLength === 0 && process.stderr.writableLength === 0

async function run() {
  process.exitCode = await module_.exports.run(process.argv.slice(2))
  if (writesCache) {
    const compiled = script.createCachedData()
    writeFileSync(cache, Buffer.concat([compiled, digestOf(compiled)]))
  }
  // Nothing is left to do, and Node would take its time to put away what a build leaves in memory.
  if (written()) process.exit()
}
run()
