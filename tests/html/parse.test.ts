/** Lines told by a pattern are what the parser makes of them. */
import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { type Element, type Node, parseHtml } from '../../src/html/parse.ts'
import { ofFile } from '../../src/html/read.ts'
import { writeHtml } from '../../src/html/write.ts'
import { documentsOf, wholeFilings } from '../support/filing.ts'
import { random } from '../support/random.ts'

const finished = wholeFilings.flatMap(([content, slug]) =>
  documentsOf(content, slug).proofs.flatMap(({ document }) =>
    (['plain', 'inline', 'reading'] as const).map((dialect) => writeHtml(document, dialect)),
  ),
)

/** Elements that hold what looks like tags as text; in how many pieces the parser gives it means nothing. */
const literal = new Set(['title', 'style', 'textarea'])
const inner = ({ children }: Element): string =>
  children.map((node) => (node.kind === 'text' ? node.value : node.name)).join('')

/** Elements, texts and places of both, and what was complained of, one to a line. */
function seen(html: string): string {
  const log = new Log()
  const found: string[] = []
  const tell = (...what: unknown[]) => found.push(JSON.stringify(what).replaceAll('\\n', ' '))
  const walk = (node: Node): void => {
    if (node.kind === 'text') return void tell(node.value, node.start, node.end)
    tell(node.name, node.attributes, node.start, node.end, literal.has(node.name) && inner(node))
    if (!literal.has(node.name)) node.children.forEach(walk)
    tell('end')
  }
  parseHtml(html, ofFile({ path: 'a.htm', text: html }), log).forEach(walk)
  for (const { code, message, span } of log.diagnostics) tell(code, message, span?.start, span?.end)
  return found.join('\n')
}

/** No line of this one begins with a tag, so that the parser is given all of it. */
const byParser = (html: string): string => seen(html.replaceAll('\n<', ' <'))

const scraps =
  '<p>|</p>|<p style="margin:0">|<h2>|</h2>|<td>|</td>|<tr>|<li>|<div>|</div>|<b>|</b>|<br>|<!--|-->|<title>|</title>|<style>|</style>|<textarea>|&#8217;|&#150;|&#0;|&#55296;|&amp;|&nbsp;|&|"|\'|<|>|\n|\n<p>a</p>\n|\n<p class="x" class="y">a</p>\n|\n<td>1</td>\n|x'.split(
    '|',
  )

function spoiled(html: string, next: () => number): string {
  let text = html
  for (let edit = 1 + Math.floor(next() * 4); edit > 0; edit--) {
    const at = Math.floor(next() * text.length)
    const place = next() < 0.5 ? at : text.indexOf('\n', at) + 1
    text =
      text.slice(0, place) +
      scraps[Math.floor(next() * scraps.length)] +
      text.slice(place + Math.floor(next() * 3))
  }
  return text
}

describe('HTML', () => {
  it('of finished files is parsed as by the parser alone', () => {
    for (const html of finished) expect(seen(html)).toBe(byParser(html))
  })

  it('that was spoiled 120 times is too, and with the same complaints', () => {
    const next = random(11)
    for (let round = 0; round < 120; round++) {
      const html = spoiled(finished[round % finished.length] as string, next)
      expect(seen(html), html).toBe(byParser(html))
    }
  })
})
