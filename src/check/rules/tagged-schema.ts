/** The company's own schema and linkbases beside a tagged report (EFM 6.3.3, 6.7 to 6.12). */
import { Log } from '../../diagnostics/log.ts'
import { type Span, whole } from '../../diagnostics/source.ts'
import { type Element, parseHtml } from '../../html/parse.ts'
import { ofFile } from '../../html/read.ts'
import { elementsIn, textOf } from '../../html/read-tags.ts'
import { nameFor } from '../../xbrl/member-names.ts'
import { family, type Say } from '../rule.ts'
import { headerPlace, type TaggedReport } from '../tagged-report.ts'

export const taggedSchema = family(
  {
    K058: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 6.3.3',
      means: 'the company’s schema or linkbase is missing, or is not named as EDGAR requires',
      hint: 'name it {base}-{YYYYMMDD}.xsd, and _lab.xml, _pre.xml, _def.xml beside it',
      in: '8-k.htm',
      wrong: 'href="tdwr.xsd"',
      right: 'href="tdwr-20260302.xsd"',
    },
    K059: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 6.7.3, 6.7.4, 6.7.7',
      means: 'the namespace of the company’s schema is not as EDGAR requires',
      hint: 'http://, a host of the company’s own, the date; declared with a prefix',
      in: '.xsd',
      wrong: 'targetNamespace="https://www.tidewater.example/20260302"',
      right: 'targetNamespace="http://www.tidewater.example/20260302"',
    },
    K060: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 6.7.9, 6.7.11, 6.7.12',
      means: 'a role of the company’s schema is not as EDGAR requires',
      hint: '"0000001 - Document - Cover Page", used on all three links, of the same host',
      in: '.xsd',
      wrong: '<link:usedOn>link:calculationLink</link:usedOn></link:roleType>',
      right:
        '<link:usedOn>link:calculationLink</link:usedOn><link:usedOn>link:definitionLink</link:usedOn></link:roleType>',
    },
    K061: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 6.12.3',
      means:
        'a concept or member in use does not stand in the presentation linkbase, or an axis has no default',
      hint: 'list it under the cover page',
      in: '_pre.xml',
      wrong: 'dei-2025.xsd#dei_TradingSymbols"',
      right: 'dei-2025.xsd#dei_TradingSymbol"',
    },
    K062: {
      severity: 'warning',
      grade: 'convention',
      source: 'EFM 6.10.1, 6.8.5',
      means: 'a concept in use has no label, or a member is named with an article',
      hint: 'give it the label of the taxonomy',
      in: '_lab.xml',
      wrong: 'dei-2025.xsd#dei_TradingSymbols"',
      right: 'dei-2025.xsd#dei_TradingSymbol"',
    },
  },
  {
    tagged(report, say) {
      if (report.tags) checkNames(report, say)
      if (!report.tags || report.alone) return
      const own = report.companions.get(report.tags.schemas[0] ?? '')
      if (own !== undefined) checkSchema(report, own, say)
      checkLinkbases(report, say)
    },
  },
)

type Codes = keyof (typeof taggedSchema)['rules']

const schemaName = /^[A-Za-z][A-Za-z0-9]*-\d{8}\.xsd$/

function checkNames(report: TaggedReport, say: Say<Codes>): void {
  const [schema] = report.tags?.schemas ?? []
  const at = headerPlace(report)
  if (schema === undefined) say('K058', at, 'the report refers to no schema')
  // Straight to the taxonomy: then no linkbase of the company's own presents anything.
  else if (/^https?:/.test(schema)) say('K061', at, 'the report refers to no schema of the company’s own')
  else if (!schemaName.test(schema)) say('K058', at, `"${schema}" is not a name for a schema`)
  else if (!report.alone && !report.companions.has(schema)) say('K058', at, `${schema} is not attached`)
}

function parsed(text: string): Element[] {
  const nodes = parseHtml(text, ofFile({ path: 'schema', text }), new Log(), true)
  return nodes.flatMap((node) => (node.kind === 'element' ? [node, ...elementsIn(node)] : []))
}

const inFile = (name: string, text: string, { start, end }: Element): Span => ({
  source: { path: name, text },
  start,
  end,
})
const hostOf = (address: string): string => /^https?:\/\/([^/]+)/.exec(address)?.[1] ?? ''
/** Hosts of standard taxonomies, which no company may use. */
const standardHosts =
  /^(?:www\.sec\.gov|xbrl\.sec\.gov|fasb\.org|xbrl\.fasb\.org|(?:www\.)?xbrl\.org|xbrl\.ifrs\.org)$/

