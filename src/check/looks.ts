/**
 * How an element of finished HTML makes its text appear: what its attributes and declarations add to what it has from
 * the elements around it. For judging what can be seen (style/visibility.ts), and nothing else.
 */

import { pageWidth } from '../html/css.ts'
import type { Element } from '../html/parse.ts'
import { black, type Color, over, readColor, readLegacyColor, white } from '../style/colors.ts'
import { overfull } from './covered.ts'
import { type Declared, points } from './declarations.ts'
import { unjudged } from './unjudged-looks.ts'

/** What an element hands on to what stands in it, with the element that said so last. */
export interface InheritedLook {
  readonly color: Color
  /** Undefined where a picture lies behind. */
  readonly ground: Color | undefined
  readonly opacity: number
  /** Of the text of links, where the body says so. */
  readonly link?: Color | undefined
  /** In points. */
  readonly size: number
  readonly left: number
  readonly top: number
  readonly indent: number
  /** Why nothing of it is shown, and the element that began it. */
  readonly withheld: { readonly why: string; readonly by: Element } | undefined
  /** As CSS `visibility`, which an element within may take back. */
  readonly invisible: Element | undefined
  /** The element that last said something of color, size and place. */
  readonly by: Readonly<Record<'color' | 'size' | 'place', Element | undefined>>
}

export const plainLook: InheritedLook = {
  color: black,
  ground: white,
  opacity: 1,
  size: 12,
  left: 0,
  top: 0,
  indent: 0,
  withheld: undefined,
  invisible: undefined,
  by: { color: undefined, size: undefined, place: undefined },
}

/** The look of what stands in an element. */
export function lookWithin(element: Element, style: Declared, around: InheritedLook): InheritedLook {
  const size = sizeOf(element, style, around.size)
  const sized = size !== around.size
  const colors = colorsOf(element, style, around)
  const place = placeOf(style, around, size)
  const shut = around.withheld ? undefined : shutBy(element, style, size, place)
  const visibility = style.get('visibility')
  const link = element.name === 'body' ? element.attributes['link'] : undefined
  return {
    ...colors,
    link: link === undefined ? around.link : readLegacyColor(link),
    size,
    left: place.left,
    top: place.top,
    indent: place.indent,
    withheld: shut === undefined ? around.withheld : { why: shut, by: element },
    invisible:
      visibility === 'hidden' || visibility === 'collapse'
        ? (around.invisible ?? element)
        : visibility === 'visible'
          ? undefined
          : around.invisible,
    by: {
      color:
        colors.color !== around.color || colors.ground !== around.ground || colors.opacity !== around.opacity
          ? element
          : around.by.color,
      size: sized ? element : around.by.size,
      place: place.moved ? element : around.by.place,
    },
  }
}

const legacySizes = [7.5, 10, 12, 13.5, 18, 24, 36]
const keywords: Readonly<Record<string, number>> = {
  'xx-small': 6.75,
  'x-small': 7.5,
  small: 10,
  medium: 12,
  large: 13.5,
}

function sizeOf({ name, attributes }: Element, style: Declared, around: number): number {
  let size = around
  if (name === 'small' || name === 'sub' || name === 'sup') size *= 0.83
  else if (name === 'big') size *= 1.2
  else if (name === 'font' && /^[1-7]$/.test(attributes['size'] ?? ''))
    size = legacySizes[Number(attributes['size']) - 1] ?? size
  const short = /(?:^|\s)([\d.][\w.%]*)(?:\s*\/|\s)/.exec(`${style.get('font') ?? ''} `)?.[1]
  const given = style.get('font-size') ?? short
  if (given !== undefined) {
    const part = /^([\d.]+)%$/.exec(given)
    if (part) size = (around * Number(part[1])) / 100
    else if (given === 'smaller') size = around * 0.83
    else size = points(given, around) ?? keywords[given] ?? size
  }
  const zoom = style.get('zoom')
  const factor = [
    zoom,
    ...scalesIn(
      `${style.get('transform') ?? ''} ${style.has('scale') ? `scale(${style.get('scale')})` : ''}`,
    ),
  ]
  for (const one of factor) {
    const number =
      one === undefined ? Number.NaN : one.endsWith('%') ? Number.parseFloat(one) / 100 : Number(one)
    if (!Number.isNaN(number)) size *= Math.abs(number)
  }
  return size
}

