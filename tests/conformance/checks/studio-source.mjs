// From a word on a page to its source: the source is changed there, and that word changes, every other showing of the
// same place, and nothing else.
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, expect, full, root, work } from '../kit.mjs'
import {
  accessible,
  enter,
  goTo,
  openFile,
  project,
  seed,
  shot,
  start,
  story,
  until,
} from '../studio/kit.mjs'
import { bare, Client, changeCell, changesOf, lettersOf, random } from '../studio/sources.mjs'

/** A word of EDGAR's page at random, and where the studio says it came from: asked of its middle, for a "$" stands apart. */
async function onEdgar({ client, slug, documents, words }, pick) {
  const which = pick(documents.length)
  const index = pick(words[which].length)
  const word = words[which][index]
  const letter = lettersOf(words[which].slice(0, index)) + Math.floor(word.length / 2)
  const { name } = documents[which]
  const found = await client.send('/api/locate', { slug, document: name, letter })
  return { found, word, here: `${which} ${index}`, said: `${slug} ${name} word ${index} "${word}"` }
}

/** The same of a page of the PDF, asked of the middle of the box that poppler draws around it. */
async function onPaper({ client, slug, documents, file }, pick) {
  const { name, pages } = documents[pick(documents.length)]
  const page = pick(pages.length)
  const words = await client.page(slug, pages[page].digest, file)
  if (words.length === 0) return undefined
  const { x, y, text } = words[pick(words.length)]
  const found = await client.send('/api/locate', { slug, document: name, page: page + 1, x, y })
  return {
    found,
    word: text,
    said: `${slug} ${name} page ${page + 1} "${text}" at ${x.toFixed(0)},${y.toFixed(0)}`,
  }
}

/** Builds with the source of a word made another. @returns the preview, and how to take it back */
async function builtWith({ client, slug, folder }, { path, start: from, end, cell }, source, own, fresh) {
  if (!cell) {
    const text = source.slice(0, from) + fresh + source.slice(end)
    return { made: await client.send('/api/preview', { slug, drafts: { [path]: text } }), undo() {} }
  }
  const undo = changeCell(path, folder, own, fresh)
  return { made: await client.send('/api/preview', { slug, drafts: {} }), undo }
}

/** Words that are others than before, as `document index`; undefined where there are more or fewer. */
const otherWords = (before, now) =>
  before.every((words, at) => words.length === now[at]?.length)
    ? before.flatMap((words, at) =>
        words.flatMap((word, index) => (word === now[at][index] ? [] : [[at, index]])),
      )
    : undefined

/** Words that changed and do not come from the place that was changed. */
async function strangers({ client, slug, documents }, changed, now, { path, start: from, cell }) {
  const strange = []
  for (const [at, index] of changed) {
    const before = lettersOf(now[at].slice(0, index))
    const word = now[at][index]
    // A word may be part this and part that: some letter of it must come from there.
    let same = false
    for (let letter = 0; letter < word.length && !same; letter++) {
      const asked = { slug, document: documents[at].name, letter: before + letter }
      const found = await client.send('/api/locate', asked)
      same = found?.at?.path === path && (cell || found.at.start === from)
    }
    if (!same) strange.push(`"${word}"`)
  }
  return strange
}

/** Letters of all pages; a page that did not change is not read again. */
async function lettersOnPaper({ client, slug, file }, documents) {
  let text = ''
  for (const { pages } of documents)
    for (const { digest } of pages)
      text += (await client.page(slug, digest, file)).map((word) => bare(word.text)).join('')
  return text
}

const differences = (a, b) => [...a].filter((letter, index) => letter !== b[index]).length

