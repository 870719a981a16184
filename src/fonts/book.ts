/** The fonts of a run: faces are opened when first asked for, and stay open. */
import { type Face, openFace } from './face.ts'
import { type Cut, type FaceFile, families } from './families.ts'

/** Reads a face's bytes, having checked that they are the ones of its digest. */
export type FaceLoader = (file: FaceFile) => Uint8Array

export interface FontBook {
  /** The face of a family; undefined when the family is not known. */
  face(family: string, bold: boolean, italic: boolean): Face | undefined
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
  }
}
