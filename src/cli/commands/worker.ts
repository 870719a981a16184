import { command } from '../command.ts'
import { jobsOption, jsonOption, quietOption } from '../options.ts'
import { queueOptions, tracesOption } from '../queue-options.ts'
import { keyFrom, signerFrom, signingOption } from './archive/shared.ts'

export const worker = command({
  name: 'worker',
  group: 'Many machines',
  summary: 'work on the jobs of a queue until stopped',
  more: 'Needs the packages bullmq, ioredis and, for --health, prom-client. SIGTERM lets running jobs finish. A job whose worker is gone is taken over by another; done twice, it leaves one version.',
  arguments: [],
  options: {
    ...queueOptions,
    jobs: {
      ...jobsOption.jobs,
      text: 'jobs at once, in threads; by default as many as the machine has cores',
    },
    rate: { type: 'text', value: 'N', text: 'the most jobs a second, of all workers together' },
    lease: {
      type: 'text',
      value: 'SECONDS',
      default: '30',
      text: 'how long this worker may be silent before others take over its jobs',
    },
    health: { type: 'text', value: 'PORT', text: 'serve /livez, /readyz and /metrics (Prometheus) there' },
    by: {
      type: 'text',
      value: 'NAME',
      default: 'filingpress worker',
      text: 'who archives, as versions record it',
    },
    ...signingOption,
    'trust-key': { type: 'text', value: 'FILE', text: 'public key whose archived tools may be run again' },
    ...tracesOption,
    ...jsonOption,
    ...quietOption,
  },
  examples: ['filingpress worker --redis redis://queue:6379 --archive s3://vault/filings --health 9464'],
  exits: { 0: 'it was stopped, and what it had in hand is done' },
  async run({ world, values }) {
    await signerFrom(world, values)
    await keyFrom(world, values['trust-key'], 'public')
    return (await import('../working.ts')).workUntilStopped(world, values)
  },
  print(done) {
    return done >= 0 ? 0 : 1
  },
})
