/**
 * Press releases made at run time from the texts of real filings: paragraphs shuffled, cut and put together again, so
 * that they are not kind to a typesetter.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { decodeHTML } from 'entities'
import { hasShared, shared } from './tools.ts'

/** Paragraphs of the shared filings as plain text; none where the filings are not at hand. */
export function paragraphs(): readonly string[] {
  if (!hasShared) return []
  return readdirSync(`${shared}/filings`, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(htm|html|txt)$/.test(name) && !name.includes('submission'))
    .sort()
    .flatMap((name) => {
      const text = readFileSync(`${shared}/filings/${name}`, 'latin1')
      const blocks = /\.txt$/.test(name)
        ? text.split(/\n\s*\n/)
        : text.split(/<\/?(?:p|div|td|tr|table|br|li)\b[^>]*>/i)
      return blocks.map((block) =>
        decodeHTML(block.replace(/<[^>]*>/g, ''))
          .replace(/\s+/g, ' ')
          .trim(),
      )
    })
    .filter((text) => text.length > 60 && /^[\x20-\x7e\u00a0\u00ae\u2013-\u2026\u2122]+$/.test(text))
}

/** Marks that Markdown would take for its own, written so that it does not. */
const plain = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]<>#~^|&!]/g, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^([-+=])/, '\\$1')

/** One release: paragraphs, headings, lists, in an order of chance. */
export function makeRelease(next: () => number, source: readonly string[]): string {
  const pick = (): string => source[Math.floor(next() * source.length)] ?? ''
  const cutUp = (text: string): string => {
    const words = text.split(' ')
    const from = Math.floor(next() * Math.max(1, words.length - 12))
    return words.slice(from, from + 12 + Math.floor(next() * 90)).join(' ')
  }
  const blocks: string[] = []
  const count = 8 + Math.floor(next() * 30)
  for (let index = 0; index < count; index++) {
    const kind = next()
    if (kind < 0.15)
      blocks.push(
        `## ${plain(
          cutUp(pick())
            .split(' ')
            .slice(0, 3 + Math.floor(next() * 12))
            .join(' '),
        )}`,
      )
    else if (kind < 0.3)
      blocks.push(
        Array.from({ length: 2 + Math.floor(next() * 5) }, () => `- ${plain(cutUp(pick()))}`).join('\n'),
      )
    else blocks.push(plain(cutUp(pick())))
  }
  return `---\nheadline: News\n---\n\n${blocks.join('\n\n')}\n`
}
