/**
 * The company's own schema and its label, presentation and definition linkbases, as filers make them for a cover page
 * (EFM 6.7 to 6.13). Same tagging, same bytes; US-ASCII throughout.
 */
import { conceptNamed, inCoverOrder } from './concepts.ts'
import { type Identity, type Tagging, tagsOf } from './tagging.ts'
import { type Standard, taxonomies } from './taxonomy.ts'

/** What a concept is called in a linkbase: prefix and name. */
type Name = string

interface Axis {
  readonly axis: Name
  readonly domain: Name
  readonly members: readonly Name[]
}

const labels: Readonly<Record<Name, string>> = {
  'dei:CoverAbstract': 'Cover [Abstract]',
  'dei:EntitiesTable': 'Entities [Table]',
  'dei:EntityInformationLineItems': 'Entity Information [Line Items]',
  'dei:LegalEntityAxis': 'Legal Entity [Axis]',
  'dei:EntityDomain': 'Entity [Domain]',
  'dei:EntityListingsExchangeAxis': 'Exchange [Axis]',
  'dei:ExchangeDomain': 'Exchange [Domain]',
  'dei:EntityAddressesAddressTypeAxis': 'Address Type [Axis]',
  'dei:AddressTypeDomain': 'Address Type [Domain]',
  'dei:FormerAddressMember': 'Former Address [Member]',
  'us-gaap:StatementClassOfStockAxis': 'Class of Stock [Axis]',
  'us-gaap:ClassOfStockDomain': 'Class of Stock [Domain]',
  'us-gaap:CommonClassAMember': 'Common Class A [Member]',
  'us-gaap:CommonClassBMember': 'Common Class B [Member]',
  'us-gaap:CommonClassCMember': 'Common Class C [Member]',
}

const domains: Readonly<Record<Name, Name>> = {
  'dei:LegalEntityAxis': 'dei:EntityDomain',
  'us-gaap:StatementClassOfStockAxis': 'us-gaap:ClassOfStockDomain',
  'dei:EntityListingsExchangeAxis': 'dei:ExchangeDomain',
  'dei:EntityAddressesAddressTypeAxis': 'dei:AddressTypeDomain',
}

interface Parts {
  readonly identity: Identity
  readonly own: Tagging['own']
  readonly axes: readonly Axis[]
  /** Concepts in use, in the order of the cover. */
  readonly facts: readonly Name[]
}

/** The files beside a tagged report, by name. */
export function packageOf(tagging: Tagging): ReadonlyMap<string, string> {
  const parts = partsOf(tagging)
  const { base } = tagging.identity
  const files = new Map([
    [`${base}.xsd`, schema(parts)],
    [`${base}_lab.xml`, labelLinkbase(parts)],
    [`${base}_pre.xml`, presentation(parts)],
  ])
  if (parts.axes.length > 0) files.set(`${base}_def.xml`, definition(parts))
  return files
}

function partsOf(tagging: Tagging): Parts {
  const axes = new Map<Name, Set<Name>>()
  for (const { members } of tagging.contexts)
    for (const { axis, member } of members) axes.set(axis, (axes.get(axis) ?? new Set()).add(member))
  const names = [...new Set(tagsOf(tagging).map(({ concept }) => concept))].sort(inCoverOrder)
  return {
    identity: tagging.identity,
    own: tagging.own,
    axes: [...axes].map(([axis, members]) => ({
      axis,
      domain: domains[axis] ?? axis.replace(/Axis$/, 'Domain'),
      members: [...members],
    })),
    facts: names.map((name) => `dei:${name}`),
  }
}

const head = '<?xml version="1.0" encoding="US-ASCII"?>\n'
const xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
const link = `xmlns:link="http://www.xbrl.org/2003/linkbase" ${xlink}`
const roleOf = ({ namespace }: Identity): string => `${namespace}/role/CoverPage`
const datedOf = ({ namespace, date }: Identity): string => `${namespace}/${date.replaceAll('-', '')}`
const standardNames = Object.keys(taxonomies) as Standard[]
const prefixOf = (name: Name): string => name.split(':')[0] ?? ''

