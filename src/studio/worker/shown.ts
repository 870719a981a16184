/** Diagnostics and places as plain data for the page. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { placeOf, type Span } from '../../diagnostics/source.ts'
import type { FilePlace, Found } from '../protocol.ts'

export function placeIn({ source, start, end }: Span): FilePlace {
  const { path, cell } = source
  return { path, start, end, ...placeOf(source, start), ...(cell && { cell }) }
}

export function foundOf({ code, severity, message, hint, span, also, waived }: Diagnostic): Found {
  return {
    code,
    severity,
    message,
    ...(hint !== undefined && { hint }),
    ...(span && { at: placeIn(span) }),
    also: (also ?? []).map(placeIn),
    ...(waived && { waived: { reason: waived.reason, by: waived.by } }),
  }
}
