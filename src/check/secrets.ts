/** Secrets of the filer never belong into content: a CCC or an EDGAR Next token, wherever it was written. */
import { toText } from '../bytes.ts'
import type { Log } from '../diagnostics/log.ts'
import { span } from '../diagnostics/source.ts'
import type { Content } from '../intake/read.ts'

/** A CCC has eight characters, one of them no letter; a token is long and runs on. */
const secret =
  /\bCCC\b\s*(?:code)?\s*(?:is|:|=)*\s*:?\s*(?=\S*[\d@#*$])([A-Za-z0-9@#*$]{8})(?![A-Za-z0-9])|\b(?:bearer|filer token|user token|api[ -]?token)\b\s*[:=]?\s*([A-Za-z0-9_\-.~+/]{24,})/i

/** Whether a text holds what looks like a secret. */
export function findSecret(text: string): { start: number; end: number } | undefined {
  const match = secret.exec(text)
  return match ? { start: match.index, end: match.index + match[0].length } : undefined
}

export function checkSecrets({ filing, registrants }: Content, log: Log): void {
  for (const folder of [filing, registrants]) {
    for (const [name, bytes] of folder.files) {
      if (!/\.(?:yaml|md|htm|txt|hbs|css)$/.test(name)) continue
      const text = toText(bytes)
      const found = findSecret(text)
      if (!found) continue
      // Never shown, not even in our own message: the excerpt begins behind it.
      const at = span(
        {
          path: `${folder.path}/${name}`,
          text: `${text.slice(0, found.start)}(secret)${text.slice(found.end)}`,
        },
        found.start,
        found.start + 8,
      )
      log.add('K105', at, 'this looks like a CCC or token of the filer')
    }
  }
}
