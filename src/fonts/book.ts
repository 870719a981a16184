/** The fonts of a run: faces are opened when first asked for, and stay open. */
import { budgetFor } from '../diagnostics/budget.ts'
import { type Face, openFace } from './face.ts'
import { type Cut, type FaceFile, families } from './families.ts'
import { FontError } from './sfnt.ts'

/** Reads a face's bytes, having checked that they are the ones of its digest. */
export type FaceLoader = (file: FaceFile) => Uint8Array

export interface FontBook {
  /** The face of a family; undefined when the family is not known. */
  face(family: string, bold: boolean, italic: boolean): Face | undefined
  /** The faces opened so far. */
  opened(): readonly Face[]
}

/** A redline of finished HTML knows a theme's family by name only: it is set in ours. */
export function withFallback(book: FontBook): FontBook {
  return {
    face: (family, bold, italic) => book.face(family, bold, italic) ?? book.face('serif', bold, italic),
    opened: () => book.opened(),
  }
}

/** A face that a theme brings: which cut of which family, and its file. */
export interface ThemeFace {
  readonly family: string
  readonly bold: boolean
  readonly italic: boolean
  readonly file: string
  readonly bytes: Uint8Array
}

/** @throws FontError that names the file */
function named({ family, file, bytes }: ThemeFace): Face {
  try {
    return openFace(`${family} ${file}`, bytes, budgetFor('font', file))
  } catch (error) {
    throw error instanceof FontError ? new FontError(`${file}: ${error.message}`) : error
  }
}

const opened = new WeakMap<Uint8Array, Face>()

/**
 * A book with a theme's own families before ours. A cut that a theme does not bring is set in the one that it does.
 *
 * @throws FontError for a file that is broken, variable, of PostScript outlines, or not to be embedded
 */
export function withThemeFaces(book: FontBook, faces: readonly ThemeFace[]): FontBook {
  if (faces.length === 0) return book
  return {
    face(family, bold, italic) {
      const own = faces.filter((one) => one.family.toLowerCase() === family.toLowerCase())
      const fits = (one: ThemeFace) => Number(one.bold === bold) * 2 + Number(one.italic === italic)
      const [best] = [...own].sort((a, b) => fits(b) - fits(a))
      if (!best) return book.face(family, bold, italic)
      let face = opened.get(best.bytes)
      if (!face) {
        face = named(best)
        opened.set(best.bytes, face)
      }
      return face
    },
    opened: () => [...faces.flatMap(({ bytes }) => opened.get(bytes) ?? []), ...book.opened()],
  }
}

export function fontBook(load: FaceLoader): FontBook {
  const open = new Map<string, Face>()
  return {
    face(family, bold, italic) {
      const cuts = families[family.toLowerCase()]
      if (!cuts) return undefined
      const cut: Cut = bold ? (italic ? 'bold-italic' : 'bold') : italic ? 'italic' : 'regular'
      const file = cuts[cut]
      let face = open.get(file.sha256)
      if (!face) {
        face = openFace(`${file.package} ${cut}`, load(file))
        open.set(file.sha256, face)
      }
      return face
    },
    opened: () => [...open.values()],
  }
}
