/** The styles of a Word file: running text, and headings that Word's outline and table of contents know. */
import type { Document } from '../document/document.ts'

/** Every Word has it; the typefaces of a theme it mostly has not. */
const typeface = 'Times New Roman'

export function stylesXml({ base, language }: Document): string {
  const size = `<w:sz w:val="${Math.round(base.fontSize * 2)}"/><w:szCs w:val="${Math.round(base.fontSize * 2)}"/>`
  const headings = [1, 2, 3, 4, 5, 6].map(
    (level) =>
      `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:outlineLvl w:val="${level - 1}"/></w:pPr></w:style>`,
  )
  return `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="${typeface}" w:hAnsi="${typeface}" w:cs="${typeface}" w:eastAsia="${typeface}"/>${size}<w:lang w:val="${language}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>${headings.join('')}</w:styles>`
}
