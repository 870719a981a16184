/** The texts of a document in a frame, counted as letters are counted everywhere (worker/letters.ts). */

/** White space and what shows nothing, which is no letter. */
const nothing = /\u034f|[\s\u00ad\u200b\u2060\ufeff]/g

export const lettersIn = (text: string): number => text.replace(nothing, '').length

/** Texts of a document that are shown, in order. */
export function* shownTexts(owner: Document): Generator<Text> {
  const walker = owner.createTreeWalker(owner.body, 4)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (
      parent &&
      !parent.closest('style,script,label,.tag-note,[style*="display:none"],[style*="display: none"]')
    )
      yield node as Text
  }
}
