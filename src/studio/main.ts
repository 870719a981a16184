/** The studio's own bundle, dist/studio/server.cjs: the server, and the worker that it starts from the same file. */
import { isMainThread, workerData } from 'node:worker_threads'
import { work } from './worker/work.ts'

export { serve } from './serve.ts'

if (!isMainThread && (workerData as { filingpressStudio?: true } | null)?.filingpressStudio) work()
