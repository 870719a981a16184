/**
 * The command line: arguments in, text and exit code out. With cli/ the only place that prints.
 *
 * Exit codes: 0 all is well, 1 the author must mend something, 2 the command was used wrongly, 70 a defect of
 * filingpress itself.
 */
import { setFlagsFromString } from 'node:v8'
import { isMainModule } from './cli/main-module.ts'
import { run } from './cli/run.ts'

export * from './index.ts'

if (isMainModule()) {
  // A run is over before optimised code would pay: V8 is told to wait with compiling it. Known from Node 20 on.
  if (Number(process.versions.node.split('.', 1)[0]) < 25) setFlagsFromString('--interrupt-budget=2000000')
  run(process.argv.slice(2)).then((code) => {
    process.exitCode = code
  })
}