function schema(parts: Parts): string {
  const { identity, own, axes } = parts
  const { base, prefix, year } = identity
  const used = new Set(allNames(parts).map(prefixOf))
  const imports = [
    ['http://www.xbrl.org/2003/instance', 'http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd'],
    ...standardNames
      .filter((name) => used.has(name))
      .map((name) => [taxonomies[name].namespace(year), taxonomies[name].schema(year)]),
    ...(own.length > 0
      ? [['http://www.xbrl.org/dtr/type/2024-01-31', 'https://www.xbrl.org/dtr/type/2024-01-31/types.xsd']]
      : []),
  ]
  const linkbases = [
    ['_lab', 'label'],
    ['_pre', 'presentation'],
    ...(axes.length > 0 ? [['_def', 'definition']] : []),
  ]
  return [
    `${head}<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" ${link} xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:dtr-types="http://www.xbrl.org/dtr/type/2024-01-31" xmlns:${prefix}="${datedOf(identity)}" targetNamespace="${datedOf(identity)}" attributeFormDefault="unqualified" elementFormDefault="qualified">`,
    ...imports.map(([namespace, place]) => `<xs:import namespace="${namespace}" schemaLocation="${place}"/>`),
    '<xs:annotation><xs:appinfo>',
    ...linkbases.map(
      ([ending, role]) =>
        `<link:linkbaseRef xlink:type="simple" xlink:href="${base}${ending}.xml" xlink:role="http://www.xbrl.org/2003/role/${role}LinkbaseRef" xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>`,
    ),
    `<link:roleType roleURI="${roleOf(identity)}" id="CoverPage"><link:definition>0000001 - Document - Cover Page</link:definition><link:usedOn>link:presentationLink</link:usedOn><link:usedOn>link:calculationLink</link:usedOn><link:usedOn>link:definitionLink</link:usedOn></link:roleType>`,
    '</xs:appinfo></xs:annotation>',
    ...own.map(
      ({ name }) =>
        `<xs:element id="${prefix}_${name}" name="${name}" abstract="true" nillable="true" substitutionGroup="xbrli:item" type="dtr-types:domainItemType" xbrli:periodType="duration"/>`,
    ),
    '</xs:schema>\n',
  ].join('\n')
}

/** Every concept that a linkbase names, each once, in the order of presentation. */
function allNames({ axes, facts }: Parts): readonly Name[] {
  const table =
    axes.length > 0
      ? [
          'dei:EntitiesTable',
          ...axes.flatMap(({ axis, domain, members }) => [axis, domain, ...members]),
          'dei:EntityInformationLineItems',
        ]
      : []
  return [...new Set(['dei:CoverAbstract', ...table, ...facts])]
}

function hrefOf(name: Name, { base, prefix, year }: Identity): string {
  const [own = '', local = ''] = name.split(':')
  const place = own === prefix ? `${base}.xsd` : taxonomies[own as Standard].schema(year)
  return `${place}#${own}_${local}`
}

const idOf = (name: Name): string => `loc_${name.replace(':', '_')}`

const locator = (name: Name, identity: Identity, ending = ''): string =>
  `<link:loc xlink:type="locator" xlink:href="${hrefOf(name, identity)}" xlink:label="${idOf(name)}${ending}"/>`

function labelOf(name: Name, { identity, own }: Parts): string {
  const [prefix, local = ''] = name.split(':')
  const found =
    labels[name] ??
    (prefix === identity.prefix ? own.find((one) => one.name === local)?.label : conceptNamed(local)?.label)
  return found ?? `${local.replace(/Member$/, '').replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')} [Member]`
}

