/** JSON that others can write, within its budget: what walks or writes the value may recurse on its depth. */
import { budgetFor } from './budget.ts'
import { FilingError } from './diagnostic.ts'
import { Log } from './log.ts'

const [quote, backslash, comma] = ['"', '\\', ','].map((sign) => sign.charCodeAt(0))
const opening = new Set(['[', '{'].map((sign) => sign.charCodeAt(0)))
const closing = new Set([']', '}'].map((sign) => sign.charCodeAt(0)))

/**
 * @param path of the file, for the message
 * @throws SyntaxError where it is not JSON, or asks for more than any of ours
 */
export function parseJson(text: string, path = 'the file'): unknown {
  const log = new Log()
  const budget = budgetFor('json', path, log)
  let [depth, steps] = [0, 0]
  try {
    budget.bytes(text.length)
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === quote) at = endOfString(text, at + 1)
      else if (opening.has(code)) budget.depth(++depth)
      else if (closing.has(code)) depth--
      else if (code === comma) steps++
    }
    budget.step(steps)
  } catch (error) {
    if (!(error instanceof FilingError)) throw error
    throw new SyntaxError(log.diagnostics[0]?.message)
  }
  return JSON.parse(text)
}

/** Where the quotation mark stands that ends a string; at the end of the text where none does. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === backslash) at++
    else if (code === quote) return at
  }
  return text.length
}
