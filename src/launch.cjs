#!/usr/bin/env node
// Starts the command from dist/filingpress.cjs with what V8 had compiled of it when the package was built. A run is
// short, so compiling the program again would be a sixth of it. Another version of Node passes the cache over.
'use strict'
const { readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { Script } = require('node:vm')

const filename = join(__dirname, 'filingpress.cjs')
const cache = join(__dirname, 'filingpress.cache')
/** Asked for by src/bundle.js, once: keep what a run has compiled. */
const keeps = process.env.FILINGPRESS_WRITE_CACHE !== undefined

function cached() {
  try {
    return readFileSync(cache)
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

// A run is over before optimised code would pay: V8 is told to wait with compiling it. Known from Node 20 to 24. Told
// only now, because from then on V8 takes neither this cache nor that of Node's own modules.
if (!keeps && Number(process.versions.node.split('.', 1)[0]) < 25)
  require('node:v8').setFlagsFromString('--interrupt-budget=2000000')

/** Whether all that was printed has been taken: a pipe may take it later. */
const written = () => process.stdout.writableLength === 0 && process.stderr.writableLength === 0

module_.exports.run(process.argv.slice(2)).then((code) => {
  process.exitCode = code
  if (keeps) writeFileSync(cache, script.createCachedData())
  // Nothing is left to do, and Node would take its time to put away what a build leaves in memory.
  if (written()) process.exit(code)
})