/** The least of what each `scale()` scales by. */
const scalesIn = (transform: string): string[] =>
  [...transform.matchAll(/scale(?:3d|x|y)?\(((?:calc\()?[^()]*)/g)].map(([, inside = '']) =>
    inside
      .replace('calc(', '')
      .split(/[\s,]+/)
      .filter(Boolean)
      .reduce((a, b) => (Math.abs(Number(b)) < Math.abs(Number(a)) ? b : a), '1'),
  )

function colorsOf(
  { name, attributes }: Element,
  style: Declared,
  around: InheritedLook,
): Pick<InheritedLook, 'color' | 'ground' | 'opacity'> {
  let color = around.color
  const old = name === 'font' ? attributes['color'] : name === 'body' ? attributes['text'] : undefined
  if (name === 'a' && attributes['href'] !== undefined && around.link) color = around.link
  if (old !== undefined) color = readLegacyColor(old) ?? color
  const given = style.get('-webkit-text-fill-color') ?? style.get('color')
  if (given !== undefined)
    color = readColor(given) ?? (given === 'initial' || given === 'unset' ? black : color)
  let ground = around.ground
  const behind = attributes['bgcolor'] === undefined ? undefined : readLegacyColor(attributes['bgcolor'])
  if (behind) ground = behind
  const shorthand = style.get('background') ?? ''
  const image =
    attributes['background'] ??
    (/url\(/.test(`${shorthand}${style.get('background-image') ?? ''}`) ? 'url' : undefined)
  if (image !== undefined && image !== '') ground = undefined
  const filled =
    style.get('background-color') ?? firstColor(shorthand) ?? firstColor(style.get('background-image') ?? '')
  const layer =
    filled === undefined ? undefined : readColor(filled === 'currentcolor' ? spelledOf(color) : filled)
  // Behind a picture lies its colour, which is seen where the picture is not.
  if (layer?.alpha === 1) ground = layer
  else if (layer && ground) ground = over(layer, ground)
  const opacity =
    around.opacity *
    fraction(style.get('opacity')) *
    filtered(style.get('filter') ?? style.get('-ms-filter') ?? '')
  return { color, ground, opacity }
}

const spelledOf = ({ red, green, blue, alpha }: Color): string => `rgba(${red},${green},${blue},${alpha})`

/** The first part of a shorthand, or of a gradient, that is a colour. */
function firstColor(text: string): string | undefined {
  return [...text.matchAll(/#[\da-f]+|(?:rgb|hsl)a?\([^()]*\)|hwb\([^()]*\)|[a-z]+/g)]
    .map(([word]) => word)
    .find((word) => word === 'currentcolor' || readColor(word) !== undefined)
}

function fraction(text: string | undefined): number {
  if (text === undefined) return 1
  const bare = text.replace(/^calc\(([^()]*)\)$/, '$1').trim()
  const value = bare.endsWith('%') ? Number.parseFloat(bare) / 100 : Number(bare)
  return Number.isNaN(value) ? 1 : Math.min(1, Math.max(0, value))
}

const filtered = (filter: string): number =>
  fraction(/\bopacity\(\s*([\d.]+%?)\s*\)/.exec(filter)?.[1]) *
  fraction(/\balpha\(\s*opacity\s*=\s*([\d.]+)/.exec(filter)?.[1]?.concat('%'))

interface Place {
  readonly left: number
  readonly top: number
  readonly indent: number
  readonly moved: boolean
}

/** Far moves are summed up; those by a share of something are left out, because nothing is laid out here. */
function placeOf(style: Declared, around: InheritedLook, em: number): Place {
  // Of a share nobody knows the whole: that of a page is near enough for what is moved out of it.
  const lengthOf = (text: string | undefined): number | undefined =>
    /^-?[\d.]+%$/.test(text ?? '') ? (Number.parseFloat(text ?? '') / 100) * pageWidth : points(text, em)
  const inset = (style.get('inset') ?? '').split(/\s+/)
  const insets = {
    top: inset[0],
    right: inset[1] ?? inset[0],
    bottom: inset[2] ?? inset[0],
    left: inset[3] ?? inset[1] ?? inset[0],
  }
  const of = (name: 'left' | 'right' | 'top' | 'bottom'): number =>
    lengthOf(style.get(name) ?? insets[name]) ?? 0
  const isAuto = (name: 'left' | 'top'): boolean => /^(?:auto|)$/.test(style.get(name) ?? insets[name] ?? '')
  const side = (box: 'margin' | 'padding', name: 'left' | 'top'): number => {
    const own = points(style.get(`${box}-${name}`), em)
    if (own !== undefined) return own
    const sides = (style.get(box) ?? '').split(/\s+/).filter(Boolean)
    const index = name === 'top' ? 0 : sides.length === 4 ? 3 : sides.length > 1 ? 1 : 0
    return points(sides[index], em) ?? 0
  }
  const positioned = /^(?:absolute|fixed|relative|sticky)$/.test(style.get('position') ?? '')
  const [across, down] = movedBy(
    `${style.get('transform') ?? ''} translate(${(style.get('translate') ?? '0').replace(/\s+/g, ',')})`,
    em,
  )
  const right = positioned && isAuto('left') ? -of('right') : 0
  const bottom = positioned && isAuto('top') ? -of('bottom') : 0
  const left =
    side('margin', 'left') + side('padding', 'left') + (positioned ? of('left') : 0) + right + across
  const top = side('margin', 'top') + (positioned ? of('top') : 0) + bottom + down
  const indent = points(style.get('text-indent'), em)
  const moved = left !== 0 || top !== 0 || indent !== undefined
  return {
    left: around.left + left,
    top: around.top + Math.min(0, top) + (top > 1000 ? top : 0),
    indent: indent ?? around.indent,
    moved,
  }
}

function movedBy(transform: string, em: number): [number, number] {
  let [across, down] = [0, 0]
  for (const [, axis, inside = ''] of transform.matchAll(/translate(3d|x|y)?\(((?:calc\()?[^()]*)/g)) {
    const [first, second] = inside.split(',').map((one) => points(one.trim(), em) ?? 0)
    if (axis === 'y') down += first ?? 0
    else across += first ?? 0
    if (axis !== 'x' && axis !== 'y') down += second ?? 0
  }
  return [across, down]
}

const closed: Readonly<Record<string, string>> = {
  template: 'a <template> is not displayed',
  noscript: 'a <noscript> is displayed only where scripts do not run',
  datalist: 'a <datalist> is not displayed',
  noframes: 'a <noframes> is not displayed',
}

/** Why an element shows nothing of what stands in it. */
function shutBy(element: Element, style: Declared, em: number, place: Place): string | undefined {
  const { name, attributes } = element
  if (style.get('display') === 'none') return 'it is not displayed (display: none)'
  if (attributes['hidden'] !== undefined && !style.has('display')) return 'it is not displayed (hidden)'
  if (style.get('content-visibility') === 'hidden') return 'it is not displayed (content-visibility)'
  if (closed[name] !== undefined) return closed[name]
  if ((name === 'details' || name === 'dialog') && attributes['open'] === undefined)
    return `a <${name}> is closed`
  if (style.get('-webkit-text-security') !== undefined && style.get('-webkit-text-security') !== 'none')
    return 'its letters are shown as dots'
  if (/bidi-override|plaintext-override/.test(style.get('unicode-bidi') ?? '') || name === 'bdo')
    return 'its letters are shown in another order'
  const beyond = unjudged(style)
  if (beyond !== undefined) return beyond
  const parted = points(style.get('word-spacing'), em)
  if (parted !== undefined && parted < -em) return 'its words stand on one another'
  const spread = points(style.get('letter-spacing'), em)
  if (spread !== undefined && spread <= -em / 3) return 'its letters stand on one another'
  const rect = /rect\(([^()]*)/
    .exec(style.get('clip') ?? '')?.[1]
    ?.split(/[\s,]+/)
    .filter(Boolean)
  if (rect?.length === 4) {
    const [top = 0, right = 0, bottom = 0, left = 0] = rect.map((one) => points(one, em) ?? Number.NaN)
    if (bottom - top < 2 || right - left < 2) return 'it is clipped to nothing'
  }
  if (
    style.has('z-index') &&
    Number(style.get('z-index')) < 0 &&
    /absolute|fixed|relative/.test(style.get('position') ?? '')
  )
    return 'it lies behind the page (z-index)'
  return cutBy(element, style, em, place)
}

/** Whether a box is too small for its text, or its text outside of it. */
function cutBy(element: Element, style: Declared, em: number, { indent }: Place): string | undefined {
  const cuts = /hidden|clip|scroll|auto/.test(
    `${style.get('overflow') ?? ''} ${style.get('overflow-x') ?? ''} ${style.get('overflow-y') ?? ''}`,
  )
  const least = (...names: string[]) =>
    Math.min(...names.map((one) => points(style.get(one), em) ?? Number.POSITIVE_INFINITY))
  const { name } = element
  // Cells and rows grow with their text.
  const grows = name === 'td' || name === 'th' || name === 'tr' || name === 'table'
  const inline =
    /^(?:font|span|b|i|u|a|em|strong|small|sup|sub)$/.test(name) &&
    !/block|flex|grid/.test(style.get('display') ?? '')
  if (grows || inline) return undefined
  const [height, width] = [least('height', 'max-height'), least('width', 'max-width')]
  if (height < smallestBox || (cuts && height < em / 4)) return 'its box has no height'
  if (cuts && overfull(element, style, height, em)) return 'its box is cut off before its text ends'
  if (cuts && width < smallestBox) return 'its box has no width'
  if (cuts && (/^(?:[1-9]\d{2,})%$/.test(style.get('text-indent') ?? '') || indent < -200))
    return 'it stands outside its box'
  return undefined
}

const smallestBox = 1.5
