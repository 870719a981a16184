/**
 * The packages that a queue needs and nothing else does: BullMQ and ioredis, prom-client for health, bullmq-otel for
 * traces. They are optional peers of this package, so that whoever builds one filing installs and loads none of them, and
 * whoever runs a fleet chooses their versions. Asked for where this runs, so that no bundler takes them along.
 */
import { createRequire } from 'node:module'
import { WorldError } from '../../platform/world.ts'

interface Packages {
  readonly bullmq: typeof import('bullmq')
  readonly ioredis: typeof import('ioredis')
  readonly 'prom-client': typeof import('prom-client')
  readonly 'bullmq-otel': typeof import('bullmq-otel')
}

/** @throws WorldError where it is not installed */
export function needed<N extends keyof Packages>(name: N): Packages[N] {
  try {
    return createRequire(import.meta.url)(name) as Packages[N]
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new WorldError(
      'W032',
      `a queue needs the package ${name}, which is not installed beside filingpress`,
      `npm install bullmq ioredis prom-client${name === 'bullmq-otel' ? ' bullmq-otel' : ''} where filingpress is installed`,
    )
  }
}
