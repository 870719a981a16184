/** What we write stays inside EDGAR's dialects, judged by the SEC plugin's own tables. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readMarkup } from '../../src/check/finished-files.ts'
import { runRules } from '../../src/check/registry.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { plainElements } from '../../src/html/profile.ts'
import { writeHtml } from '../../src/html/write.ts'
import { buildWith, codesOf, documentsOf, type Files, wholeFilings } from '../support/filing.ts'
import { hasShared, shared } from '../support/tools.ts'

interface Profile {
  readonly elements: readonly string[] | Readonly<Record<string, readonly string[]>>
  readonly attributes: Readonly<Record<string, readonly string[]>>
}
const profiles = hasShared
  ? (JSON.parse(readFileSync(`${shared}/reference/data/edgar-html-profiles.json`, 'utf8')) as {
      plain: Profile
      inline: Profile
    })
  : undefined
const skipped = hasShared ? '' : ' (skipped: no ../shared)'
const tags = (html: string) => [...html.matchAll(/<([a-z][a-z0-9]*)((?:\s+[\w:-]+="[^"]*")*)\s*\/?>/g)]
const attributesOf = (text: string) => [...text.matchAll(/([\w:-]+)=/g)].map((match) => match[1] ?? '')

describe.each(wholeFilings)('%s/%s', (content, slug) => {
  for (const { document } of documentsOf(content, slug).proofs) {
    const plain = writeHtml(document, 'plain')
    const inline = writeHtml(document, 'inline')

    it(`${document.fileName} is 7-bit ASCII without ^ in both dialects`, () => {
      for (const html of [plain, inline]) expect(html).toMatch(/^[\n\x20-\x5d\x5f-\x7e]+$/)
    })

    it.skipIf(!profiles)(`${document.fileName} holds only what plain HTML may hold${skipped}`, () => {
      for (const [, name = '', attributes = ''] of tags(plain)) {
        expect(profiles?.plain.elements).toContain(name)
        for (const attribute of attributesOf(attributes))
          expect(profiles?.plain.attributes[name], `${name}@${attribute}`).toContain(attribute)
      }
    })

    it.skipIf(!profiles)(`${document.fileName} holds only what inline XHTML may hold${skipped}`, () => {
      const elements = profiles?.inline.elements as Readonly<Record<string, readonly string[]>>
      const outside = ['html', 'head', 'title', 'body']
      for (const [, name = '', attributes = ''] of tags(inline)) {
        if (outside.includes(name)) continue
        expect(Object.keys(elements)).toContain(name)
        const allowed = [...(elements[name] ?? []), ...(name === 'img' ? ['src', 'alt'] : [])]
        for (const attribute of attributesOf(attributes))
          expect(allowed, `${name}@${attribute}`).toContain(attribute)
      }
    })

    it(`${document.fileName} is well-formed where it must be, and nests no tables`, () => {
      const open: string[] = []
      for (const [, end, name = '', rest = ''] of inline.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>/g)) {
        if (end === '/') expect(open.pop()).toBe(name)
        else if (!rest.endsWith('/')) {
          if (name === 'table') expect(open).not.toContain('table')
          if (name === 'div' || name === 'table' || name === 'p') expect(open).not.toContain('p')
          open.push(name)
        }
      }
      expect(open).toEqual([])
    })

    it(`${document.fileName} is taken by our own check of plain files`, () => {
      const log = new Log()
      runRules('markup', readMarkup({ path: document.fileName, text: plain }, log).markup, log)
      expect(log.diagnostics).toEqual([])
    })
  }
})

describe('our table of plain HTML', () => {
  it.skipIf(!profiles)(`is the one of the SEC plugin${skipped}`, () => {
    expect([...plainElements.keys()].sort()).toEqual(
      [...((profiles?.plain.elements ?? []) as readonly string[])].sort(),
    )
    for (const [name, attributes] of Object.entries(profiles?.plain.attributes ?? {}))
      expect([...(plainElements.get(name) ?? [])].sort(), name).toEqual([...attributes].sort())
  })
})

describe('ready-made exhibits', () => {
  const pass = (html: string, pictures: Files = {}) => {
    const facts = `format: 1
form: 8-K
reportDate: 2010-05-03
registrants:
  - { name: T, jurisdiction: Ohio, fileNumber: 1-510, ein: 04-2726691, address: { street: [1 Road], city: Akron, zip: 44301 }, phone: { area: 617, number: 555-0100 } }
exhibits:
  - { number: 10.1, title: Agreement, file: ex10-1.htm }
`
    return buildWith({
      'filing.yaml': facts,
      '8-k.md': '# Item 1.01\n\nSee Exhibit 10.1.\n',
      'ex10-1.htm': html,
      ...pictures,
    })
  }

  it('bring the pictures they show, and only those that EDGAR takes', () => {
    const html =
      '<html><head><title>x</title></head><body><p>Agreement<img src="map.gif" alt="m"></p></body></html>'
    const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
    const { ok, world } = pass(html, { 'map.gif': gif, 'other.gif': gif })
    expect(ok).toBe(true)
    expect(Buffer.from(world.files.get('out/one/map.gif') ?? []).equals(gif)).toBe(true)
    expect(world.files.has('out/one/other.gif')).toBe(false)
    expect(codesOf(pass(html))).toEqual(['W002'])
    expect(codesOf(pass(html.replace('map.gif', 'my map.gif'), { 'my map.gif': gif }))).toEqual(['Y011'])
    expect(codesOf(pass(html.replace('map.gif', 'a/b.gif'), { 'content/one/a/b.gif': gif }))).toEqual([
      'Y011',
    ])
    expect(pass(html, { 'map.gif': Buffer.from('GIF!') }).diagnostics.map(({ code }) => code)).toContain(
      'K011',
    )
  })

  it('pass through byte for byte', () => {
    const html = '<HTML><HEAD><TITLE>x</TITLE></HEAD><BODY><P ALIGN="center">Agreement<P>More</BODY></HTML>'
    const { documents, world } = pass(html)
    expect(documents.map(({ name }) => name)).toContain('ex10-1.htm')
    expect(new TextDecoder().decode(world.files.get('out/one/ex10-1.htm'))).toBe(html)
  })

  it.each([
    ['<p>caf\u00e9</p>', 'K005'],
    ['<p>a ^ b</p>', 'K006'],
    ['<script>x()</script>', 'K014'],
    ['<p><span>x</span></p>', 'K013'],
    ['<p onclick="x()">x</p>', 'K015'],
    ['<p><a href="http://example.com/">x</a></p>', 'K021'],
    ['<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>', 'K018'],
  ])('are told of %s', (html, code) => {
    const { diagnostics } = pass(`<html><head><title>x</title></head><body>${html}</body></html>`)
    expect(diagnostics.map((found) => found.code)).toContain(code)
  })
})
