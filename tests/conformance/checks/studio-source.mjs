// From a word on a page to its source: the source is changed there, and that word changes, and nothing else.
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, expect, full, root, work } from '../kit.mjs'
import { enter, openFile, project, seed, start, story } from '../studio/kit.mjs'

/** Seeded numbers between 0 and 1 (mulberry32). */
function random(start_) {
  let state = start_ >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Words of HTML as they are shown; what is hidden, as the data of tags, is none. */
function wordsOf(html) {
  const entities = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }
  return html
    .replace(/<head[\s\S]*?<\/head>|<ix:header>[\s\S]*?<\/ix:header>|<!--[\s\S]*?-->/g, ' ')
    .replace(/<(\/?)(?:p|div|td|th|tr|table|h[1-6]|li|br|hr)\b[^>]*>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/&#(x?)([0-9a-f]+);/gi, (_all, hex, number) =>
      String.fromCodePoint(Number.parseInt(number, hex ? 16 : 10)),
    )
    .replace(/&(\w+);/g, (all, name) => entities[name] ?? all)
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .split(/\s+/)
    .filter(Boolean)
}

const lettersOf = (words) => words.join('').length

/** One letter or digit made another of its kind, from the middle outwards: a place of a phone or a date stays valid. */
function* changesOf(text) {
  const order = [...text]
    .map((_, index) => index)
    .sort((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))
  for (const index of order) {
    const char = text[index]
    const other = /\d/.test(char)
      ? String((Number(char) + 1) % 10)
      : /[a-z]/.test(char)
        ? char === 'q'
          ? 'x'
          : 'q'
        : /[A-Z]/.test(char)
          ? char === 'Q'
            ? 'X'
            : 'Q'
          : undefined
    if (other) yield text.slice(0, index) + other + text.slice(index + 1)
  }
}

class Client {
  constructor(url) {
    this.base = new URL(url).origin
    this.headers = { Authorization: `Bearer ${url.split('token=')[1]}`, 'Content-Type': 'application/json' }
  }
  async get(path, query) {
    return (
      await fetch(`${this.base}${path}?${new URLSearchParams(query)}`, { headers: this.headers })
    ).json()
  }
  async send(path, body) {
    return (
      await fetch(this.base + path, { method: 'POST', headers: this.headers, body: JSON.stringify(body) })
    ).json()
  }
  async words(slug, documents) {
    const all = []
    for (const { name } of documents)
      all.push(wordsOf((await this.get('/api/html', { slug, name, dialect: 'edgar' })).html))
    return all
  }
}

/** A word at random, and where the studio says it came from: asked of its middle, for a "$" before it stands apart. */
async function located(client, slug, { documents, words }, pick) {
  const which = pick(documents.length)
  const index = pick(words[which].length)
  const word = words[which][index]
  const letter = lettersOf(words[which].slice(0, index)) + Math.floor(word.length / 2)
  const name = documents[which].name
  const found = await client.send('/api/locate', { slug, document: name, letter })
  return { which, index, word, found, said: `${slug} ${name} word ${index} "${word}"` }
}