/** Changes the source of a word. @returns what kind it was, or what is wrong, which begins with the name of the filing */
async function outcomeOf(filing, { found, word, here, said }) {
  const { client, documents, words } = filing
  if (!found) return `${said}: leads nowhere`
  const [shown, told] = [bare(word), bare(found.word)]
  if (!shown.includes(told) && !told.includes(shown)) return `${said}: located "${found.word}"`
  if (!found.at) return `${said}: a word of kind ${found.kind} leads nowhere`
  if (['tool', 'continued', 'furniture'].includes(found.kind)) return found.kind
  const { at } = found
  const source = at.cell ? '' : await textOf(filing, at.path)
  const own = at.cell ? found.word : source.slice(at.start, at.end)
  let built = false
  for (const fresh of changesOf(own)) {
    const { made, undo } = await builtWith(filing, at, source, own, fresh)
    try {
      if (!made.documents?.length) continue
      const now = await client.words(filing.slug, made.documents)
      const changed = otherWords(words, now)
      // Of a date the day was changed and the word is its month: another digit is tried.
      const seen = changed?.some(([which, index]) =>
        here === undefined
          ? bare(words[which][index]).includes(shown) || shown.includes(bare(words[which][index]))
          : here === `${which} ${index}`,
      )
      built = true
      if (!seen && (found.kind === 'fact' || own.includes('{{'))) continue
      const strange = changed && (await strangers({ ...filing, documents }, changed, now, at))
      if (!seen || strange.length > 0)
        return `${said}: "${own}" of ${at.path}:${at.line} made "${fresh}" changed ${changed === undefined ? 'how many words there are' : strange.join(', ') || 'other words'}`
      if (here === undefined && !(await shownOnPaper(filing, made, changed, now)))
        return `${said}: "${fresh}" of ${at.path}:${at.line} is not on the pages`
      return at.cell ? 'cell' : found.kind
    } finally {
      undo()
    }
  }
  return admitsNone(found, own, built) ?? `${said}: no change of "${own}" in ${at.path}:${at.line} shows`
}

/** What has no other value of its kind: a sign, the type of the form, an expression of a template, which is led to all the same. */
function admitsNone({ kind, fact }, own, built) {
  if (!/[A-Za-z0-9]/.test(own)) return 'sign'
  if (kind === 'template' && own.includes('{{')) return 'expression'
  if (kind === 'fact' && !built) return `fact that admits no other (${(fact ?? '').split('.').at(-1)})`
  return undefined
}

/** Whether the letters that changed in the HTML changed on the pages, and no others but those of heads told again. */
async function shownOnPaper(filing, made, changed, now) {
  const before = await lettersOnPaper(filing, filing.documents)
  const after = await lettersOnPaper(filing, made.documents)
  const [a, b] = [filing.words, now].map((words) =>
    changed.map(([at, index]) => bare(words[at][index])).join(''),
  )
  if (a.length !== b.length || before.length !== after.length) return before !== after
  return differences(before, after) >= differences(a, b)
}

async function textOf({ client, slug, texts }, path) {
  texts[path] ??=
    (await client.get('/api/file', { path })).text ?? (await client.get('/api/template', { slug, path })).text
  return texts[path]
}

/** The seed, the examples and the good filings of the tests, with a theme whose templates may be written. */
function sources() {
  const folder = join(work, 'studio-sources')
  mkdirSync(folder, { recursive: true })
  const content = join(folder, 'content')
  for (const from of ['content', 'examples', 'tests/filings/good'])
    cpSync(join(root, from), content, { recursive: true })
  cpSync(join(root, 'templates'), join(folder, 'theme'), { recursive: true })
  const all = readdirSync(content, { withFileTypes: true }).filter((one) => one.isDirectory())
  return { folder, slugs: all.map(({ name }) => name).filter((name) => name !== 'registrants') }
}

