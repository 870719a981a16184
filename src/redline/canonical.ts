/** A document in its simplest form, in which two that say and look the same are equal: facts are text, neighbours joined. */
import type { Document } from '../document/document.ts'
import { mapDocument, withInlines } from '../document/walk.ts'
import { simplest } from './tokens.ts'

export function canonical(document: Document): Document {
  return mapDocument(document, (block) => withInlines(block, simplest))
}
