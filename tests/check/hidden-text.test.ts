/** Text that readers do not see: tries to hide it, by whatever spelling, and looks of real filings that hide nothing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkFinished } from '../../src/check/finished-files.ts'
import { Log, where } from '../../src/diagnostics/log.ts'
import { buildWith, real } from '../support/filing.ts'
import { modern } from '../support/modern.ts'
import { hasShared, shared } from '../support/tools.ts'

function found(html: string, name = 'ex99-1.htm'): string[] {
  const log = new Log()
  checkFinished(new Map([[name, new TextEncoder().encode(html)]]), log)
  return log.diagnostics.filter(({ code }) => code === 'K106').map(({ message }) => message)
}
const page = (body: string, head = '', attributes = '') =>
  `<html><head><title>x</title>${head}</head><body${attributes}><p>Exhibit 99.1</p>${body}</body></html>`
const secret = 'Revenue fell by half'

/** Ways to put a text where no reader sees it. */
const styles = [
  ...[
    'display:none',
    'DISPLAY : NONE',
    'display:none!important;display:block',
    'visibility:hidden',
    'visibility:collapse',
  ],
  ...[
    'font-size:0',
    'font-size:0.001pt',
    'font-size:.1px',
    'font-size:1px',
    'font-size:1%',
    'font-size:0.05em',
    'font:0/0 a',
  ],
  ...['opacity:0', 'opacity:0.01', 'opacity:0%', 'filter:opacity(0)', 'filter:alpha(opacity=0)'],
  ...[
    'color:#fff',
    'color:#FFFFFF',
    'color:white',
    'color:White !important',
    'color:rgb(255,255,255)',
    'color:rgb(255 255 255)',
  ],
  ...[
    'color:rgb(100%,100%,100%)',
    'color:rgba(0,0,0,0)',
    'color:#00000000',
    'color:transparent',
    'color:hsl(0,0%,100%)',
  ],
  ...[
    'color:hwb(0 100% 0%)',
    'color:#fefefe',
    'color:#f5f5f5',
    'color:snow',
    'color:ivory',
    'color:#ffff00',
    'color:rgba(0,0,0,.02)',
  ],
  ...[
    '-webkit-text-fill-color:transparent',
    'col\\6fr:#fff',
    'color:/**/#fff',
    'color:#000;color:#fff',
    'background:#000',
    'background-color:black',
  ],
  ...[
    'color:#003366;background:#003366',
    'color:#036;background-color:rgb(0,51,102)',
    'background:linear-gradient(#000,#000)',
  ],
  ...[
    'text-indent:-9999px',
    'text-indent:-9999pt',
    'text-indent:200em',
    'margin-left:-9999px',
    'margin:0 0 0 -300em',
    'padding-left:9999px',
  ],
  ...[
    'position:absolute;left:-9999px',
    'position:absolute;top:-9999px',
    'position:fixed;right:9999px',
    'position:relative;left:500in',
  ],
  ...[
    'position:absolute;left:calc(-1 * 9999px)',
    'transform:translateX(-9999px)',
    'transform:scale(0)',
    'transform:translate(0,-99999px)',
    'zoom:0',
    'zoom:1%',
  ],
  ...[
    'height:0',
    'height:0;overflow:hidden',
    'max-height:0;overflow:hidden',
    'max-height:1px;overflow:hidden',
    'width:0;overflow:hidden',
  ],
  ...[
    'text-indent:100%;white-space:nowrap;overflow:hidden',
    'position:absolute;clip:rect(0,0,0,0)',
    'clip:rect(1px 1px 1px 1px)',
  ],
  ...[
    'clip-path:inset(100%)',
    'clip-path:inset(50%)',
    'clip-path:circle(0)',
    'clip-path:polygon(0 0, 0 0, 0 0)',
    'content-visibility:hidden',
  ],
  ...[
    'letter-spacing:-1em',
    'letter-spacing:-20px',
    'position:absolute;z-index:-1',
    'direction:rtl;unicode-bidi:bidi-override',
    '-webkit-text-security:disc',
  ],
  // Spellings of today, and values that browsers pass over.
  ...[
    'font-size:min(0px,1em)',
    'color:color(srgb 1 1 1)',
    'color:lab(100% 0 0)',
    'color:color-mix(in srgb, white 100%, black)',
    '--x:#fff;color:var(--x)',
    'mask:linear-gradient(#0000,#0000)',
    'position:absolute;inset:0 auto auto -9999px',
    'position:absolute;inset:-9999px auto auto auto',
    'position:absolute;left:-200%',
    'transform:rotateY(90deg)',
    'transform:matrix(0,0,0,0,0,0)',
    'transform:skew(90deg)',
    'transform:perspective(1px) translateZ(2px)',
    'rotate:y 90deg',
    'filter:brightness(0) invert(1)',
    'filter:blur(50px)',
    'mix-blend-mode:lighten',
    'clip-path:inset(0 100% 0 0)',
    'clip-path:polygon(0 0)',
    'clip-path:url(#none)',
    'opacity:calc(0)',
    'word-spacing:-9999px',
    'display:none;display:invalid',
    'color:#fff;color:bogus',
    'color:white;color:rgb(0,0',
    'font-size:0;font-size:bogus',
    'background:url(x.gif) #000;color:#000',
    'max-block-size:0;overflow:hidden',
    'inline-size:0;overflow:hidden',
    'margin-inline-start:-9999px',
    'margin-block-start:-9999px',
    'color-scheme:dark;color:canvas',
    'color:Window',
    "offset-path:path('M-9999 0')",
    'font-size-adjust:0',
    'transform:translateX(calc(-100vw - 10px))',
    'transform:scale(calc(0))',
  ],
]