await check('studio: random words of HTML and PDF lead to the source that makes them', async () => {
  const { folder, slugs } = sources()
  const studio = await start(folder, ['--templates', 'theme'])
  const client = new Client(studio.url)
  const chance = random(Number(process.env.FILINGPRESS_SEED ?? 20070604))
  const pick = (most) => Math.floor(chance() * most)
  const wanted = Number(process.env.FILINGPRESS_WORDS ?? (full ? 2000 : 76))
  const kinds = {}
  const wrong = []
  for (const slug of slugs) {
    const drafts = {}
    const build = () => client.send('/api/preview', { slug, drafts })
    const { documents } = await build()
    const words = await client.words(slug, documents)
    const filing = { client, slug, folder, documents, words, texts: {}, file: join(work, 'page.pdf') }
    // Pages are the server's only as long as they are of its newest build.
    await lettersOnPaper(filing, documents)
    for (let count = 0; count < wanted / slugs.length; count++) {
      // What was changed last is taken back before the next word is asked for.
      await build()
      const one = await (count % 2 ? onPaper : onEdgar)(filing, pick)
      const outcome = one && (await outcomeOf(filing, one))
      if (outcome?.startsWith(slug)) wrong.push(outcome)
      else if (outcome) kinds[outcome] = (kinds[outcome] ?? 0) + 1
    }
  }
  await studio.end()
  if (process.env.FILINGPRESS_WORDS) console.log(wrong.join('\n'))
  expect(wrong.length === 0, `${wrong.length} wrong:\n${wrong.slice(0, 12).join('\n')}`)
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
      // A sentence of the form opens its template, which may be copied for this filing alone; a fact opens its field.
      const first = page.locator('.sheet').first()
      await first.scrollIntoViewIfNeeded()
      await first.locator('.textLayer span', { hasText: 'EXCHANGE COMMISSION' }).first().click()
      await page.locator('.beside-note', { hasText: 'of the theme' }).waitFor()
      await page.waitForFunction(() => /^[A-Z]+$/.test(getSelection()?.toString() ?? ''))
      await page.locator('.beside-note button').click()
      await page.locator('.path', { hasText: 'partials/cover-page.hbs' }).waitFor()
      expect(readFileSync(join(folder, 'content', seed, 'partials/cover-page.hbs')).length > 500, 'no copy')
      await first.locator('.textLayer span', { hasText: '0-17999' }).first().click()
      await page.waitForFunction(() => document.activeElement?.id === 'field-registrants-0-fileNumber')
    })
  },
)

const larkmoor = 'larkmoor-2026-07-30'

await check('studio: a click on a figure opens its cell, and panes show the same words', async () => {
  const folder = project('cells', [])
  cpSync(join(root, 'tests/filings/good', larkmoor), join(folder, 'content', larkmoor), { recursive: true })
  cpSync(join(root, 'tests/filings/good/registrants'), join(folder, 'content/registrants'), {
    recursive: true,
  })
  await story(folder, async ({ page }) => {
    await enter(page, larkmoor)
    await page.getByLabel('EX-99.1').check()
    const text = page.locator('.preview .textLayer span', { hasText: 'operating activities' }).last()
    for (let number = 1; (await text.count()) === 0; number++) {
      await page.locator('.preview .sheet').nth(number).scrollIntoViewIfNeeded()
      await page.waitForTimeout(900)
    }
    await text.click()
    const cell = page.locator('.cells td[aria-current]')
    await cell.waitFor()
    expect((await cell.innerText()).includes('operating activities'), await cell.innerText())
    await shot(page, 'workbook')
    await accessible(page, 'workbook')
    await goTo(page, 'Pages')
    const edgar = page.frameLocator('iframe.edgar').last()
    await edgar.locator('p,h1,h2,h3,h4', { hasText: 'Balance Sheets' }).first().waitFor()
    const paper = page.locator('.side-by-side .shown.pdf')
    await paper.hover()
    const title = paper.locator('.textLayer span', { hasText: 'Balance Sheets' }).first()
    await until('the balance sheet on paper', async () => {
      await page.mouse.wheel(0, 240)
      await page.waitForTimeout(120)
      return (await title.count()) > 0 && ((await title.boundingBox())?.y ?? 9999) < 400
    })
    await page.waitForTimeout(400)
    const seen = await edgar.locator('p,h1,h2,h3,h4', { hasText: 'Balance Sheets' }).first().boundingBox()
    const there = await title.boundingBox()
    expect(Math.abs(seen.y - there.y) < 260, `on paper at ${there.y}, on EDGAR’s page at ${seen.y}`)
    await shot(page, 'together')
  })
})
