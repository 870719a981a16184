#!/usr/bin/env node
// Starts the command from dist/filingpress.cjs with what V8 had compiled of it when the package was built. A run is
// short, so compiling the program again would be a sixth of it. Another version of Node passes the cache over.
'use strict'
const { readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const v8 = require('node:v8')
const { Script } = require('node:vm')

// A run is over before optimised code would pay: V8 is told to wait with compiling it. Known from Node 20 to 24.
if (Number(process.versions.node.split('.', 1)[0]) < 25) v8.setFlagsFromString('--interrupt-budget=2000000')

const filename = join(__dirname, 'filingpress.cjs')
const cache = join(__dirname, 'filingpress.cache')

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

/** Whether all that was printed has been taken: a pipe may take it later. */
const written = () => process.stdout.writableLength === 0 && process.stderr.writableLength === 0

module_.exports.run(process.argv.slice(2)).then((code) => {
  process.exitCode = code
  // Asked for by src/bundle.js, once, when the functions that a build needs have been compiled.
  if (process.env.FILINGPRESS_WRITE_CACHE) writeFileSync(cache, script.createCachedData())
  // Nothing is left to do, and Node would take its time to put away what a build leaves in memory.
  if (written()) process.exit(code)
})