const elements: readonly (readonly [what: string, html: string])[] = [
  ['a font of white', `<p><font color=#FFF>${secret}</font></p>`],
  ['a font of white in other words', `<p><font color="WHITE">${secret}</font></p>`],
  ['a font of white without a hash', `<p><font color="ffffff">${secret}</font></p>`],
  ['a font of nearly white', `<p><font color="#FEFEFE">${secret}</font></p>`],
  ['a font of twelve digits', `<p><font color="#ffffffffffff">${secret}</font></p>`],
  ['white text of the body', page(`<p>${secret}</p>`, '', ' text="#FFFFFF"')],
  ['a body of black', page(`<p>${secret}</p>`, '', ' bgcolor="#000000"')],
  [
    'a cell of the colour of its text',
    `<table><tr><td bgcolor="#000080"><font color="navy">${secret}</font></td></tr></table>`,
  ],
  [
    'white text in a white cell of a black table',
    `<table bgcolor="black"><tr><td bgcolor="white"><font color="white">${secret}</font></td></tr></table>`,
  ],
  [
    'white text behind a dark neighbour',
    `<table><tr><td bgcolor="#000000">x</td><td><font color="#ffffff">${secret}</font></td></tr></table>`,
  ],
  [
    'text inside what is hidden',
    `<div style="display:none"><p style="display:block">a<b>${secret}</b></p></div>`,
  ],
  ['small text in small text', `${'<small>'.repeat(14)}${secret}${'</small>'.repeat(14)}`],
  ['em of em', `<div style="font-size:.3em"><p style="font-size:.3em">${secret}</p></div>`],
  ['opacity of opacity', `<div style="opacity:.2"><p style="opacity:.2">${secret}</p></div>`],
  [
    'moves that add up',
    `<div style="margin-left:-50pt"><div style="margin-left:-50pt">${secret}</div></div>`,
  ],
  ['a hidden attribute', `<p hidden>${secret}</p>`],
  ['closed details', `<details>${secret}</details>`],
  ['a closed dialog', `<dialog>${secret}</dialog>`],
  ['a template', `<template>${secret}</template>`],
  ['what only shows without scripts', `<noscript>${secret}</noscript>`],
  ['letters in another order', `<bdo dir="rtl">${secret}</bdo>`],
  ['a class', page(`<p class="a">${secret}</p>`, '<style>.a { display: none }</style>')],
  [
    'an element in a class',
    page(`<div class="a"><p>${secret}</p></div>`, '<style>div.a p { color: #fff }</style>'),
  ],
  ['a name', page(`<p id="q">${secret}</p>`, '<style>/* x */ #q{font-size:0}</style>')],
  ['a rule for paper', page(`<p>${secret}</p>`, '<style>@media screen { p { opacity: 0 } }</style>')],
  ['links of white', page(`<p><a href="#x">${secret}</a></p>`, '', ' link="white"')],
  [
    'a box cut off before its text ends',
    `<div style="overflow:hidden;height:20px"><p>a</p><p>b</p><p>c</p><p>${secret}</p></div>`,
  ],
  ['a rule of two heads', page(`<p>${secret}</p>`, '<style>h1, p { text-indent: -9999px }</style>')],
]

