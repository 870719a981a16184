/** Names of members that no taxonomy has, from their labels: words in capitals, without articles (EFM 6.8.5). */

/** Words, with those that hold an apostrophe and a lone A between stops as EDGAR's rule takes them. */
const tokens = /((?:\w+')+\w+)|(A[.-])|([.-]A(?=\W|$))|(\w+)/g

const plain = (words: string): string =>
  words
    .replace(/\u2019/g, "'")
    .normalize('NFD')
    .replace(/\p{M}/gu, '')

/** What a member is called for people. */
export const memberLabel = (words: string): string => `${plain(words)} [Member]`

/** A label as the name that EDGAR expects for it; one that begins with a figure has a letter before it. */
export function nameFor(label: string): string {
  const parts = [...plain(label).matchAll(tokens)].flatMap(([token, , , , word]) =>
    /^(?:the|an?)$/i.test(word ?? '') ? [] : [titled(token.replace(/['.-]/g, ''))],
  )
  return parts.join('').replace(/^(?=\d)/, 'N')
}

/** Every letter that follows no letter in capitals, the others small. */
const titled = (word: string): string =>
  word
    .toLowerCase()
    .replace(/(^|[^a-z])([a-z])/g, (_all, before: string, letter: string) => before + letter.toUpperCase())

export const memberName = (words: string): string => nameFor(memberLabel(words))