const ascii = (text: string): string =>
  text.replace(/[&<>"^]|[^\n\x20-\x7e]/gu, (char) => `&#${char.codePointAt(0)};`)

function linkbase(extra: string, body: readonly string[]): string {
  return [
    `${head}<link:linkbase ${link} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"${extra} xsi:schemaLocation="http://www.xbrl.org/2003/linkbase http://www.xbrl.org/2003/xbrl-linkbase-2003-12-31.xsd">`,
    ...body,
    '</link:linkbase>\n',
  ].join('\n')
}

function labelLinkbase(parts: Parts): string {
  const { identity } = parts
  const entries = allNames(parts).map((name) => {
    const label = idOf(name).replace('loc_', 'lab_')
    return `${locator(name, identity)}<link:label xlink:type="resource" xlink:label="${label}" xlink:role="http://www.xbrl.org/2003/role/label" xml:lang="en-US">${ascii(labelOf(name, parts))}</link:label><link:labelArc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/concept-label" xlink:from="${idOf(name)}" xlink:to="${label}"/>`
  })
  const role = '<link:labelLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">'
  return linkbase('', [role, ...entries, '</link:labelLink>'])
}

const roleRef = (identity: Identity): string =>
  `<link:roleRef roleURI="${roleOf(identity)}" xlink:type="simple" xlink:href="${identity.base}.xsd#CoverPage"/>`

/** Parent and child, in order: the abstract, then the table with its axes, then the facts. */
function presentation({ identity, axes, facts }: Parts): string {
  const lines: string[] = [locator('dei:CoverAbstract', identity)]
  const orders = new Map<Name, number>()
  const under = (parent: Name, child: Name): void => {
    const order = (orders.get(parent) ?? 0) + 1
    orders.set(parent, order)
    lines.push(
      locator(child, identity),
      `<link:presentationArc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/parent-child" xlink:from="${idOf(parent)}" xlink:to="${idOf(child)}" order="${order}"/>`,
    )
  }
  if (axes.length > 0) {
    under('dei:CoverAbstract', 'dei:EntitiesTable')
    for (const { axis, domain, members } of axes) {
      under('dei:EntitiesTable', axis)
      under(axis, domain)
      for (const member of members) under(domain, member)
    }
    under('dei:EntitiesTable', 'dei:EntityInformationLineItems')
  }
  const parent = axes.length > 0 ? 'dei:EntityInformationLineItems' : 'dei:CoverAbstract'
  for (const fact of facts) under(parent, fact)
  return linkbase('', [
    roleRef(identity),
    `<link:presentationLink xlink:type="extended" xlink:role="${roleOf(identity)}">`,
    ...lines,
    '</link:presentationLink>',
  ])
}

/** The closed table of axes over the facts, each axis with its default (XBRL Dimensions 1.0). */
function definition({ identity, axes, facts }: Parts): string {
  const [items, table] = ['dei:EntityInformationLineItems', 'dei:EntitiesTable']
  const lines: string[] = [locator(items, identity)]
  const orders = new Map<string, number>()
  const arc = (role: string, from: Name, to: Name, ending = '', extra = ''): void => {
    const order = (orders.get(`${role} ${from}`) ?? 0) + 1
    orders.set(`${role} ${from}`, order)
    lines.push(
      locator(to, identity, ending),
      `<link:definitionArc xlink:type="arc" xlink:arcrole="http://xbrl.org/int/dim/arcrole/${role}" xlink:from="${idOf(from)}" xlink:to="${idOf(to)}${ending}" order="${order}"${extra}/>`,
    )
  }
  arc('all', items, table, '', ' xbrldt:closed="true" xbrldt:contextElement="segment"')
  for (const { axis, domain, members } of axes) {
    arc('hypercube-dimension', table, axis)
    arc('dimension-domain', axis, domain)
    // A second label: two arcs between the same two ends would be one.
    arc('dimension-default', axis, domain, '_default')
    for (const member of members) arc('domain-member', domain, member)
  }
  for (const fact of facts) arc('domain-member', items, fact)
  const roles = ['all', 'hypercube-dimension', 'dimension-domain', 'dimension-default', 'domain-member']
  return linkbase(' xmlns:xbrldt="http://xbrl.org/2005/xbrldt"', [
    ...roles.map(
      (role) =>
        `<link:arcroleRef arcroleURI="http://xbrl.org/int/dim/arcrole/${role}" xlink:type="simple" xlink:href="http://www.xbrl.org/2005/xbrldt-2005.xsd#${role}"/>`,
    ),
    roleRef(identity),
    `<link:definitionLink xlink:type="extended" xlink:role="${roleOf(identity)}">`,
    ...lines,
    '</link:definitionLink>',
  ])
}
