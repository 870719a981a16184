/**
 * The words of a document in reading order: the one definition that parity and every law use.
 *
 * A word is what stands between white space (no-break and thin spaces included). Every block, cell, list
 * label, line break and note label ends a word; marks inside a paragraph (bold, raised figures) do not.
 * A list label comes before its item; a note stands where the tree has it, its label before its text; a
 * reference to a note is its label, joined to the word it follows. A currency sign before a figure that is
 * lined up on its point is a word of its own. Soft hyphens and zero-width spaces
 * are no part of a word. Folios, running heads, stamps and repeated table heads are not in the tree and so
 * not in the words.
 */

import { hangingSign } from './decimal.ts'
import type { Block, Document, Inline, Origin } from './document.ts'
import { unknownKind } from './kinds.ts'

/** What separates words. U+00A0, U+2007 and U+202F are spaces that do not break, yet spaces. */
export const spaces = /[\s\u00a0\u2007\u202f]+/u
/** What shows nothing and is no part of a word; U+034F is what typesetting puts behind a hyphen at a line's end. */
export const invisible = /\u034f|[\u00ad\u200b\u2060\ufeff]/g

export interface Word {
  readonly text: string
  /** Where its first letters came from; none for labels that the tool writes. */
  readonly origin: Origin | undefined
}

/** Text between two ends of words; pieces keep their origins. */
type Piece = { readonly text: string; readonly origin: Origin | undefined } | typeof wordEnd
const wordEnd = Symbol('word end')

export function words(document: Document): Word[] {
  return joined(piecesOf(document))
}

/** A stretch of a word that has one origin; most words are one. */
export interface WordPart {
  readonly text: string
  readonly origin: Origin | undefined
  /** Index of its word. */
  readonly word: number
}

/** The words of a document, and the stretches that they consist of. */
export function wordsInParts(document: Document): { readonly words: Word[]; readonly parts: WordPart[] } {
  const parts: WordPart[] = []
  const found = joined(piecesOf(document), (part) => parts.push(part))
  return { words: found, parts }
}

function piecesOf(document: Document): Piece[] {
  const pieces: Piece[] = []
  for (const section of document.sections) blockPieces(section.blocks, pieces)
  return pieces
}

/** All words of a document in a line, a space between each: equal ones are told at once, word by word is dear. */
export function lineOfWords(document: Document): string {
  return wordsInLine(
    piecesOf(document)
      .map((piece) => (piece === wordEnd ? '\n' : piece.text))
      .join(''),
  )
}

/** The words of a text in a line. */
export function wordsInLine(text: string): string {
  return text.replace(invisible, '').replace(severalSpaces, ' ').trim()
}

/** Whatever separates words and is not one plain space. */
const severalSpaces =
  / *[\t-\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000][ \t-\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*| {2,}/g

export function wordsOfBlocks(blocks: readonly Block[]): Word[] {
  const pieces: Piece[] = []
  blockPieces(blocks, pieces)
  return joined(pieces)
}

/** The words of a plain string, cut by the same rule. */
export function wordsOfText(value: string): string[] {
  return value.replace(invisible, '').split(spaces).filter(Boolean)
}

function blockPieces(blocks: readonly Block[], out: Piece[]): void {
  for (const block of blocks) {
    out.push(wordEnd)
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        if (block.style.textAlign === 'decimal') decimalPieces(block.inlines, out)
        else inlinePieces(block.inlines, out)
        break
      case 'list':
        for (const item of block.items) {
          out.push(wordEnd, { text: item.label, origin: undefined }, wordEnd)
          blockPieces(item.blocks, out)
        }
        break
      case 'table':
        for (const row of block.rows) {
          for (const cell of row.cells) {
            out.push(wordEnd)
            blockPieces(cell.blocks, out)
          }
        }
        break
      case 'group':
        blockPieces(block.blocks, out)
        break
      case 'note':
        out.push({ text: block.label, origin: undefined }, wordEnd)
        blockPieces(block.blocks, out)
        break
      case 'rule':
      case 'image':
        break
      default:
        unknownKind(block)
    }
    out.push(wordEnd)
  }
}

/** A currency sign that hangs away from its figure is a word of its own. */
function decimalPieces(inlines: readonly Inline[], out: Piece[]): void {
  const first = out.length
  inlinePieces(inlines, out)
  const sign = hangingSign(inlines)
  const piece = out[first]
  if (sign === '' || piece === undefined || piece === wordEnd) return
  const { origin } = piece
  out.splice(first, 1, { text: sign, origin }, wordEnd, {
    text: piece.text.trimStart().slice(sign.length),
    origin,
  })
}

function inlinePieces(inlines: readonly Inline[], out: Piece[]): void {
  for (const inline of inlines) {
    switch (inline.type) {
      case 'text':
        out.push({ text: inline.value, origin: inline.origin })
        break
      case 'fact':
        out.push({ text: inline.shown, origin: inline.origin })
        break
      case 'check-box':
        out.push({ text: inline.checked ? '\u2612' : '\u2610', origin: inline.origin })
        break
      case 'note-ref':
        out.push({ text: inline.label, origin: inline.origin })
        break
      case 'break':
        out.push(wordEnd)
        break
      case 'link':
      case 'strong':
      case 'emphasis':
      case 'underline':
      case 'small-caps':
      case 'raised':
      case 'lowered':
        inlinePieces(inline.inlines, out)
        break
      default:
        unknownKind(inline)
    }
  }
}

function joined(pieces: readonly Piece[], tell?: (part: WordPart) => void): Word[] {
  const found: Word[] = []
  let text = ''
  let origin: Origin | undefined
  const end = () => {
    if (text !== '') found.push({ text, origin })
    text = ''
    origin = undefined
  }
  for (const piece of pieces) {
    if (piece === wordEnd) {
      end()
      continue
    }
    const parts = piece.text.replace(invisible, '').split(spaces)
    parts.forEach((part, index) => {
      if (index > 0) end()
      if (part === '') return
      if (text === '') origin = piece.origin
      tell?.({ text: part, origin: piece.origin, word: found.length })
      text += part
    })
  }
  end()
  return found
}
