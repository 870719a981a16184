/** Text that a reader does not see: not displayed, of no size, or of the colour of its ground. */
import { type Source, span } from '../../diagnostics/source.ts'
import type { Node } from '../../html/parse.ts'
import { family, type Say } from '../rule.ts'

const hiding =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*(?:0(?:\.0*)?|0?\.\d+)\s*(?:pt|px|em)?\s*(?:;|$)|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)|(?<!-)color\s*:\s*(?:#fff(?:fff)?|white)\s*(?:;|$))/i

export const hiddenText = family(
  {
    K106: {
      severity: 'finding',
      grade: 'suspends',
      source: '17 CFR 232.304, EFM 5.2.2',
      means: 'text is hidden from readers',
      hint: 'delete it, or let it be seen',
      in: 'plain',
      wrong: '<p style="display:none">x</p>',
      right: '<p style="margin:0">x</p>',
    },
  },
  { markup: ({ source, nodes }, say) => checkHidden(source, nodes, say) },
)

function checkHidden(source: Source, nodes: readonly Node[], say: Say<'K106'>, ground = false): void {
  for (const node of nodes) {
    if (node.kind === 'text') continue
    const { style = '', color = '', bgcolor } = node.attributes
    // White text on a dark ground is seen.
    const dark = ground || bgcolor !== undefined || /background/i.test(style)
    const white = /(?<!-)color\s*:\s*(?:#fff|white)/i.test(style) || /^(?:#ffffff|white)$/i.test(color)
    const hidden = (hiding.test(style) && !(white && dark)) || (white && !dark)
    // The header of tagging is hidden by design (EFM 5.2.5.14).
    const tagging = node.children.some((child) => child.kind === 'element' && child.name === 'ix:header')
    if (hidden && !tagging && hasText(node.children)) {
      say(
        'K106',
        span(source, node.start, Math.min(node.end, node.start + node.name.length + 1)),
        `<${node.name}> hides its text`,
      )
      continue
    }
    checkHidden(source, node.children, say, dark)
  }
}

function hasText(nodes: readonly Node[]): boolean {
  return nodes.some((node) =>
    node.kind === 'text' ? node.value.replace(/[\s\u00a0]/g, '') !== '' : hasText(node.children),
  )
}