describe('hidden text in finished HTML', () => {
  it.each(styles)('by %s is found', (style) => {
    expect(found(page(`<p style="${style}">${secret}</p>`))).toHaveLength(1)
    expect(found(page(`<div style="${style}"><p>We say: <b>${secret}</b></p></div>`)).length).toBeGreaterThan(
      0,
    )
  })

  it.each(elements)('by %s is found', (_what, html) => {
    const messages = found(html.startsWith('<html') ? html : page(html))
    expect(messages.join('\n')).toContain('cannot be seen: ')
  })

  it.each([
    [
      'a block of white',
      '<div style="position:absolute;top:0;width:100%;height:99px;background:white"></div>',
    ],
    ['a picture', '<img src="white.gif" style="position:absolute;top:0;left:0" width="2000" height="2000">'],
    ['a block that is pulled up', '<div style="margin-top:-40px;background:#fff"><p>x</p></div>'],
  ])('under %s is told', (_what, html) => {
    expect(found(page(`<p>${secret}</p>${html}`)).join()).toContain(
      'may lie over text, which cannot be seen then',
    )
  })

  it('says which words, why, and where', () => {
    const log = new Log()
    const html = page(
      '<p>a</p>\n<p>b <font color="#fefefe">Revenue fell by half in the year, as we feared.</font></p>',
    )
    checkFinished(new Map([['ex99-1.htm', new TextEncoder().encode(html)]]), log)
    const told = log.diagnostics.find(({ code }) => code === 'K106')
    expect(told?.message).toBe(
      '"Revenue fell by half in the year, as we …" cannot be seen: its colour #fefefe is hardly told from #ffffff behind it',
    )
    expect(told?.span && where(told.span)).toBe('ex99-1.htm:2:6')
  })

  it.each([
    ['white on dark', '<table><tr><td bgcolor="#003366"><font color="white">Total</font></td></tr></table>'],
    ['white on dark by style', '<p style="background:#036;color:#fff">Total</p>'],
    [
      'white on a dark row',
      '<table><tr style="background-color:rgb(0,51,102)"><td style="color:white">Total</td></tr></table>',
    ],
    [
      'black on a white cell of a dark table',
      '<table bgcolor="#000000"><tr><td bgcolor="#ffffff">Total</td></tr></table>',
    ],
    [
      'seen within what is not',
      '<div style="visibility:hidden"><p style="visibility:visible">Total</p></div>',
    ],
    ['grey', '<p style="color:#808080">Total</p>'],
    ['palest grey of real filings', '<p style="color:#c0c0c0">Total</p>'],
    ['a hanging indent', '<p style="margin-left:36pt;text-indent:-36pt">Total</p>'],
    [
      'a spacer',
      '<p style="font-size:0">&nbsp;</p><p style="height:0"></p><div style="line-height:0"></div>',
    ],
    ['white signs that line figures up', '<td><font style="color:#ffffff">)</font></td>'],
    ['a row of no height', '<table><tr style="height:0"><td style="height:0">Total</td></tr></table>'],
    [
      'a table that scrolls',
      '<div style="overflow:auto;width:100%"><table><tr><td>Total</td></tr></table></div>',
    ],
    ['a cell without width', '<table><tr><td width="0" style="width:0">Total</td></tr></table>'],
    [
      'the header of tags',
      '<div style="display:none"><ix:header><ix:hidden>0000855654</ix:hidden></ix:header></div>',
    ],
    ['a closed page break', '<p style="page-break-after:always">Total</p>'],
    ['open details', '<details open>Total</details>'],
    ['ink of the system', '<p style="color:windowtext;background:window">Total</p>'],
    ['letters turned for a narrow head', '<p style="transform:rotate(-90deg)">Total</p>'],
    ['a footer at the foot', '<div style="position:absolute;bottom:0;width:100%"><p>Total</p></div>'],
    ['a box high enough', '<div style="overflow:hidden;height:40px"><p>Total</p></div>'],
    ['a state of a link', page('<p><a href="#a">Total</a></p>', '<style>a:hover { color: #fff }</style>')],
  ])('%s is seen', (_what, html) => {
    expect(found(html.startsWith('<html') ? html : page(html))).toEqual([])
  })

  it('takes elements nested as deep as others read them', () => {
    expect(found(page(`${'<div>'.repeat(1000)}<font color="#fff">${secret}</font>`))).toHaveLength(1)
  })
})

