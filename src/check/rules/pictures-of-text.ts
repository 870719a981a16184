/** Text that must be filed cannot be a picture (17 CFR 232.304(e)). */
import { whole } from '../../diagnostics/source.ts'
import type { Node } from '../../html/parse.ts'
import { fewestWords } from '../passages.ts'
import { family } from '../rule.ts'

export const picturesOfText = family(
  {
    K094: {
      severity: 'finding',
      grade: 'form',
      source: '17 CFR 232.304(e)',
      means: 'a document is made of pictures and has hardly any text',
      hint: 'text that must be filed cannot be a picture; type it',
      in: 'ex99-1.htm',
      wrong: '<p><img src="a.gif" alt="the release"></p>',
      right: '',
    },
  },
  {
    markup({ source, nodes }, say) {
      if (!shows(nodes)) return
      const words = textOf(nodes)
        .split(/[\s\u00a0]+/)
        .filter(Boolean).length
      if (words < fewestWords)
        say('K094', whole(source), `${source.path} has a picture and ${words} words: is its text a picture?`)
    },
  },
)

function shows(nodes: readonly Node[]): boolean {
  return nodes.some((node) => node.kind === 'element' && (node.name === 'img' || shows(node.children)))
}

function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => (node.kind === 'text' ? node.value : node.name === 'title' ? ' ' : textOf(node.children)))
    .join(' ')
}
