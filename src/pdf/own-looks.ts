/**
 * What of the text of a PDF of ours is not seen: the page contents as the painter writes them (content.ts), judged by
 * the operators, as those of any program are.
 */
import { type Budget, unnamed } from '../diagnostics/budget.ts'
import { EmbeddedFonts } from './embedded.ts'
import { type PdfDictionary, PdfError, PdfFile } from './objects.ts'
import { type Hidden, looksOnPage, type Operators } from './others-looks.ts'
import { pagesOf, textOf } from './read.ts'

/** One line of the painter: a tag, an end, a colour, filled boxes, a picture, a run of glyphs. */
const line =
  /(?:\/[A-Za-z0-9]+ <<\/MCID \d+>> BDC|\/Artifact BMC|EMC|([\d.]+ [\d.]+ [\d.]+) rg|((?:[-\d.]+ [-\d.]+ [-\d.]+ [-\d.]+ re )+)f|q ([-\d.]+) 0 0 ([-\d.]+) ([-\d.]+) ([-\d.]+) cm \/\w+ Do Q|BT \/(\w+) ([\d.]+) Tf 1 0 0 1 ([-\d.]+) ([-\d.]+) Tm \[\(((?:[^\\)]|\)-?\d+\()*)\)\] TJ ET)(?:\n|$)/y

/** Names of operators as numbers of our own: nothing else reads them. */
const names = {
  setFillRGBColor: 1,
  constructPath: 2,
  save: 3,
  transform: 4,
  paintImageXObject: 5,
  restore: 6,
  setFont: 7,
  setTextMatrix: 8,
  showText: 9,
  beginText: 10,
}
/** As pdf.js numbers it (others-looks.ts). */
const fill = 22

/**
 * @returns what is not seen, over all pages
 * @throws PdfError where a page says anything that the painter does not write
 */
export function hiddenInOwn(bytes: Uint8Array, budget: Budget = unnamed('pdf')): Hidden[] {
  const file = new PdfFile(bytes, budget)
  const root = file.dictionary(file.trailer.get('Root'))
  const fonts = new EmbeddedFonts(file)
  return pagesOf(file, file.dictionary(root.get('Pages'))).flatMap(({ dictionary }) => {
    const [left = 0, bottom = 0, right = 612, top = 792] = file.array(dictionary.get('MediaBox')).map(Number)
    return looksOnPage(operatorsOf(file, dictionary, fonts), [left, bottom, right, top], names, () => true)
  })
}

function operatorsOf(file: PdfFile, page: PdfDictionary, fonts: EmbeddedFonts): Operators {
  const used = file.dictionary(file.dictionary(page.get('Resources')).get('Font') ?? new Map())
  const content = file.stream(page.get('Contents'))
  const fnArray: number[] = []
  const argsArray: (readonly unknown[])[] = []
  const add = (name: keyof typeof names, ...args: readonly unknown[]) => {
    fnArray.push(names[name])
    argsArray.push(args)
  }
  line.lastIndex = 0
  while (line.lastIndex < content.length) {
    const match = line.exec(content)
    if (!match) throw new PdfError('a page says what is not read')
    const [, color, boxes, width, height, x, y, font, size, left, bottom, codes] = match
    if (color !== undefined) {
      const parts = color.split(' ').map((part) => Math.round(Number(part) * 255))
      add('setFillRGBColor', `rgb(${parts.join(',')})`)
    } else if (boxes !== undefined) {
      for (const [, a, b, c, d] of boxes.matchAll(/(?<![-\d.])([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) re/g))
        rectangle([a, b, c, d].map(Number))
    } else if (width !== undefined) {
      add('save')
      add('transform', Number(width), 0, 0, Number(height), Number(x), Number(y))
      add('paintImageXObject')
      add('restore')
    } else if (font !== undefined) {
      const ref = used.get(font)
      const text = textOf(codes ?? '', ref === undefined ? undefined : fonts.of(ref).texts)
      add('beginText')
      add('setFont', font, Number(size))
      add('setTextMatrix', [1, 0, 0, 1, Number(left), Number(bottom)])
      // Half an em is near enough to know what lies behind a run.
      add(
        'showText',
        [...text].map((unicode) => ({ unicode, width: 500 })),
      )
    }
  }
  return { fnArray, argsArray }

  function rectangle([x = 0, y = 0, w = 0, h = 0]: readonly number[]): void {
    const path = [0, x, y, 1, x + w, y, 1, x + w, y + h, 1, x, y + h, 4]
    add(
      'constructPath',
      fill,
      [path],
      [Math.min(x, x + w), Math.min(y, y + h), Math.max(x, x + w), Math.max(y, y + h)],
    )
  }
}
