/**
 * The command line: arguments in, text and exit code out. With cli/ the only place that prints.
 *
 * Exit codes: 0 all is well, 1 the author must mend something, 2 the command was used wrongly, 70 a defect of
 * filingpress itself.
 */
import { isMainModule, isThread } from './cli/main-module.ts'
import { run } from './cli/run.ts'
import { serveJobs } from './cli/thread.ts'

/** The whole command: arguments to exit code. For src/launch.cjs, which starts it faster. */
export { run }

if (isMainModule()) {
  if (isThread()) serveJobs()
  else
    run(process.argv.slice(2)).then((code) => {
      process.exitCode = code
    })
}
