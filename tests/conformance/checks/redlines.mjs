// Redlines as others see them: their colours and lines as Chromium computes them, the ink of their pages, and their Word
// documents accepted and rejected by LibreOffice, by paragraph and by cell of every table.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { check, expect, Missing, root, run, tests, work } from '../kit.mjs'

const folder = join(work, 'judged')
mkdirSync(folder)
const made = tests(
  ['tests/redline/scenarios.test.ts', 'tests/proof/every-kind.test.ts'],
  { JUDGED: folder, KINDS: 200, KINDS_ON_PAPER: 1 },
  10,
)
const named = (suffix) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(suffix))
    .sort()
const expected = (file) => JSON.parse(readFileSync(join(folder, file.replace(/\.\w+$/, '.json')), 'utf8'))
const bare = (text) => text.replace(/[\s\u00a0\u2007\u202f\u200b\u2060\ufeff\u00ad]+/g, '')

// ---- Chromium

const browsers = [process.env.FILINGPRESS_CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome']

function dumped(page) {
  const always = ['--headless', '--no-sandbox', '--disable-gpu', '--allow-file-access-from-files']
  for (const browser of browsers.filter(Boolean)) {
    try {
      return run(browser, [...always, '--virtual-time-budget=60000', '--dump-dom', pathToFileURL(page).href])
        .out
    } catch (error) {
      if (!(error instanceof Missing)) throw error
    }
  }
  throw new Missing('no Chromium is installed')
}

/** Runs in the page: each text of each redline with the colour it has and the lines that are drawn through and below it. */
function look(htmls) {
  const out = []
  const drawn = (element, view) => {
    const lines = new Set()
    for (let one = element; one; one = one.parentElement) {
      const style = view.getComputedStyle(one)
      for (const line of style.textDecorationLine.split(' '))
        lines.add(`${line} ${style.textDecorationStyle}`)
      // What is floated or a block of its own inside a line takes no lines of what holds it.
      if (style.float !== 'none' || style.display.startsWith('inline-')) break
    }
    const style = view.getComputedStyle(element)
    const dotted = element.closest('.restyled')
    return [
      style.color,
      lines.has('line-through solid'),
      lines.has('underline double'),
      dotted !== null && view.getComputedStyle(dotted).borderBottomStyle === 'dotted',
      style.visibility === 'visible' && style.opacity === '1' && Number.parseFloat(style.fontSize) > 2,
    ]
  }
  for (const html of htmls) {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const page = frame.contentDocument
    page.open()
    page.write(html)
    page.close()
    const found = []
    const walker = page.createTreeWalker(page.body, 4)
    for (let text = walker.nextNode(); text; text = walker.nextNode())
      if (!text.parentElement.closest('a.change, style, script') && text.data.trim() !== '')
        found.push([text.data, ...drawn(text.parentElement, frame.contentWindow)])
    out.push(found)
    frame.remove()
  }
  document.body.textContent = JSON.stringify(out)
}

const [blue, red, green] = ['rgb(10, 63, 168)', 'rgb(176, 0, 32)', 'rgb(0, 102, 43)']

function nameOf([, color, struck, doubled, dotted, seen]) {
  if (!seen || (struck && doubled)) return 'unclear'
  if (struck) return color === red ? 'deleted' : color === green ? 'moved-from' : 'unclear'
  if (doubled) return color === blue ? 'inserted' : color === green ? 'moved-to' : 'unclear'
  return dotted ? 'restyled' : [blue, red, green].includes(color) ? 'unclear' : 'plain'
}

/** One character of each letter for its look, so that two lists of marks are two texts. */
const looks = ['plain', 'inserted', 'deleted', 'moved-to', 'moved-from', 'restyled', 'unclear']
const spelt = (letters, name) =>
  [...bare(letters)].map(() => looks.indexOf(name === 'dropped' ? 'deleted' : name)).join('')

await check('redlines have the marks in Chromium that they should have, letter by letter', () => {
  const pages = named('.htm')
  expect(pages.length >= 200 + 30, `only ${pages.length} redlines were made: ${made}`)
  const htmls = pages.map((name) => readFileSync(join(folder, name), 'utf8'))
  const page = join(work, 'looks.html')
  const data = JSON.stringify(htmls).replaceAll('<', '\\u003c')
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><body><script>(${look})(${data})</script></body>`)
  const text = /<body>([\s\S]*)<\/body>/.exec(dumped(page))?.[1] ?? ''
  const decoded = text.replace(
    /&(lt|gt|amp|nbsp);/g,
    (_, name) => ({ lt: '<', gt: '>', amp: '&', nbsp: '\u00a0' })[name],
  )
  const all = JSON.parse(decoded)
  let letters = 0
  for (const [index, name] of pages.entries()) {
    const { marks } = expected(name)
    const wanted = marks.map((one) => bare(one.letters)).join('')
    const shown = all[index].map(([own]) => bare(own)).join('')
    // The first page has a legend with marks of its own, where the tree is that of the redline alone.
    expect(shown.endsWith(wanted), `${name}: the words are others`)
    const wantedLooks = marks.map((one) => spelt(one.letters, one.look)).join('')
    const shownLooks = all[index]
      .map((one) => spelt(one[0], nameOf(one)))
      .join('')
      .slice(-wantedLooks.length)
    const at = [...wantedLooks].findIndex((one, place) => one !== shownLooks[place])
    const near = wanted.slice(Math.max(0, at - 10), at + 30)
    expect(
      at < 0,
      `${name}: "${near}" is ${looks[shownLooks[at]]} where it should be ${looks[wantedLooks[at]]}`,
    )
    letters += wanted.length
  }
  return `${pages.length} redlines, ${letters} letters`
})

// ---- LibreOffice

/** Paragraphs and rows without white space; empty ones left out, because Word wants some that no version has. */
const shape = (blocks) =>
  blocks
    .map((block) =>
      typeof block === 'string'
        ? bare(block)
        : block
            .map((cells) => cells.map(bare).filter((cell) => cell !== ''))
            .filter((cells) => cells.length > 0),
    )
    .filter((block) => block.length > 0)

await check(
  'redlines in Word, accepted and rejected by LibreOffice, are both versions by paragraph and cell',
  () => {
    const files = named('.docx')
    expect(files.length >= 30, `only ${files.length} Word documents were made: ${made}`)
    for (const what of ['accept', 'reject']) {
      const done = run('/usr/bin/python3', [
        join(root, 'tests/conformance/word.py'),
        what,
        ...files.map((name) => join(folder, name)),
      ])
      const lines = done.out.trim().split('\n').filter(Boolean)
      expect(lines.length === files.length, `LibreOffice did not answer: ${done.code} ${done.err}`)
      const wrong = lines.flatMap((line) => {
        const { file, blocks } = JSON.parse(line)
        const [found, wanted] = [blocks, expected(basename(file))[`${what}ed`]].map((one) =>
          JSON.stringify(shape(one)),
        )
        return found === wanted ? [] : [`${basename(file)} ${what}ed:\n  ${found}\n  ${wanted}`]
      })
      expect(wrong.length === 0, wrong.join('\n'))
    }
    return `${files.length} documents`
  },
)

// ---- ink

/** What a PDF page looks like: a pixel by its place in points, at 144 dots an inch. */
function pageOf(pdf, page) {
  const image = run('pdftoppm', ['-r', '144', '-f', String(page), '-l', String(page), pdf], {
    encoding: 'buffer',
  }).out
  const [, width, height] = /^P6\s(\d+) (\d+)\s255\s/.exec(image.subarray(0, 40).toString('latin1'))
  const pixels = image.subarray(image.length - width * height * 3)
  return (x, y) => [0, 1, 2].map((part) => pixels[(Math.round(y * 2) * width + Math.round(x * 2)) * 3 + part])
}

/** Where words stand on a page, as poppler reads them: their boxes in points. */
function boxesOf(pdf, page, word) {
  const html = run('pdftotext', ['-bbox', '-f', String(page), '-l', String(page), pdf, '-']).out
  const number = '([\\d.]+)'
  const box = new RegExp(
    `<word xMin="${number}" yMin="${number}" xMax="${number}" yMax="${number}">${word}</word>`,
    'g',
  )
  return [...html.matchAll(box)].map((found) => found.slice(1, 5).map(Number))
}

/** How many pixels of a box are clearly of each colour. */
function inkIn(pixel, [left, top, right, bottom]) {
  const ink = { red: 0, blue: 0, green: 0 }
  for (let y = top; y < bottom; y += 0.5)
    for (let x = left; x < right; x += 0.5) {
      const [r, g, b] = pixel(x, y)
      if (r > g + 60 && r > b + 40) ink.red++
      else if (b > r + 60 && b > g + 40) ink.blue++
      else if (g > r + 40 && g > b + 20) ink.green++
    }
  return ink
}

/** The rows of a box in which one colour fills it from end to end: lines through it and below it. */
function linesIn(pixel, [left, top, right, bottom], isInk) {
  const rows = []
  for (let y = top; y < bottom; y += 0.5) {
    let filled = 0
    for (let x = left; x < right; x += 0.5) if (isInk(pixel(x, y))) filled++
    if (filled >= 0.95 * ((right - left) * 2)) rows.push((y - top) / (bottom - top))
  }
  return rows
}

const isRed = ([r, g, b]) => r > g + 60 && r > b + 40
const isBlue = ([r, g, b]) => b > r + 60 && b > g + 40
const onPage = (name, page, word) => {
  const pdf = join(folder, `${name}.pdf`)
  const [box, second] = boxesOf(pdf, page, word)
  expect(box !== undefined && second === undefined, `${name}: "${word}" does not stand once on page ${page}`)
  return [pageOf(pdf, page), box]
}

/** Whether a line runs through the letters of a box, and how many run below them. */
function linesOf(pixel, box, isInk) {
  const rows = linesIn(pixel, box, isInk)
  return { struck: rows.some((at) => at > 0.35 && at < 0.6), below: rows.filter((at) => at > 0.62).length }
}

await check('the ink of a figure replaced in a cell: the old one red and struck, the new one blue', () => {
  for (const [was, is] of [
    ['51.8', '52.5'],
    ['9.6', '9.4'],
  ]) {
    // Both stand in one cell without a space; their figures are of one width.
    const [pixel, [left, top, right, bottom]] = onPage(
      'figures-restated',
      2,
      `${was}${is}`.replaceAll('.', '\\.'),
    )
    const half = (left + right) / 2
    const [old, fresh] = [
      [left, top, half - 0.5, bottom],
      [half + 0.5, top, right, bottom],
    ]
    const [gone, come] = [inkIn(pixel, old), inkIn(pixel, fresh)]
    expect(gone.red > 20 && gone.blue === 0, `${was}: ${JSON.stringify(gone)}`)
    expect(come.blue > 20 && come.red === 0, `${is}: ${JSON.stringify(come)}`)
    expect(linesOf(pixel, old, isRed).struck, `${was} is not struck`)
    const lines = linesOf(pixel, fresh, isBlue)
    expect(!lines.struck && lines.below >= 2, `${is}: ${JSON.stringify(lines)}`)
  }
})

await check('the ink of a row put in: each of its cells blue, and no other cell', () => {
  for (const word of ['Professional', '9\\.6', '9\\.1']) {
    const ink = inkIn(...onPage('a-row-put-in', 2, word))
    expect(ink.blue > 20 && ink.red === 0, `${word}: ${JSON.stringify(ink)}`)
  }
  for (const word of ['Data', '51\\.8', 'Interest', '1\\.4']) {
    const ink = inkIn(...onPage('a-row-put-in', 2, word))
    expect(ink.blue + ink.red + ink.green === 0, `${word}: ${JSON.stringify(ink)}`)
  }
})

await check(
  'the ink of a sentence that moved: green at both ends, struck where it was, and a bar beside it',
  () => {
    const pdf = join(folder, 'a-sentence-moved-to-another-paragraph.pdf')
    const pixel = pageOf(pdf, 2)
    const boxes = boxesOf(pdf, 2, 'renewed')
    expect(boxes.length === 2, `"renewed" stands ${boxes.length} times`)
    const isGreen = ([r, g, b]) => g > r + 40 && g > b + 20
    const [from, to] = boxes.map((box) => linesOf(pixel, box, isGreen))
    for (const box of boxes) {
      const ink = inkIn(pixel, box)
      expect(ink.green > 20 && ink.red + ink.blue === 0, JSON.stringify(ink))
    }
    expect(from.struck && from.below === 0, `where it was: ${JSON.stringify(from)}`)
    expect(!to.struck && to.below >= 2, `where it is: ${JSON.stringify(to)}`)
    // A bar stands left of the text: some column of the margin is dark over the whole height of the line.
    for (const [, top, , bottom] of boxes) {
      let bar = false
      for (let x = 30; x < 72 && !bar; x += 0.5) {
        bar = true
        for (let y = top + 2; y < bottom - 3 && bar; y += 1) bar = pixel(x, y).every((part) => part < 150)
      }
      expect(bar, 'no bar stands beside it')
    }
  },
)