const filings =
  hasShared && existsSync(`${shared}/filings`)
    ? readdirSync(`${shared}/filings`, { recursive: true, encoding: 'utf8' }).filter((name) =>
        /\.html?$/.test(name),
      )
    : []

describe.skipIf(filings.length === 0)('real filings', () => {
  it.each(filings)('%s hides nothing', (name) => {
    expect(found(readFileSync(`${shared}/filings/${name}`, 'latin1'))).toEqual([])
  })
})

const sheet = new TextDecoder().decode(real.readFile(`${real.ownTemplates}/house.css`))
const themed = (css: string) =>
  buildWith({ ...modern, 'house/house.css': `${sheet}\n${css}` }, { templates: 'house', dryRun: true })

describe('hidden text by a theme', () => {
  it.each([
    ['p { color: #ffffff }', 'its colour #ffffff is hardly told from #ffffff behind it'],
    ['p { color: white }', 'its colour'],
    ['.release p { color: #fefefe }', 'its colour #fefefe'],
    ['p { background-color: black }', 'its colour #000000 is hardly told from #000000'],
    ['.cover-cells td { background-color: #003366; color: #003366 }', 'its colour #003366'],
    ['p { font-size: 0.001pt }', 'it is 0.001 pt high'],
    ['p { font-size: 1% }', 'pt high'],
    ['p { text-indent: -9999pt }', 'it stands outside the paper'],
    ['p { text-indent: -1.2in }', 'it stands outside the paper'],
    ['p { margin-left: -9999pt }', 'it stands outside the paper'],
    ['p { margin-left: 9in }', 'it stands outside the paper'],
    ['p { line-height: 0.01 }', 'its lines stand on one another'],
    ['p { margin-top: -100pt }', 'it stands outside the paper'],
  ])('%s is found at its place', (css, why) => {
    const { diagnostics } = themed(css)
    const told = diagnostics.filter(({ code }) => code === 'K106')
    expect(told.map(({ message }) => message).join('\n')).toContain(why)
    expect(told[0]?.span?.source.path).toBe('house/house.css')
  })

  it.each([
    'p { color: #808080 }',
    'th { background-color: #003366; color: white }',
    'p { margin-left: 36pt; text-indent: -36pt }',
    'p { font-size: 6pt }',
  ])('%s is seen', (css) => {
    expect(themed(css).diagnostics.filter(({ code }) => code === 'K106')).toEqual([])
  })

  it('keeps a final from being made', () => {
    const files = { ...modern, 'house/house.css': `${sheet}\np { color: #ffffff }` }
    const { ok, diagnostics } = buildWith(files, { templates: 'house', final: true })
    expect(ok).toBe(false)
    const refused = diagnostics.filter(({ code }) => code === 'L003').map(({ message }) => message)
    // Once a document, because each tells of its own.
    expect(refused.filter((message) => message.startsWith('K106 is not settled'))).toHaveLength(2)
  })

  it('is found in a ready-made exhibit', () => {
    const exhibit = page(`<p style="color:rgb(254,254,254)">${secret}</p>`)
    const facts = (modern['filing.yaml'] as string).replace(
      '- { number: 99.1,',
      '- { number: 10.1, file: ex10-1.htm, title: Agreement }\n  - { number: 99.1,',
    )
    const { diagnostics } = buildWith(
      { ...modern, 'filing.yaml': facts, 'ex10-1.htm': exhibit },
      { dryRun: true },
    )
    expect(diagnostics.map(({ code }) => code)).toContain('K106')
  })
})