/** Changes the source of a word. @returns what kind it was, or what is wrong */
async function changed(client, slug, { documents, words, texts }, { which, index, word, found, said }) {
  if (!word.includes(found.word) && !found.word.includes(word)) return `${said}: located "${found.word}"`
  if (found.kind === 'tool') return found.at ? 'tool' : `${said}: a word of the tool leads nowhere`
  const { path, start: from, end, line, column } = found.at
  if (found.kind === 'template' || found.at.cell) return path ? found.kind : `${said}: leads nowhere`
  texts[path] ??= (await client.get('/api/file', { path })).text
  const source = texts[path]
  for (const fresh of changesOf(source.slice(from, end))) {
    const drafts = { [path]: source.slice(0, from) + fresh + source.slice(end) }
    const made = await client.send('/api/preview', { slug, drafts })
    if (!made.documents?.length) continue
    const now = await client.words(slug, made.documents)
    const other = documents.flatMap((_, at) =>
      now[at].length === words[at].length
        ? words[at].flatMap((before, place) => (before === now[at][place] ? [] : [`${at} ${place}`]))
        : [`${at} of another length`],
    )
    const here = other.includes(`${which} ${index}`)
    // One value shows in many places, and a date in several words of one: other words of it change with this one.
    if (found.kind === 'fact') return other.length > 0 ? 'fact' : `${said}: ${path}:${line} shows nowhere`
    if (here && other.length === 1) return 'text'
    const shown = JSON.stringify(source.slice(from, end))
    return `${said}: a change of ${path}:${line}:${column} (${shown}) changed ${other.join(', ') || 'nothing'}`
  }
  // A word without a letter or digit, as a dash or a box, has nothing that can be made another of its kind.
  if (!/[A-Za-z0-9]/.test(source.slice(from, end))) return 'sign'
  return found.kind === 'fact'
    ? 'fact that admits no other'
    : `${said}: no change of ${path}:${line} can be built`
}

await check('studio: random words lead to the source that makes them', async () => {
  const folder = join(work, 'studio-sources')
  mkdirSync(join(folder, 'content'), { recursive: true })
  cpSync(join(root, 'content', seed), join(folder, 'content', seed), { recursive: true })
  for (const slug of readdirSync(join(root, 'examples')))
    cpSync(join(root, 'examples', slug), join(folder, 'content', slug), { recursive: true })
  const slugs = readdirSync(join(folder, 'content'), { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() ? [one.name] : [],
  )
  const studio = await start(folder)
  const client = new Client(studio.url)
  const chance = random(20070604)
  const pick = (most) => Math.floor(chance() * most)
  const wanted = Number(process.env.FILINGPRESS_WORDS ?? (full ? 2000 : 40))
  const kinds = {}
  const wrong = []
  for (const slug of slugs) {
    const drafts = {}
    const { documents } = await client.send('/api/preview', { slug, drafts })
    const filing = { documents, words: await client.words(slug, documents), texts: {} }
    const chosen = []
    while (chosen.length < wanted / slugs.length) chosen.push(await located(client, slug, filing, pick))
    for (const one of chosen) {
      const outcome = await changed(client, slug, filing, one)
      if (outcome.startsWith(slug)) wrong.push(outcome)
      else kinds[outcome] = (kinds[outcome] ?? 0) + 1
    }
  }
  await studio.end()
  expect(wrong.length === 0, wrong.slice(0, 10).join('\n'))
  return Object.entries(kinds)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ')
})

await check(
  'studio: a click on paper and on EDGAR’s page opens the source, and the cursor shows on the page',
  async () => {
    await story(project('clicks'), async ({ page, folder }) => {
      await enter(page, seed)
      await openFile(page, 'ex99-1.md')
      const source = readFileSync(join(folder, 'content', seed, '8-k.md'), 'utf8')
      const selected = () => page.evaluate(() => getSelection()?.toString())
      const sheet = page.locator('.sheet').nth(1)
      await sheet.scrollIntoViewIfNeeded()
      const word = sheet.locator('.textLayer span', { hasText: 'Among the information' })
      await word.click({ position: { x: 8, y: 4 } })
      await page.locator('.path', { hasText: '8-k.md' }).waitFor()
      await page.waitForFunction(() => getSelection()?.toString() === 'Among')
      await page.getByLabel('EDGAR').check()
      const frame = page.frameLocator('iframe.edgar')
      await frame.locator('p', { hasText: 'Herceptin® is a registered' }).click({ position: { x: 12, y: 8 } })
      await page.waitForFunction(() => getSelection()?.toString().startsWith('Herceptin'))
      expect(source.includes(await selected()), 'what is selected is not of the source')
      await page.getByLabel('PDF').check()
      await page.locator('.mark').first().waitFor()
    })
  },
)
