/**
 * Press releases made at run time from the texts of the example filings, and of real ones: paragraphs shuffled, cut and put together again, so
 * that they are not kind to a typesetter.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { decodeHTML } from 'entities'
import { makeStatement } from './statements.ts'
import { hasShared, shared } from './tools.ts'

/** Where the project's own example filings are: the text of the generators, wherever the project is. */
export const examplesFolder = 'examples'

/** Paragraphs and items of lists of the example filings, and of the shared filings where these are at hand, as plain text. */
export const paragraphs = (): readonly string[] => corpora().flatMap(([, texts]) => texts)

/** The same, each source apart: what is measured holds on either. */
export function corpora(): readonly (readonly [name: string, texts: readonly string[]])[] {
  const own = ['the example filings', usable(ownParagraphs())] as const
  return hasShared ? [own, ['real filings', usable(sharedParagraphs())]] : [own]
}

const usable = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => text.length > 60 && /^[\x20-\x7e\u00a0\u00ae\u2013-\u2026\u2122]+$/.test(text))

function ownParagraphs(): string[] {
  return readdirSync(examplesFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .flatMap((name) => {
      const text = readFileSync(`${examplesFolder}/${name}`, 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '')
      return text.split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) )/)
    })
    .filter((block) => !/^[|#{]/.test(block))
    .map((block) =>
      block
        .replace(/^\s*(?:[-*>]|\d+\.)\s+|\[\^\w+\]:?|[*^~]+|\{[^}]*\}/gm, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
}

function sharedParagraphs(): string[] {
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
}

/** Marks that Markdown would take for its own, written so that it does not. */
const plain = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]<>#~^|&!]/g, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^([-+=])/, '\\$1')

/**
 * One release: paragraphs, headings, lists, in an order of chance.
 *
 * @param statements how many statements stand in it
 */
export function makeRelease(next: () => number, source: readonly string[], statements = 0): string {
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
  let notes = ''
  for (let index = 0; index < statements; index++) {
    const own = makeStatement(next).replaceAll('[^a]', index === 0 ? '[^a]' : '')
    if (own.includes('[^a]')) notes = '\n\n[^a]: As the notes to the statements say.'
    blocks.splice(Math.floor(next() * (blocks.length + 1)), 0, own)
  }
  return `---\nheadline: News\n---\n\n${blocks.join('\n\n')}${notes}\n`
}
