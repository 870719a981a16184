/**
 * For git: `textconv` gives the words of a text, document or PDF a sentence a line; `git-diff` is a diff driver that
 * compares two versions of one file as documents; `git-setup` writes both into a repository.
 */

import { toBytes, toText } from '../bytes.ts'
import { FilingError } from '../diagnostics/diagnostic.ts'
import { Log } from '../diagnostics/log.ts'
import { letter, plainStyle, section } from '../document/build.ts'
import type { Block, Document } from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'
import { words, wordsOfBlocks } from '../document/words.ts'
import { readHtml } from '../html/read.ts'
import { readText } from '../intake/text.ts'
import { readMarkdown } from '../markdown/read.ts'
import { baseName } from '../paths.ts'
import { PdfError } from '../pdf/objects.ts'
import { readPdf } from '../pdf/read.ts'
import type { World } from '../platform/world.ts'
import type { Version } from './versions.ts'

/** A line a sentence, so that git's own diff is of sentences. The bytes as they are where nothing can be read. */
export function textconv(path: string, bytes: Uint8Array): string {
  const document = documentOf(path, bytes)
  if (document) return `${document.sections.flatMap(({ blocks }) => blocks.flatMap(linesOf)).join('\n')}\n`
  if (/\.pdf$/i.test(path)) {
    try {
      return `${sentences(readPdf(bytes).words.join(' ')).join('\n')}\n`
    } catch (error) {
      if (!(error instanceof PdfError || error instanceof FilingError)) throw error
    }
  }
  return toText(bytes)
}

function linesOf(block: Block): string[] {
  switch (block.type) {
    case 'list':
      return block.items.flatMap((item) =>
        item.blocks
          .flatMap(linesOf)
          .map((line, index) => (index === 0 ? `${item.label} ${line}` : `  ${line}`)),
      )
    case 'table':
      return block.rows.map((row) =>
        row.cells
          .map((cell) =>
            wordsOfBlocks(cell.blocks)
              .map(({ text }) => text)
              .join(' '),
          )
          .join(' | '),
      )
    case 'group':
    case 'note':
      return block.blocks.flatMap(linesOf)
    case 'heading':
      return [
        '',
        `${'#'.repeat(block.level)} ${wordsOfBlocks([block])
          .map(({ text }) => text)
          .join(' ')}`,
      ]
    case 'rule':
    case 'image':
      return ['']
    case 'paragraph':
      return [
        ...sentences(
          wordsOfBlocks([block])
            .map(({ text }) => text)
            .join(' '),
        ),
        '',
      ]
    default:
      return unknownKind(block)
  }
}

/** Words before which a full stop ends no sentence. */
const abbreviated =
  /(?:\b(?:Inc|Corp|Co|Ltd|No|Nos|Mr|Mrs|Ms|Dr|vs|St|Jr|Sr|U\.S|e\.g|i\.e|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|approx|Rev|Gen)|\b\p{Lu})\.$/u

/** Sentences by rules of our own: a locale's would differ between versions of Node. */
export function sentences(text: string): string[] {
  const found: string[] = []
  let current = ''
  for (const word of text.split(' ')) {
    current = current === '' ? word : `${current} ${word}`
    if (/[.!?]["”’)]*$/.test(word) && !abbreviated.test(current.replace(/(?<!["”’)])["”’)]+$/, ''))) {
      found.push(current)
      current = ''
    }
  }
  return current === '' ? found : [...found, current]
}

/** An authored Markdown text or a finished HTML file of ours as a document. */
export function documentOf(path: string, bytes: Uint8Array): Document | undefined {
  const log = new Log()
  const name = baseName(path)
  if (/\.html?$/i.test(path)) {
    const text = toText(bytes)
    return /<div class="(?:cover-page|release|item)"/.test(text)
      ? readHtml({ path, text }, { form: 'EX-', fileName: name }, log)
      : undefined
  }
  if (!/\.md$/i.test(path)) return undefined
  const source = readText(path, bytes, log)
  const front = source && (/^---[ \t]*\n[\s\S]*?^---[ \t]*(?:\n|$)/m.exec(source.text)?.[0].length ?? 0)
  const blocks = source ? readMarkdown(source, front ?? 0, log).blocks.map(({ block }) => block) : []
  return {
    form: 'EX-',
    title: name,
    language: 'en-US',
    fileName: name,
    pagePlan: letter,
    base: plainStyle,
    sections: [section('release', blocks)],
  }
}

/** One side of git's seven arguments; `/dev/null` is a file that is not there. */
export function gitSide(world: World, path: string, file: string, label: string): Version | undefined {
  const bytes = file === '/dev/null' ? new Uint8Array() : world.readFile(file)
  const document = bytes && documentOf(path, bytes)
  if (!document) return undefined
  const whole = file === '/dev/null' ? { ...document, sections: [] } : document
  return {
    label,
    documents: [whole],
    authored: false,
    html: new Map([
      [
        whole.fileName,
        words(whole)
          .map(({ text }) => text)
          .join(' '),
      ],
    ]),
    pdf: new Map(),
    attached: new Map(),
    digest: '',
  }
}

const attributes = ['*.md diff=filing', '*.htm diff=filing', '*.pdf diff=filing']

/** Names `filing` as a diff driver in .git/config, and the files it is for in .gitattributes. @returns what was done */
export function gitSetup(
  world: World,
  program: string,
  config: (key: string, value: string) => void,
): string[] {
  config('diff.filing.command', `${program} git-diff`)
  config('diff.filing.textconv', `${program} textconv`)
  config('diff.filing.cachetextconv', 'true')
  const before = toText(world.readFile('.gitattributes'))
  const missing = attributes.filter((line) => !before.split('\n').includes(line))
  if (missing.length > 0) {
    const start = before === '' || before.endsWith('\n') ? before : `${before}\n`
    world.writeFile('.gitattributes', toBytes(`${start}${missing.join('\n')}\n`))
  }
  return [
    '.git/config: diff.filing.command, diff.filing.textconv',
    `.gitattributes: ${missing.length > 0 ? missing.join(', ') : 'as it should be'}`,
  ]
}
