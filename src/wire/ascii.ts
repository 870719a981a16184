/** Characters of a release as a wire that takes ASCII alone sends them. */
const spelt: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '--',
  '\u2212': '-',
  '\u2026': '...',
  '\u2022': '*',
  '\u00b7': '*',
  '\u25cf': '*',
  '\u2122': '(TM)',
  '\u00ae': '(R)',
  '\u00a9': '(C)',
  '\u00a7': 'Sec.',
  '\u00b6': 'Par.',
  '\u00d7': 'x',
  '\u00b0': 'deg',
  '\u00b1': '+/-',
  '\u2264': '<=',
  '\u2265': '>=',
  '\u00bd': '1/2',
  '\u00bc': '1/4',
  '\u00be': '3/4',
  '\u20ac': 'EUR',
  '\u00a3': 'GBP',
  '\u00a5': 'JPY',
  '\u00a2': 'c',
  '\u2020': '+',
  '\u2021': '++',
  '\u2610': '[_]',
  '\u2611': '[X]',
  '\u2612': '[X]',
  '\u00df': 'ss',
  '\u00e6': 'ae',
  '\u00c6': 'AE',
  '\u00f8': 'o',
  '\u00d8': 'O',
  '\u0153': 'oe',
  '\u0152': 'OE',
  '\u00b5': 'u',
  '\u03bc': 'u',
}

/** @param missing told of a character that has no spelling: a question mark stands for it */
export function asciiOf(text: string, missing: (character: string) => void = () => {}): string {
  return text.replace(/[^\n\x20-\x7e]/gu, (character) => {
    const own = spelt[character]
    if (own !== undefined) return own
    const bare = character.normalize('NFKD').replace(/\p{M}/gu, '')
    if (/^[\x20-\x7e]+$/.test(bare)) return bare
    missing(character)
    return '?'
  })
}
