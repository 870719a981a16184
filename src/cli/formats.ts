/** Diagnostics for programs: JSON, SARIF 2.1.0 for code hosts, and the annotations of GitHub Actions. */
import { codes, isCode } from '../check/registry.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { placeOf, type Span } from '../diagnostics/source.ts'
import { version } from '../tool.ts'
import { type Format, print } from './say.ts'

/** A diagnostic with its place as file, line and column, both from 1. */
export function forPrograms({ span, also, ...found }: Diagnostic): Record<string, unknown> {
  const place = ({ source, start }: Span) => ({ file: source.path, ...placeOf(source, start) })
  return { ...found, ...(span && place(span)), ...(also && { also: also.map(place) }) }
}

function described(code: string): Record<string, unknown> {
  if (!isCode(code)) return {}
  const { means, hint, source } = codes[code]
  return {
    shortDescription: { text: means },
    ...(hint !== undefined && { help: { text: hint } }),
    ...(source !== undefined && { properties: { source } }),
  }
}

const levels = { error: 'error', finding: 'error', warning: 'warning', note: 'note' } as const

export function sarif(found: readonly Diagnostic[]): string {
  const used = [...new Set(found.map(({ code }) => code))].sort()
  const rules = used.map((id) => ({
    id,
    ...described(id),
  }))
  const results = found.map(({ code, severity, message, span, waived }) => {
    const start = span && placeOf(span.source, span.start)
    const end = span && placeOf(span.source, span.end)
    return {
      ruleId: code,
      ruleIndex: used.indexOf(code),
      level: levels[severity],
      message: { text: message },
      ...(span &&
        start &&
        end && {
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(span.source.path) },
                region: {
                  startLine: start.line,
                  startColumn: start.column,
                  endLine: end.line,
                  endColumn: end.column,
                },
              },
            },
          ],
        }),
      ...(waived && {
        suppressions: [{ kind: 'inSource', justification: `${waived.reason} (${waived.by})` }],
      }),
    }
  })
  const driver = { name: 'filingpress', version, rules }
  return JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [{ tool: { driver }, results }],
    },
    undefined,
    2,
  )
}

const kinds = { error: 'error', finding: 'error', warning: 'warning', note: 'notice' } as const

/** `::error file=…,line=…::message`, a line each. */
export function github(found: readonly Diagnostic[]): string {
  const data = (text: string) => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
  const property = (text: string) => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
  return found
    .filter(({ waived }) => !waived)
    .map(({ code, severity, message, span }) => {
      const place = span && placeOf(span.source, span.start)
      const at =
        span && place ? `file=${property(span.source.path)},line=${place.line},col=${place.column},` : ''
      return `::${kinds[severity]} ${at}title=${code}::${data(message)}`
    })
    .join('\n')
}

/** Prints for a program, or returns false when a person reads. */
export function printFor(format: Format, found: readonly Diagnostic[], json: () => string): boolean {
  if (format === 'text') return false
  print(format === 'json' ? json() : format === 'sarif' ? sarif(found) : github(found))
  return true
}
