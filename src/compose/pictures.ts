/** Pictures of a document: found beside its text, read, given their size, and named as EDGAR takes them. */
import { Budget } from '../diagnostics/budget.ts'
import type { Log } from '../diagnostics/log.ts'
import { type Span, whole } from '../diagnostics/source.ts'
import type { Image, PagePlan, Pt, Section } from '../document/document.ts'
import { mapSections } from '../document/walk.ts'
import { PictureError } from '../pictures/error.ts'
import { type Picture, readPicture } from '../pictures/picture.ts'

/** A pixel in points when no width is given: 96 to the inch, as browsers show them. */
const pixel = 0.75

/** The measure of the page that a picture stands on. */
const measureFor = ({ classes }: Image, { width, height, margin }: PagePlan): Pt =>
  (classes.includes('landscape') ? height : width) - margin.left - margin.right

export function withPictures(
  sections: readonly Section[],
  files: ReadonlyMap<string, Uint8Array>,
  plan: PagePlan,
  log: Log,
): readonly Section[] {
  const known = new Map<string, Picture>()
  return mapSections(sections, (block) =>
    block.type === 'image' ? resolved(block, files, known, measureFor(block, plan), log) : block,
  )
}

const budgetOf = ({ file }: Image, at: Span | undefined, log: Log): Budget =>
  new Budget('picture', at ?? whole({ path: file, text: '' }), log, file)

function resolved(
  image: Image,
  files: ReadonlyMap<string, Uint8Array>,
  known: Map<string, Picture>,
  measure: Pt,
  log: Log,
): Image {
  const at = image.origin?.span
  const bytes = files.get(image.file)
  if (!bytes) {
    log.add('M010', at, `there is no picture ${image.file} beside the text`)
    return image
  }
  try {
    const picture = known.get(image.file) ?? readPicture(bytes, budgetOf(image, at, log))
    known.set(image.file, picture)
    const natural = image.classes.includes('slide') ? measure : picture.width * pixel
    const width = Math.min(image.width > 0 ? image.width : natural, measure)
    const height = Math.round(((width * picture.height) / picture.width) * 1000) / 1000
    const file = `${image.file.toLowerCase().replace(/\.[^.]+$/, '')}.${picture.ending}`
    return { ...image, file, width, height, data: picture.bytes }
  } catch (error) {
    if (!(error instanceof PictureError)) throw error
    log.add('M010', at, `${image.file} cannot be used: ${error.message}`)
    return image
  }
}
