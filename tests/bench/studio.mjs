// The studio: from a keystroke to the page that changed, its start, the weight of its page, the memory of its server.
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { prose, writeLong } from './texts.mjs'

const sizes = { seed: 'immunogen-2007-06-04', '50 pages': 'of-640', '300 pages': 'of-3840' }

export async function benchStudio({ cli, folder, root }) {
  const project = join(folder, 'studio')
  const content = join(project, 'content')
  mkdirSync(content, { recursive: true })
  cpSync(join(root, 'content', sizes.seed), join(content, sizes.seed), { recursive: true })
  writeLong(content, sizes['50 pages'], prose(640))
  writeLong(content, sizes['300 pages'], prose(3840))
  for (let copy = 0; copy < 47; copy++)
    cpSync(join(root, 'content', sizes.seed), join(content, `copy-${copy}`), { recursive: true })
  const { client, child, listed } = await started(cli, project)
  console.log(`studio: start to the list of 50 filings ${listed.toFixed(0)} ms`)
  await benchFirstPage()
  console.log(`studio: bundle of the page ${(weight(root) / 1024 / 1024).toFixed(2)} MB gzip (goal 1.2)`)
  for (const [name, slug] of Object.entries(sizes)) {
    const warm = warmBuild(root, project, slug, name === 'seed' ? 20 : 6)
    await benchKeys(client, name, slug, name === 'seed' ? 60 : 15, warm)
  }
  const memory = () =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024
  await edits(client, sizes.seed, 300)
  const before = memory()
  await edits(client, sizes.seed, 1000)
  const after = memory()
  console.log(
    `studio: memory after 300 edits ${before.toFixed(0)} MiB, after 1,300 ${after.toFixed(0)} MiB, ${((after / before - 1) * 100).toFixed(1)} % (goal +-10)`,
  )
  child.kill()
}

const weight = (root) => {
  const home = join(root, 'dist/studio/browser')
  const sizes = readdirSync(home).map((name) => gzipSync(readFileSync(join(home, name)), { level: 9 }).length)
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** From the start of the command to the first page drawn in Chromium, which is open already. */
async function benchFirstPage() {
  const { launch, project, seed, start } = await import('../conformance/studio/kit.mjs')
  let browser
  try {
    browser = await launch()
  } catch (error) {
    console.log(`studio: start to the first page in a browser was not measured: ${error.message}`)
    return
  }
  const times = []
  for (let round = 0; round < 5; round++) {
    const begun = performance.now()
    const studio = await start(project(`first-${round}`))
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    await page.goto(studio.url.replace('#', `#/${seed}/write&`))
    await page.locator('.sheet[data-digest]').first().waitFor()
    times.push(performance.now() - begun)
    await page.close()
    await studio.end()
  }
  await browser.close()
  const [least, most] = [Math.min(...times), Math.max(...times)].map((one) => one.toFixed(0))
  console.log(`studio: start to the first page in Chromium ${least}-${most} ms (goal 1200)`)
}

/** Starts the studio. @returns how long until its list is there */
async function started(cli, project) {
  const start = performance.now()
  const child = spawn(process.execPath, [cli, 'studio', '--link'], {
    cwd: project,
    env: { ...process.env, XDG_STATE_HOME: join(project, 'state') },
  })
  const url = await new Promise((done) => {
    child.stdout.on('data', (part) => {
      const found = /http:\S+/.exec(String(part))?.[0]
      if (found) done(found)
    })
  })
  const headers = { Authorization: `Bearer ${url.split('token=')[1]}`, 'Content-Type': 'application/json' }
  const ask = (path, options) => fetch(new URL(url).origin + path, { headers, ...options })
  const client = {
    get: async (path) => (await ask(path)).json(),
    bytes: async (path) => (await ask(path)).arrayBuffer(),
    send: async (path, body) => (await ask(path, { method: 'POST', body: JSON.stringify(body) })).json(),
  }
  await client.get('/api/filings')
  return { client, child, listed: performance.now() - start }
}

/** A whole build with its proof in this process, the fastest of some: what times are multiples of. */
function warmBuild(root, project, slug, rounds) {
  const { build } = createRequire(import.meta.url)(join(root, 'dist/library.cjs'))
  const options = { filings: [slug], content: join(project, 'content'), dryRun: true }
  const times = Array.from({ length: rounds }, () => build(options)[0]?.milliseconds ?? 0)
  return Math.min(...times)
}

const percentile = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? 0

/** One letter more, built, and the page that changed painted and fetched: what a keystroke waits for, but for drawing it. */
async function benchKeys(client, name, slug, rounds, warm) {
  const file = name === 'seed' ? '8-k.md' : 'ex99-1.md'
  const path = `content/${slug}/${file}`
  const { text } = await client.get(`/api/file?path=${encodeURIComponent(path)}`)
  const word = /[a-z]{6,}/g
  word.lastIndex = Math.floor(text.length / 2)
  const at = word.exec(text)?.index ?? 0
  const opening = performance.now()
  let known = new Set(await pagesOf(client, slug, {}))
  const first = performance.now() - opening
  const times = []
  let pages = 0
  for (let round = 0; round < rounds + 10; round++) {
    const start = performance.now()
    const draft = `${text.slice(0, at)}${'abcdefghij'[round % 10].repeat(1 + (round % 3))}${text.slice(at)}`
    const now = await pagesOf(client, slug, { [path]: draft })
    const [digest] = now.filter((one) => !known.has(one))
    if (digest) await client.bytes(`/api/page?slug=${slug}&digest=${digest}`)
    // The first ones warm the worker.
    if (round >= 10) times.push(performance.now() - start)
    known = new Set(now)
    pages = now.length
  }
  const [middle, most] = [percentile(times, 0.5), percentile(times, 0.95)]
  console.log(
    `studio: ${name} (${pages} pages in all): opened in ${first.toFixed(0)} ms; keystroke to changed page ${middle.toFixed(0)} ms, p95 ${most.toFixed(0)} ms, ${(most / warm).toFixed(2)} x a warm build (${warm.toFixed(0)} ms)`,
  )
}

const pagesOf = async (client, slug, drafts) =>
  (await client.send('/api/preview', { slug, drafts })).documents.flatMap(({ pages }) =>
    pages.map(({ digest }) => digest),
  )

async function edits(client, slug, count) {
  const path = `content/${slug}/8-k.md`
  const { text } = await client.get(`/api/file?path=${encodeURIComponent(path)}`)
  for (let edit = 0; edit < count; edit++)
    await client.send('/api/preview', {
      slug,
      drafts: { [path]: text.replace('Genentech', `Genentech ${edit}`) },
    })
}