function checkSchema(report: TaggedReport, text: string, say: Say<Codes>): void {
  const name = report.tags?.schemas[0] ?? ''
  const elements = parsed(text)
  const [root] = elements
  if (!root) return
  const at = inFile(name, text, { ...root, end: root.start + 1 })
  const namespace = root.attributes['targetnamespace'] ?? ''
  const host = hostOf(namespace)
  if (!/^http:\/\/.+\/\d{8}$/.test(namespace)) say('K059', at, `"${namespace}" is not http:// with the date`)
  else if (standardHosts.test(host)) say('K059', at, `${host} is the host of a standard taxonomy`)
  const declared = Object.entries(root.attributes).some(
    ([key, value]) => key.startsWith('xmlns:') && value === namespace,
  )
  if (!declared) say('K059', at, 'the namespace has no prefix')
  for (const role of elements.filter((one) => one.name === 'link:roletype')) {
    const place = inFile(name, text, role)
    const parts = elementsIn(role)
    const definition = parts.find((one) => one.name === 'link:definition')
    if (!definition || !/^\d+ - (?:Document|Disclosure|Statement|Schedule) - \S/.test(textOf(definition)))
      say('K060', place, 'the definition of the role is not "0000001 - Document - Cover Page"')
    const used = parts.filter((one) => one.name === 'link:usedon').map((one) => textOf(one).trim())
    const wanted = ['link:presentationLink', 'link:calculationLink', 'link:definitionLink']
    if (!wanted.every((one) => used.includes(one)))
      say('K060', place, 'the role is not used on all three links')
    if (hostOf(role.attributes['roleuri'] ?? '') !== host)
      say('K060', place, 'the role is of another host than the namespace')
  }
  const labels = labelsIn(report)
  for (const own of elements.filter((one) => one.name === 'xs:element')) {
    const [called = '', label] = [own.attributes['name'], labels.get(own.attributes['id'] ?? '')]
    if (label !== undefined && nameFor(label) !== called)
      say('K062', inFile(name, text, own), `${called} should be ${nameFor(label)}, by its label "${label}"`)
  }
}

/** Labels by the id of their concept. */
function labelsIn({ companions }: TaggedReport): ReadonlyMap<string, string> {
  const [, text = ''] = [...companions].find(([name]) => name.endsWith('_lab.xml')) ?? []
  const elements = parsed(text)
  const all = (name: string) => elements.filter((one) => one.name === name)
  const attribute = (one: Element, name: string) => one.attributes[`xlink:${name}`] ?? ''
  const texts = new Map(all('link:label').map((one) => [attribute(one, 'label'), textOf(one).trim()]))
  const arcs = new Map(all('link:labelarc').map((one) => [attribute(one, 'from'), attribute(one, 'to')]))
  return new Map(
    all('link:loc').flatMap((one): [string, string][] => {
      const label = texts.get(arcs.get(attribute(one, 'label')) ?? '')
      return label === undefined ? [] : [[attribute(one, 'href').split('#')[1] ?? '', label]]
    }),
  )
}

/** Names of concepts and members that the report uses, as linkbases have them: `dei_TradingSymbol`. */
function usedNames({ tags }: TaggedReport): readonly string[] {
  const members = (tags?.contexts ?? []).flatMap((one) => one.members.flatMap((pair) => pair.split('=')))
  return [...new Set([...(tags?.facts ?? []).map(({ name }) => name), ...members])].map((name) =>
    name.replace(':', '_'),
  )
}

function checkLinkbases(report: TaggedReport, say: Say<Codes>): void {
  const used = usedNames(report)
  const linkbase = (ending: string) => [...report.companions].find(([name]) => name.endsWith(ending))
  for (const [ending, code] of [
    ['_pre.xml', 'K061'],
    ['_lab.xml', 'K062'],
  ] as const) {
    const found = linkbase(ending)
    const text = found?.[1] ?? ''
    const at = found ? whole({ path: found[0], text }) : headerPlace(report)
    const missing = used.filter((name) => !text.includes(`#${name}"`))
    if (missing.length > 0)
      say(
        code,
        at,
        `${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ' …' : ''} stands in no ${ending}`,
      )
  }
  const definition = linkbase('_def.xml')
  if (definition && !/arcrole\/dimension-default"[^>]*xlink:from=/.test(definition[1]))
    say('K061', whole({ path: definition[0], text: definition[1] }), 'no axis has a default')
}
