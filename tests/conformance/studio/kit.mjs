// The studio in a browser: started as a person starts it, driven as a person would, looked at by axe-core.
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { expect, Missing, root, work } from '../kit.mjs'

const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
)
const state = join(work, 'state')

/** Screenshots of every view, for people to look at; in FILINGPRESS_SHOTS where that is set. */
export const shots = process.env.FILINGPRESS_SHOTS ?? join(work, 'shots')
mkdirSync(shots, { recursive: true })

/** @returns the browser. @throws Missing where it or what drives it is not installed */
export async function launch(args = []) {
  if (!chromiumPath) throw new Missing('Chromium is not installed: apt-get install chromium')
  let playwright
  try {
    playwright = await import('playwright-core')
  } catch {
    throw new Missing('playwright-core is not installed: npm ci --prefix tests/conformance')
  }
  return playwright.chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', ...args] })
}

/** Starts the studio in a project. @returns its link, and how to end or kill it */
export function start(project, more = []) {
  const child = spawn(process.execPath, [join(root, 'dist/cli.cjs'), 'studio', '--link', ...more], {
    cwd: project,
    env: { ...process.env, XDG_STATE_HOME: state },
  })
  let [out, err] = ['', '']
  child.stderr.on('data', (part) => {
    err += part
  })
  const ended = new Promise((done) => child.once('exit', done))
  const end = async (signal = 'SIGTERM') => {
    child.kill(signal)
    await ended
  }
  return new Promise((done, fail) => {
    child.stdout.on('data', (part) => {
      out += part
      const url = /http:\S+/.exec(out)?.[0]
      if (url) done({ url, child, end, errors: () => err })
    })
    ended.then(() => fail(new Error(`the studio ended: ${err}`)))
  })
}

/** Opens the studio. Whatever the page complains of is a failure. */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    acceptDownloads: true,
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const complaints = []
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(url)
  return { page, context, complaints }
}

export async function shot(page, name) {
  await page.screenshot({ path: join(shots, `${name}.png`) })
}

const axeSource = () => {
  const require = createRequire(join(root, 'tests/conformance/kit.mjs'))
  return readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
}

/** Every rule of axe-core on the page and its own frames; what a filing's own HTML is like is no matter of the studio. */
export async function accessible(page, view) {
  await page.evaluate(axeSource())
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run({ exclude: [['iframe']] }, { resultTypes: ['violations'], iframes: false }),
  )
  const told = violations.map(
    ({ id, nodes }) => `${view}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  )
  expect(told.length === 0, told.join('\n'))
}

export const views = ['Write', 'Pages', 'Checks', 'Changes', 'Decide']

export async function goTo(page, view) {
  await page.locator('.top nav a', { hasText: view }).click()
}

/** The editor's whole text, put there as one types. */
export async function write(page, text) {
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
}

export const saved = (page) => page.locator('.save-state', { hasText: 'Saved' }).waitFor()

/** Opens a file of the filing in the editor. */
export async function openFile(page, name) {
  await page.locator('.files button', { hasText: name }).click()
  await page.locator('.path', { hasText: name }).waitFor()
}

/** Asks until it holds. */
export async function until(what, look, milliseconds = 20_000) {
  const end = performance.now() + milliseconds
  let seen
  while (performance.now() < end) {
    seen = await look()
    if (seen) return seen
    await new Promise((done) => setTimeout(done, 60))
  }
  throw new Error(`${what} did not come about`)
}

export const seed = 'immunogen-2007-06-04'

/** A project of its own with the seed or examples. */
export function project(name, filings = [seed]) {
  const folder = join(work, `studio-${name}`)
  mkdirSync(join(folder, 'content'), { recursive: true })
  for (const slug of filings)
    cpSync(join(root, slug === seed ? 'content' : 'examples', slug), join(folder, 'content', slug), {
      recursive: true,
    })
  return folder
}

export const git = (folder, ...args) =>
  spawnSync('git', ['-c', 'user.name=Jane Roe', '-c', 'user.email=jane@example.com', ...args], {
    cwd: folder,
  })

/** Runs a story in a browser of its own; the page may complain of nothing. */
export async function story(folder, tell, { args = [], options = {} } = {}) {
  const browser = await launch(args)
  const studio = await start(folder)
  const opened = await open(browser, studio.url, options)
  try {
    await tell({ ...opened, browser, studio, folder })
    expect(opened.complaints.length === 0, opened.complaints.join('\n'))
    expect(studio.errors() === '', studio.errors())
  } catch (error) {
    await shot(opened.page, `failed-${basename(folder)}`).catch(() => undefined)
    throw error
  } finally {
    await browser.close()
    await studio.end().catch(() => undefined)
  }
}

export const enter = async (page, slug) => {
  await page.locator('table.rows a', { hasText: slug }).click()
  await page.locator('.sheet[data-digest]').first().waitFor()
}

/** Presses a step of Decide and waits for what it says. */
export async function decide(page, step, button, wanted) {
  const home = page.locator('.step', { has: page.locator('h2', { hasText: step }) })
  await home.locator('button', { hasText: button }).first().click()
  const answer = home.locator('.answer', { hasText: wanted }).first()
  await answer.waitFor({ timeout: 60_000 })
  return answer.innerText()
}

export const field = (page, label) => page.getByLabel(label, { exact: true }).first()
