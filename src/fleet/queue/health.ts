/**
 * What an orchestrator and a dashboard ask of a worker: `/livez` (the process answers), `/readyz` (Redis answers and the
 * worker takes jobs) and `/metrics` (Prometheus).
 */
import { createServer, type Server } from 'node:http'
import { needed } from './packages.ts'
import type { Event } from './work.ts'

export interface Health {
  readonly count: (event: Event, seconds: number | undefined) => void
  /** The port it listens at. */
  readonly port: number
  end(): Promise<void>
}

export interface Asked {
  readonly port: number
  readonly ready: () => Promise<boolean>
  /** Jobs of the queue by state, for all workers together. */
  readonly depths: () => Promise<Readonly<Record<string, number>>>
}

/** Seconds: a small filing takes a twentieth warm, one of some hundred pages several. */
const buckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

/** @throws Error where the port is taken */
export async function openHealth({ port, ready, depths }: Asked): Promise<Health> {
  const { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } = needed('prom-client')
  const registers = [new Registry()]
  const [registry] = registers as [InstanceType<typeof Registry>]
  collectDefaultMetrics({ register: registry })
  const jobs = new Counter({
    name: 'filingpress_jobs_total',
    help: 'Jobs by what became of them: done, there already, failed',
    labelNames: ['command', 'outcome'],
    registers,
  })
  const seconds = new Histogram({
    name: 'filingpress_job_seconds',
    help: 'How long jobs took that were done or failed',
    labelNames: ['command'],
    buckets,
    registers,
  })
  const active = new Gauge({ name: 'filingpress_jobs_active', help: 'Jobs in hand', registers })
  new Gauge({
    name: 'filingpress_queue_jobs',
    help: 'Jobs of the queue by state, for all workers together',
    labelNames: ['state'],
    registers,
    async collect() {
      for (const [state, count] of Object.entries(await depths())) this.set({ state }, count)
    },
  })
  const server = createServer(async (request, response) => {
    const answer = (code: number, text: string, type = 'text/plain; charset=utf-8') =>
      response.writeHead(code, { 'content-type': type }).end(text)
    try {
      if (request.url === '/livez') answer(200, 'alive\n')
      else if (request.url === '/readyz') {
        const is = await ready()
        answer(
          is ? 200 : 503,
          is ? 'ready\n' : 'not ready: Redis does not answer, or the worker is stopping\n',
        )
      } else if (request.url === '/metrics') answer(200, await registry.metrics(), registry.contentType)
      else answer(404, 'there are /livez, /readyz and /metrics\n')
    } catch {
      answer(503, 'Redis does not answer\n')
    }
  })
  await listening(server, port)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    count({ kind, command }, took) {
      if (kind === 'begun') active.inc()
      else {
        active.dec()
        jobs.inc({ command, outcome: kind })
        if (took !== undefined) seconds.observe({ command }, took)
      }
    },
    end: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => resolve())
  })
}
