/** Redlines written for programs that we did not write (tests/conformance): the files, and what they must show. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Block, Document, ListItem, Note } from '../../src/document/document.ts'
import { words } from '../../src/document/words.ts'
import { type Shown, shownByTree } from '../../src/proof/drawn.ts'
import { accept, reject } from '../../src/redline/settle.ts'

/** A paragraph, or a table by row and cell, as text. */
type Shape = string | readonly (readonly string[])[]

/** Paragraphs and tables in order, labels before their text: what a word processor shows of a document. */
function shapesOf(document: Document): Shape[] {
  const said = (blocks: readonly Block[]) =>
    words({ ...document, sections: [{ ...document.sections[0], blocks } as Document['sections'][0]] })
      .map(({ text }) => text)
      .join(' ')
  const labelled = ({ label, blocks: [first, ...rest] }: ListItem | Note): Shape[] => [
    `${label} ${first ? said([first]) : ''}`,
    ...rest.flatMap(shapes),
  ]
  const shapes = (block: Block): Shape[] => {
    switch (block.type) {
      case 'list':
        return block.items.flatMap(labelled)
      case 'note':
        return labelled(block)
      case 'group':
        return block.blocks.flatMap(shapes)
      case 'table':
        return [block.rows.map(({ cells }) => cells.map(({ blocks }) => said(blocks)))]
      default:
        return [said([block])]
    }
  }
  return document.sections.flatMap(({ blocks }) => blocks.flatMap(shapes))
}

export interface Judged {
  /** As a file name. */
  readonly name: string
  readonly redlined: Document
  readonly files: ReadonlyMap<string, Uint8Array>
}

/** Writes a redline with what its Word document must give accepted and rejected, and the marks that it must show. */
export function writeJudged(folder: string, { name, redlined, files }: Judged): void {
  mkdirSync(folder, { recursive: true })
  for (const [file, bytes] of files) writeFileSync(join(folder, `${name}${/\.\w+$/.exec(file)?.[0]}`), bytes)
  const marks: Shown[] = shownByTree(redlined)
  const expected = { accepted: shapesOf(accept(redlined)), rejected: shapesOf(reject(redlined)), marks }
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(expected))
}
