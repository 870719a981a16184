/**
 * Looks that hide a text or may: what no filing needs, and what cannot be worked out without laying the page out. A
 * text that has one is told of, since nobody can say of it that readers see it.
 */
import { readColor } from '../style/colors.ts'
import { type Declared, points } from './declarations.ts'

const inherits = /^(?:inherit|initial|unset|revert|revert-layer|currentcolor)$/
/** Whatever else these say, letters are not seen as they were set. */
const never: Readonly<Record<string, { readonly but: RegExp; readonly why: string }>> = {
  'clip-path': { but: /^(?:none|auto|inset\(\s*0(?:px|pt|%)?\s*\))$/, why: 'it may be clipped' },
  mask: { but: /^none/, why: 'it is masked' },
  'mask-image': { but: /^none/, why: 'it is masked' },
  'offset-path': { but: /^none/, why: 'it is moved along a path' },
  'mix-blend-mode': { but: /^normal/, why: 'it is mixed with what lies behind it' },
  'backdrop-filter': { but: /^none/, why: 'it is filtered' },
  'font-size-adjust': { but: /^none/, why: 'its size is adjusted' },
  'color-scheme': { but: /^(?:normal|light|only light)$/, why: 'its colours are those of a scheme' },
  filter: {
    but: /^(?:none|(?:opacity|alpha|progid:[\w.]*alpha)\([^()]*\)|(?:grayscale|sepia)\([^()]*\)|\s)*$/,
    why: 'it is filtered',
  },
  transform: {
    but: /^(?:none|(?:(?:translate|scale)(?:3d|[xyz])?\((?:calc\([^()]*\)|[^()])*\)|rotatez?\([^()]*\)|\s)*)$/,
    why: 'it is transformed',
  },
  rotate: { but: /^(?:none|-?[\d.]+(?:deg|turn|rad|grad)?)$/, why: 'it is turned out of the page' },
}

/** Why nobody can say that a text of this style is seen; undefined where it can be judged. */
export function unjudged(style: Declared): string | undefined {
  for (const [name, { but, why }] of Object.entries(never)) {
    const value = style.get(name)
    if (value !== undefined && value !== '' && !inherits.test(value) && !but.test(value))
      return `${why} (${name}: ${value.slice(0, 60)})`
  }
  for (const name of ['-webkit-text-fill-color', 'color', 'background-color']) {
    const value = style.get(name) ?? ''
    if (value.endsWith(')') && readColor(value) === undefined) return unread(name, value)
  }
  const size = style.get('font-size') ?? ''
  if (size.endsWith(')') && points(size, 12) === undefined) return unread('font-size', size)
  for (const name of [
    'display',
    'visibility',
    'opacity',
    'left',
    'top',
    'margin-left',
    'text-indent',
    'height',
  ])
    if (/\bvar\(/.test(style.get(name) ?? '')) return unread(name, style.get(name) ?? '')
  return undefined
}

const unread = (name: string, value: string): string =>
  `nobody can say what ${name}: ${value.slice(0, 60)} is`
