// Tagged reports in a real browser. Each is shown as it is filed, and again with its tags taken out by what stands here
// and not by filingpress: every block must stand where it stood, so that no line breaks elsewhere. With plain spans in
// place of the tags, the two pictures must be the same bit by bit.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { check, expect, full, Missing, run, work } from '../kit.mjs'
import { outs } from '../outputs.mjs'

const browsers = [process.env.FILINGPRESS_CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome']
const always = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--hide-scrollbars',
  '--force-device-scale-factor=1',
]

function chromium(html, ...args) {
  for (const browser of browsers.filter(Boolean)) {
    try {
      return run(browser, [...always, '--window-size=816,5200', ...args, pathToFileURL(html).href]).out
    } catch (error) {
      if (!(error instanceof Missing)) throw error
    }
  }
  throw new Missing('no Chromium is installed')
}

/** Digest of the picture of a page, all of it. */
function picture(html) {
  const target = join(work, 'page.png')
  chromium(html, `--screenshot=${target}`)
  return createHash('sha256').update(readFileSync(target)).digest('hex')
}

const measuring = `<script>document.body.setAttribute('data-boxes', [...document.querySelectorAll('h1,h2,h3,p,li,th,td,img,hr')]
.map((one) => { const { x, y, width, height } = one.getBoundingClientRect(); return [x, y, width, height].map((n) => n.toFixed(1)).join(' ') }).join(';'))</script>`

/** Where every block of a page stands. */
function boxes(html, file) {
  writeFileSync(file, html.replace('</body>', `${measuring}</body>`))
  const found = /data-boxes="([^"]*)"/.exec(chromium(file, '--dump-dom'))?.[1]
  expect(found !== undefined && found.length > 500, `${basename(file)} was not measured`)
  return found
}

/** XHTML without one element of Inline XBRL: the header goes with what it holds, tags leave their words. */
const untagged = (html, open = '', close = '') =>
  html
    .replace(/<div style="display:none"><ix:header>[\s\S]*?<\/ix:header><\/div>\n?/, '')
    .replace(/<ix:[^>]*>/g, open)
    .replace(/<\/ix:[^>]*>/g, close)

await check('tagged reports look in Chromium as they do without their tags', () => {
  const reports = outs.flatMap((out) =>
    readdirSync(out, { recursive: true, encoding: 'utf8' })
      .filter((name) => /-\d{8}\.htm$/.test(name))
      .map((name) => join(out, name)),
  )
  // A browser takes seconds to start: some of them in CI, the last with a cover page for each registrant.
  const chosen = full ? reports : reports.filter((_, index) => index % 4 === 0)
  let count = 0
  for (const report of chosen) {
    const html = readFileSync(report, 'utf8')
    const bare = untagged(html)
    const name = basename(report)
    expect(html.includes('<ix:nonNumeric') && !bare.includes('<ix:'), `${name} is not tagged`)
    // Beside the report, so that both find the same pictures.
    const other = report.replace(/\.htm$/, '.bare.htm')
    const [stands, stood] = [boxes(html, other), boxes(bare, other)]
    expect(stands === stood, `blocks of ${name} stand elsewhere with its tags`)
    count += stands.split(';').length
    writeFileSync(other, untagged(html, '<span>', '</span>'))
    const shown = picture(report)
    expect(shown === picture(other), `${name} looks otherwise with its tags`)
    rmSync(other)
    if (report !== chosen[0]) continue
    // Both comparisons can fail.
    const wrong = bare.replace('CURRENT REPORT', 'CURRENT REPORT '.repeat(20))
    writeFileSync(other, wrong)
    expect(picture(other) !== shown && boxes(wrong, other) !== stood, 'a changed page was not seen')
    rmSync(other)
  }
  return `${chosen.length} reports, ${count} blocks where they stood, no pixel differs`
})
