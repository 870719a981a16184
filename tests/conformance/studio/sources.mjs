// What the check of sources asks the studio, and how it changes what stands at a place: nothing here is of filingpress.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Missing, root } from '../kit.mjs'

const { unzipSync, zipSync, strFromU8, strToU8 } = createRequire(join(root, 'package.json'))('fflate')

/** Seeded numbers between 0 and 1 (mulberry32). */
export function random(start_) {
  let state = start_ >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const invisible = /\u034f|[\u00ad\u200b\u2060\ufeff]/g

/** Words of HTML as they are shown; what is hidden, as the data of tags, is none. */
export function wordsOf(html) {
  const entities = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }
  return html
    .replace(/<head[\s\S]*?<\/head>|<ix:header>[\s\S]*?<\/ix:header>|<!--[\s\S]*?-->/g, ' ')
    .replace(/<(\/?)(?:p|div|td|th|tr|table|h[1-6]|li|br|hr)\b[^>]*>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/&#(x?)([0-9a-f]+);/gi, (_all, hex, number) =>
      String.fromCodePoint(Number.parseInt(number, hex ? 16 : 10)),
    )
    .replace(/&(\w+);/g, (all, name) => entities[name] ?? all)
    .replace(invisible, '')
    .split(/\s+/)
    .filter(Boolean)
}

export const lettersOf = (words) => words.join('').length

/** One letter or digit made another of its kind, from the middle outwards: a place of a phone or a date stays valid. */
export function* changesOf(text) {
  if (/^(?:true|false)$/.test(text)) yield text === 'true' ? 'false' : 'true'
  const order = [...text]
    .map((_, index) => index)
    .sort((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))
  for (const index of order) {
    const other = otherThan(text[index])
    if (other) yield text.slice(0, index) + other + text.slice(index + 1)
  }
}

function otherThan(char) {
  if (/\d/.test(char)) return String((Number(char) + 1) % 10)
  if (/[a-z]/.test(char)) return char === 'q' ? 'x' : 'q'
  return /[A-Z]/.test(char) ? (char === 'Q' ? 'X' : 'Q') : undefined
}

export class Client {
  constructor(url) {
    this.base = new URL(url).origin
    this.headers = { Authorization: `Bearer ${url.split('token=')[1]}`, 'Content-Type': 'application/json' }
    this.texts = new Map()
  }
  async get(path, query) {
    const asked = `${this.base}${path}?${new URLSearchParams(query)}`
    return (await fetch(asked, { headers: this.headers })).json()
  }
  async send(path, body) {
    const options = { method: 'POST', headers: this.headers, body: JSON.stringify(body) }
    return (await fetch(this.base + path, options)).json()
  }
  async words(slug, documents) {
    const all = []
    for (const { name } of documents)
      all.push(wordsOf((await this.get('/api/html', { slug, name, dialect: 'edgar' })).html))
    return all
  }
  /** Words of a page of the PDF with their boxes, by poppler. */
  async page(slug, digest, file) {
    const known = this.texts.get(digest)
    if (known) return known
    const asked = `${this.base}/api/page?${new URLSearchParams({ slug, digest })}`
    writeFileSync(file, Buffer.from(await (await fetch(asked, { headers: this.headers })).arrayBuffer()))
    let out
    try {
      out = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' })
    } catch (error) {
      if (error.code === 'ENOENT') throw new Missing('poppler is not installed')
      throw error
    }
    const box = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g
    const words = [...out.matchAll(box)].map(([, x1, y1, x2, y2, text]) => ({
      x: (Number(x1) + Number(x2)) / 2,
      y: (Number(y1) + Number(y2)) / 2,
      text: text.replace(
        /&(amp|lt|gt|quot);/g,
        (_all, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name],
      ),
    }))
    this.texts.set(digest, words)
    return words
  }
}

/** Letters of PDFs, without the hyphens of line ends, which come and go. */
export const bare = (text) => text.replace(invisible, '').replace(/[\s\u00a0\u2007\u202f‐-]/g, '')

const pattern = (cell) => new RegExp(`<c r="${cell}"([^>]*?)(?:/>|>([\\s\\S]*?)</c>)`)

/** What a cell shows made another, in the file itself; the name of the place is `x.xlsx!IS!C14`. @returns how to undo it */
export function changeCell(place, folder, word, shown) {
  const [name, sheet, cell] = place.split('!')
  const file = join(folder, name)
  const before = readFileSync(file)
  const parts = unzipSync(before)
  const book = strFromU8(parts['xl/workbook.xml'])
  const tag = [...book.matchAll(/<sheet [^>]*>/g)].find(([one]) => one.includes(`name="${sheet}"`))?.[0] ?? ''
  const id = /r:id="([^"]+)"/.exec(tag)?.[1]
  const relations = strFromU8(parts['xl/_rels/workbook.xml.rels'])
  const relation = [...relations.matchAll(/<Relationship [^>]*>/g)].find(([one]) =>
    one.includes(`Id="${id}"`),
  )
  const target = /Target="\/?(?:xl\/)?([^"]+)"/.exec(relation?.[0] ?? '')?.[1]
  const text = strFromU8(parts[`xl/${target}`])
  const safe = (one) => one.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  const fresh = text.replace(pattern(cell), (all, attributes) => {
    // Of a text the word alone is another; a figure is written as it is shown.
    if (/ t="inlineStr"/.test(attributes)) return all.replaceAll(safe(word), safe(shown))
    const kept = attributes.replace(/ t="[^"]*"/, '')
    return `<c r="${cell}"${kept} t="inlineStr"><is><t>${safe(shown)}</t></is></c>`
  })
  if (fresh === text) throw new Error(`${place} was not found in the workbook`)
  parts[`xl/${target}`] = strToU8(fresh)
  writeFileSync(file, zipSync(parts))
  return () => writeFileSync(file, before)
}
