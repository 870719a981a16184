// The studio in Debian's Chromium: two who write at once, a server that is killed, and pages that have no business there.
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { check, expect } from '../kit.mjs'
import {
  accessible,
  enter,
  launch,
  open,
  openFile,
  project,
  saved,
  seed,
  shot,
  start,
  story,
  until,
  write,
} from '../studio/kit.mjs'

await check('studio: two browsers write at once, and nothing is lost', async () => {
  const folder = project('two')
  const path = join(folder, 'content', seed, '8-k.md')
  const text = () => readFileSync(path, 'utf8')
  await story(folder, async ({ page: first, browser, studio }) => {
    const { page: second, complaints } = await open(browser, studio.url)
    for (const page of [first, second]) {
      await enter(page, seed)
      await openFile(page, '8-k.md')
      await page.locator('.cm-content', { hasText: 'Among the information' }).waitFor()
    }
    await write(first, text().replace('three compounds', 'several compounds'))
    await second.locator('.cm-content', { hasText: 'several compounds' }).waitFor()
    const base = text()
    await Promise.all([
      write(first, base.replace('clinical findings', 'CLINICAL findings')),
      write(second, base.replace('Among the information', 'AMONG the information')),
    ])
    await until('both changes on disk', () => /CLINICAL/.test(text()) && /AMONG/.test(text()))
    for (const page of [first, second]) {
      await page.locator('.cm-content', { hasText: 'CLINICAL' }).waitFor()
      await page.locator('.cm-content', { hasText: 'AMONG' }).waitFor()
    }
    await saved(first)
    await saved(second)
    // The same line twice, one of them in an editor beside the studio.
    const now = text()
    await write(second, now.replace('several compounds', 'four compounds'))
    writeFileSync(path, now.replace('several compounds', 'nine compounds'))
    await second.locator('#meeting-title').waitFor()
    await shot(second, 'conflict')
    await accessible(second, 'conflict')
    expect(/nine compounds/.test(text()), 'it was written over')
    await second.getByLabel('Yours').check()
    await second.locator('button', { hasText: 'Save this' }).click()
    await until('the chosen text on disk', () => /four compounds/.test(text()) && /AMONG/.test(text()))
    await first.locator('.cm-content', { hasText: 'four compounds' }).waitFor()
    expect(complaints.length === 0, complaints.join('\n'))
  })
})

await check('studio: killed and started again while somebody writes, and undone after a reload', async () => {
  const folder = project('killed')
  const path = join(folder, 'content', seed, '8-k.md')
  const browser = await launch()
  const before = readFileSync(path, 'utf8')
  const first = await start(folder)
  const { page } = await open(browser, first.url)
  await enter(page, seed)
  await openFile(page, '8-k.md')
  await page.locator('.cm-content', { hasText: 'Among the information' }).waitFor()
  await first.end('SIGKILL')
  await write(page, before.replace('three compounds', 'seven compounds'))
  await page.locator('.offline').waitFor()
  await shot(page, 'offline')
  expect(readFileSync(path, 'utf8') === before, 'who wrote it?')
  const second = await start(folder)
  expect(second.url === first.url, 'it came back at another address')
  await page.locator('.offline').waitFor({ state: 'detached' })
  await until('the text to be saved', () => readFileSync(path, 'utf8').includes('seven compounds'))
  await saved(page)
  await page.reload()
  await page.locator('.cm-content', { hasText: 'seven compounds' }).waitFor()
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+z')
  await until('the change to be undone', () => readFileSync(path, 'utf8') === before)
  await browser.close()
  await second.end()
})

await check('studio: a page of another origin, and a name made to point here, get nothing', async () => {
  const rules = ['--host-resolver-rules=MAP evil.example 127.0.0.1']
  const browser = await launch(rules)
  const studio = await start(project('hostile'))
  const port = Number(new URL(studio.url).port)
  const token = studio.url.split('token=')[1]
  const page_ = '<!doctype html><title>Hostile</title><p>Hello'
  const hostile = createServer((_request, response) => response.end(page_)).listen(0, '127.0.0.1')
  await new Promise((done) => hostile.once('listening', done))
  const other = `http://127.0.0.1:${hostile.address().port}/`
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(other)
  const got = await page.evaluate(
    async ([target, secret]) => {
      const tried = {}
      const attempt = async (name, body) => {
        tried[name] = await body().catch((error) => `refused: ${error.name ?? error.type}`)
      }
      const headers = { Authorization: `Bearer ${secret}` }
      await attempt('fetch', async () => (await fetch(`${target}/api/filings`)).text())
      await attempt('fetch with the token', async () =>
        (await fetch(`${target}/api/filings`, { headers })).text(),
      )
      await attempt('no-cors', async () => (await fetch(`${target}/api/filings`, { mode: 'no-cors' })).text())
      await attempt(
        'script',
        () =>
          new Promise((done, fail) => {
            const script = document.createElement('script')
            script.src = `${target}/app.js`
            script.onload = () => done('loaded')
            script.onerror = fail
            document.head.append(script)
          }),
      )
      await attempt(
        'frame',
        () =>
          new Promise((done) => {
            const frame = document.createElement('iframe')
            frame.src = `${target}/`
            frame.onload = () => {
              try {
                done(frame.contentDocument?.body?.innerText ? 'read' : 'refused: empty')
              } catch {
                done('refused: another origin')
              }
            }
            document.body.append(frame)
          }),
      )
      return tried
    },
    [`http://127.0.0.1:${port}`, token],
  )
  for (const [name, outcome] of Object.entries(got))
    expect(/^(?:refused|$)/.test(outcome), `${name}: ${outcome}`)
  const rebound = await page.goto(`http://evil.example:${port}/`)
  expect(rebound.status() === 421, `the rebound name got ${rebound.status()}`)
  const without = await page.goto(`http://127.0.0.1:${port}/`)
  expect(without.status() === 200, 'the page itself is no secret')
  await page.locator('.alone', { hasText: 'by the link' }).waitFor()
  await browser.close()
  hostile.close()
  await studio.end()
  return `${Object.keys(got).length + 1} ways, nothing got through`
})
