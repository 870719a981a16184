/** Pictures of a document in a Word file. */
import type { Image } from '../document/document.ts'
import { escapedAttribute } from '../markup.ts'

export interface WordPicture {
  readonly id: string
  readonly name: string
  readonly data: Uint8Array
}

/** Word counts lengths of drawings in these to the point. */
const unitsToThePoint = 12_700

export class Pictures {
  readonly list: WordPicture[] = []

  /** A run that shows a picture; empty where its bytes are not at hand. */
  run({ file, alt, data, width, height }: Image): string {
    if (!data) return ''
    const known = this.list.find(({ name }) => name === file)
    const id = known?.id ?? `picture${this.list.length + 1}`
    if (!known) this.list.push({ id, name: file, data })
    const [cx, cy] = [Math.round(width * unitsToThePoint), Math.round(height * unitsToThePoint)]
    const number = this.list.length
    const about = `id="${number}" name="${escapedAttribute(file)}" descr="${escapedAttribute(alt)}"`
    return `<w:r><w:drawing><wp:inline><wp:extent cx="${cx}" cy="${cy}"/><wp:docPr ${about}/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr ${about}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
  }
}
