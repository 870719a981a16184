/**
 * Traces by OpenTelemetry, where they are asked for: spans of BullMQ for each job that is given up and each that is done. A
 * job by itself is one trace from `batch submit` to its end; the steps of a flow are traces of their own, tied by the ids of
 * jobs. Where spans go is set by whoever runs it, by OpenTelemetry's own means; without that they go nowhere.
 */
import type { Telemetry } from 'bullmq'
import type { Where } from './connection.ts'
import { needed } from './packages.ts'

/** Options of BullMQ's queues, flows and workers. @throws WorldError where the package is not installed */
export function tracesFor({ traces, queue }: Where): { readonly telemetry?: Telemetry } {
  if (!traces) return {}
  const { BullMQOtel } = needed('bullmq-otel')
  return { telemetry: new BullMQOtel({ tracerName: `filingpress ${queue}` }) }
}
