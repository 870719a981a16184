/**
 * Letters of symbol typefaces, which are wrong as text: a Wingdings `o` is an empty box.
 *
 * Only the letters that filings use are here; another letter of such a face stays as it is and is told.
 */
const wingdings: Readonly<Record<string, string>> = {
  o: '☐',
  '¨': '☐',
  q: '☐',
  '£': '☐',
  x: '☒',
  þ: '☒',
  ý: '☒',
  ü: '✓',
  R: '☒',
  S: '☒',
  T: '☒',
  '§': '▪',
  n: '■',
  l: '●',
  '·': '•',
  Ø: '➢',
  v: '❖',
  w: '◆',
  '®': '☐',
  à: '→',
  è: '➔',
}

const symbol: Readonly<Record<string, string>> = { '·': '•', '\uf0b7': '•', '¨': '♦', '®': '→', '-': '−' }

/** The text that shows what letters of a typeface show; as it is for any other typeface. */
export function lettersOf(family: string, text: string): string {
  const table = /wingdings/i.test(family)
    ? wingdings
    : /\bsymbol\b/i.test(family) && !/segoe|ui symbol/i.test(family)
      ? symbol
      : undefined
  if (!table) return text
  // Word puts symbol letters into the private area, 0xF000 above their code.
  return [...text].map((letter) => table[letter] ?? table[plain(letter)] ?? letter).join('')
}

function plain(letter: string): string {
  const code = letter.codePointAt(0) ?? 0
  return code >= 0xf000 && code <= 0xf0ff ? String.fromCodePoint(code - 0xf000) : letter
}
