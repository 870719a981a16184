/** Inline XBRL as the tagged dialect spells it: namespaces, the hidden header, and a tag around printed words. */

import type { Context, Tag, Tagging } from '../xbrl/tagging.ts'
import { type Standard, taxonomies } from '../xbrl/taxonomy.ts'

type Encode = (text: string) => string

const standing: readonly (readonly [prefix: string, namespace: string])[] = [
  ['ix', 'http://www.xbrl.org/2013/inlineXBRL'],
  ['ixt', 'http://www.xbrl.org/inlineXBRL/transformation/2020-02-12'],
  ['ixt-sec', 'http://www.sec.gov/inlineXBRL/transformation/2015-08-31'],
  ['link', 'http://www.xbrl.org/2003/linkbase'],
  ['xlink', 'http://www.w3.org/1999/xlink'],
  ['xbrli', 'http://www.xbrl.org/2003/instance'],
]

/** Declarations on `<html>`, of what the document uses and nothing else. */
export function namespacesOf({ identity, contexts }: Tagging): string {
  const members = contexts.flatMap((one) => one.members)
  const used = new Set(['dei', ...members.flatMap(({ axis, member }) => [axis, member].map(prefixOf))])
  const yearly = (Object.keys(taxonomies) as Standard[])
    .filter((prefix) => used.has(prefix))
    .map((prefix) => [prefix, taxonomies[prefix].namespace(identity.year)] as const)
  const own = [identity.prefix, `${identity.namespace}/${identity.date.replaceAll('-', '')}`] as const
  const dimensions = ['xbrldi', 'http://xbrl.org/2006/xbrldi'] as const
  return [...standing, ...(members.length > 0 ? [dimensions] : []), ...yearly, own]
    .map(([prefix, namespace]) => ` xmlns:${prefix}="${namespace}"`)
    .join('')
}

const prefixOf = (name: string): string => name.split(':')[0] ?? ''

export function tagAround({ id, concept, context, format }: Tag, content: string): string {
  const by = format === undefined ? '' : ` format="${format}"`
  return `<ix:nonNumeric contextRef="${context}" name="dei:${concept}"${by} id="${id}">${content}</ix:nonNumeric>`
}

/** Facts that no page shows, the schema, and the contexts; no words of the document. */
export function headerOf({ identity, language, hidden, contexts }: Tagging, encode: Encode): string {
  const facts = hidden.map((tag) => tagAround(tag, encode(tag.shown))).join('')
  const about = contexts.map((context) => contextOf(context, identity.cik, identity.date)).join('')
  return (
    `<div style="display:none"><ix:header><ix:hidden>${facts}</ix:hidden>` +
    `<ix:references xml:lang="${language}"><link:schemaRef xlink:type="simple" xlink:href="${identity.base}.xsd"/></ix:references>` +
    `<ix:resources>${about}</ix:resources></ix:header></div>\n`
  )
}

function contextOf({ id, members }: Context, cik: string, date: string): string {
  const explicit = members
    .map(({ axis, member }) => `<xbrldi:explicitMember dimension="${axis}">${member}</xbrldi:explicitMember>`)
    .join('')
  const segment = explicit === '' ? '' : `<xbrli:segment>${explicit}</xbrli:segment>`
  return (
    `<xbrli:context id="${id}"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">${cik}</xbrli:identifier>${segment}</xbrli:entity>` +
    `<xbrli:period><xbrli:startDate>${date}</xbrli:startDate><xbrli:endDate>${date}</xbrli:endDate></xbrli:period></xbrli:context>`
  )
}

/** For people: a switch at the head of the page, without a script, shows each tagged fact with concept and value. */
export const tagSwitch =
  '<input type="checkbox" id="show-tags"><label for="show-tags"> Show the tags of the cover page</label>\n'
export const tagSheet =
  '<style>.tag-note { display: none; font-size: 7pt; color: #003366; border: 1px solid #003366; margin-left: 2pt; padding: 0 2pt }' +
  ' #show-tags:checked ~ div .tag-note { display: inline } #show-tags:checked ~ div .tagged { background: #e8f0fe }</style>\n'

/** A tagged fact on a page for people: its note is shown by the switch. */
export function shownTag(value: string, concept: string, content: string): string {
  return `<span class="tagged" title="dei:${concept} = ${value}">${content}</span><span class="tag-note">dei:${concept} = ${value}</span>`
}
