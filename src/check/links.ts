/** Where a link or picture may lead: a place, a file of the submission, the EDGAR archive (17 CFR 232.105). */
import type { Code } from '../diagnostics/codes.ts'
import { edgarTakes } from '../html/dialect.ts'

/** What is wrong with the address of a link; undefined when EDGAR takes it. */
export function wrongLink(
  href: string,
  dialect: 'plain' | 'inline',
): { code: Code; message: string } | undefined {
  const address = href.trim()
  if (edgarTakes(address)) return undefined
  if (/^javascript:/i.test(address)) return { code: 'K020', message: 'a link runs a script' }
  const outside = /^(?:https?:)?\/\/|^[a-z][a-z0-9+.-]*:/i.test(address)
  if (dialect === 'inline') {
    // The validator passes mail addresses in tagged documents.
    return /^mailto:/i.test(address)
      ? undefined
      : { code: 'K032', message: `a link leads to "${shown(address)}"` }
  }
  return { code: outside ? 'K021' : 'K019', message: `a link leads to "${shown(address)}"` }
}

/** What is wrong with the address of a picture. */
export function wrongPicture(src: string): { code: Code; message: string } | undefined {
  if (/^data:/i.test(src)) return { code: 'K022', message: 'a picture is written into the page' }
  if (/^(?:https?:)?\/\//i.test(src))
    return { code: 'K022', message: `a picture is on another server: "${shown(src)}"` }
  if (!/\.(gif|jpg)$/i.test(src)) return { code: 'K011', message: `"${shown(src)}" is neither .gif nor .jpg` }
  return undefined
}

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)
