// Pages for web sites in Chromium: axe-core finds nothing of WCAG 2.2 A and AA, on a telephone and on a desk, light and
// dark; what Lighthouse asks for that is plain is there.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { bundle, check, expect, full, Missing, run, work } from '../kit.mjs'

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const windows = [
  { width: 360, height: 800, colorScheme: 'light' },
  { width: 360, height: 800, colorScheme: 'dark' },
  { width: 1280, height: 900, colorScheme: 'light' },
  { width: 1280, height: 900, colorScheme: 'dark' },
]

/** Chromium under the hand of playwright. */
async function launched() {
  const program = [process.env.FILINGPRESS_CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path !== undefined && existsSync(path),
  )
  if (!program) throw new Missing('Chromium is not installed')
  const { chromium } = await import('playwright-core').catch(() => {
    throw new Missing('playwright-core is not installed: npm ci --prefix tests/conformance')
  })
  return chromium.launch({ executablePath: program, args: ['--no-sandbox'] })
}

await check('pages for web sites have no violations, by axe-core in Chromium', async () => {
  const { default: axe } = await import('axe-core').catch(() => {
    throw new Missing('axe-core is not installed: npm ci --prefix tests/conformance')
  })
  const out = join(work, 'reading')
  for (const content of ['content', 'tests/filings/good']) {
    const done = run(process.execPath, [
      bundle,
      'build',
      '--content',
      content,
      '--out',
      out,
      '--reading',
      '--quiet',
    ])
    expect(done.code === 0, done.err)
  }
  const pages = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.reading.html'))
    .sort()
  const browser = await launched()
  let judged = 0
  try {
    for (const { width, height, colorScheme } of full ? windows : [windows[0], windows[3]]) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme })
      const page = await context.newPage()
      for (const name of pages) {
        await page.goto(`file://${join(out, name)}`)
        await page.evaluate(axe.source)
        const { violations } = await page.evaluate((tags) => window.axe.run({ runOnly: tags }), wcag)
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`)
        expect(found.length === 0, `${name} at ${width}, ${colorScheme}: ${found.join('; ')}`)
        const plain = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth > window.innerWidth,
          language: document.documentElement.lang,
          title: document.title,
          viewport: document.querySelector('meta[name=viewport]')?.content ?? '',
          described: document.querySelector('meta[name=description]')?.content ?? '',
          mains: document.querySelectorAll('main').length,
          outside: [...document.querySelectorAll('[src],link[href]')].filter(
            (one) => !(one.src ?? one.href).startsWith('data:'),
          ).length,
          silent: [...document.images].filter((one) => one.alt.trim() === '').length,
        }))
        const { language, title, viewport, described, mains, wide, outside, silent } = plain
        const good =
          language !== '' && title !== '' && viewport.includes('width=device-width') && described !== ''
        expect(
          good && mains === 1 && !wide && outside === 0 && silent === 0,
          `${name} at ${width}: ${JSON.stringify(plain)}`,
        )
        judged++
      }
      await context.close()
    }
  } finally {
    await browser.close()
  }
  return `${pages.length} pages, ${judged} times`
})

await check('what is filed stays on the screen of a telephone, in Chromium', async () => {
  const out = join(work, 'reading')
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.htm'),
  )
  const browser = await launched()
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } })
    for (const name of files) {
      await page.goto(`file://${join(out, name)}`)
      const wrong = await page.evaluate(() =>
        [...document.querySelectorAll('p,h1,h2,h3,li,hr,img')]
          .filter((one) => !one.closest('table.data'))
          .map((one) => ({ one, box: one.getBoundingClientRect() }))
          // Off the screen, or so narrow that its words stand one below the other.
          .filter(
            ({ one, box }) =>
              box.right > innerWidth ||
              (one.textContent.length > 12 && box.width < 90 && !one.closest('table')),
          )
          .map(
            ({ one, box }) =>
              `${one.outerHTML.slice(0, 80)} to ${Math.round(box.right)}, ${Math.round(box.width)} wide`,
          ),
      )
      expect(wrong.length === 0, `${name}: ${wrong[0]}`)
    }
  } finally {
    await browser.close()
  }
  return `${files.length} documents at 390 px`
})
