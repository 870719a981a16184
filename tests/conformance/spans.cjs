// Loaded into a Node by --require: every span of OpenTelemetry becomes a line of the file that SPANS names.
'use strict'
const { appendFileSync } = require('node:fs')
const { NodeTracerProvider } = require('@opentelemetry/sdk-trace-node')

const exporter = {
  export(spans, done) {
    for (const span of spans) {
      const { traceId, spanId } = span.spanContext()
      const { name, attributes } = span
      appendFileSync(process.env.SPANS, `${JSON.stringify({ name, traceId, spanId, attributes })}\n`)
    }
    done({ code: 0 })
  },
  shutdown: async () => {},
}
const processor = {
  onStart() {},
  onEnd: (span) => exporter.export([span], () => {}),
  shutdown: async () => {},
  forceFlush: async () => {},
}
new NodeTracerProvider({ spanProcessors: [processor] }).register()
