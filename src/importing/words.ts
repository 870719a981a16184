/**
 * The words by which a source is compared with what was built of it.
 *
 * A word here is letters and digits, or one sign: blanks between `$` and its figure do not count, nor which sign
 * was used for a bullet, a box or a blank line. Every other sign must be the same.
 */
const token = /[\p{L}\p{N}]+(?:[.,'’](?=[\p{L}\p{N}])[\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu
const shownAsNothing = /\u00ad|\u200b|\u2060|\ufeff|\u034f/g

export function tokensOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .replace(/\[\s*[xX]\s*\]|☑/g, '☒')
      .replace(/\[\s*\]/g, '☐')
      .replace(shownAsNothing, '')
      .replace(/^[ \t]*o(?= )|[●▪■◆❖➢○◦·‣]/gm, '•')
      .replace(/\u2010|\u2011/g, '-')
      .replace(/[-_=]{4,}/g, ' ')
      .match(token) ?? []
  )
}
