/** Where a link may lead: a place, a file of the submission, the EDGAR archive (17 CFR 232.105). */
import { span } from '../../diagnostics/source.ts'
import { edgarTakes } from '../../html/dialect.ts'
import type { Node } from '../../html/parse.ts'
import { family } from '../rule.ts'

export const links = family(
  {
    K019: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.2, 17 CFR 232.105',
      means: 'a link leads to a place that EDGAR does not accept',
      hint: 'link to #place, to a file of this submission, or into the EDGAR archive',
      in: 'plain',
      wrong: '<p><a href="../x.htm">x</a></p>',
      right: '<p><a href="x.htm">x</a></p>',
    },
    K020: {
      severity: 'finding',
      grade: 'suspends',
      source: '17 CFR 232.106',
      means: 'a link runs a script',
      hint: 'leave the link out',
      in: 'plain',
      wrong: '<p><a href="javascript:a()">x</a></p>',
      right: '<p><a href="#x">x</a></p>',
    },
    K021: {
      severity: 'finding',
      grade: 'suspends',
      source: '17 CFR 232.105',
      means: 'a link leads out of EDGAR',
      hint: 'print the address as text',
      in: 'plain',
      wrong: '<p><a href="mailto:ir@example.com">x</a></p>',
      right: '<p><a href="https://www.sec.gov/Archives/edgar/data/1/000000000124000001/x.htm">x</a></p>',
    },
    K032: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.5, 17 CFR 232.105',
      means: 'a link leads out of EDGAR',
      hint: 'print the address as text',
      in: 'inline',
      wrong: '<p><a href="https://www.example.com/">x</a></p>',
      right: '<p><a href="https://www.sec.gov/Archives/edgar/data/1/000000000124000001/x.htm">x</a></p>',
    },
  },
  {
    markup({ source, dialect, nodes }, say) {
      const visit = (node: Node): void => {
        if (node.kind === 'text') return
        const { href } = node.attributes
        const wrong =
          node.name === 'a' && href !== undefined ? wrongLink(href, dialect === 'inline') : undefined
        if (wrong)
          say(
            wrong.code,
            span(source, node.start, Math.min(node.end, node.start + node.name.length + 1)),
            wrong.message,
          )
        node.children.forEach(visit)
      }
      nodes.forEach(visit)
    },
  },
)

/** What is wrong with the address of a link; undefined when EDGAR takes it. */
function wrongLink(
  href: string,
  tagged: boolean,
): { code: 'K019' | 'K020' | 'K021' | 'K032'; message: string } | undefined {
  const address = href.trim()
  if (edgarTakes(address)) return undefined
  if (/^javascript:/i.test(address)) return { code: 'K020', message: 'a link runs a script' }
  const outside = /^(?:https?:)?\/\/|^[a-z][a-z0-9+.-]*:/i.test(address)
  const message = `a link leads to "${address.length > 60 ? `${address.slice(0, 59)}…` : address}"`
  // The validator passes mail addresses in tagged documents.
  if (tagged) return /^mailto:/i.test(address) ? undefined : { code: 'K032', message }
  return { code: outside ? 'K021' : 'K019', message }
}
