/**
 * A document as a page for the web site of its company: the reading dialect in one file of its own, its pictures inside,
 * with what people and machines need around it - a link past the head, a main part, tables that scroll on a telephone,
 * a look for the dark and one for paper, metadata (schema.org).
 */
import type { Document } from '../document/document.ts'
import { picturesOf } from '../document/walk.ts'
import { wordsOfBlocks } from '../document/words.ts'
import { escapedAttribute } from '../markup.ts'
import { writeHtml } from './write.ts'

export interface About {
  readonly publisher: string
  /** `YYYY-MM-DD`. */
  readonly date: string
}

const sheet = `<style>
:root{color-scheme:light dark}
html{-webkit-text-size-adjust:100%}
body{overflow-wrap:break-word;background:#fff}
.skip{position:absolute;left:-999em}
.skip:focus{left:8px;top:8px;padding:8px;background:#fff;color:#00419d;outline:2px solid #00419d}
.scroll{overflow-x:auto}
.scroll:focus-visible{outline:2px solid #00419d}
a{color:#00419d}
img{max-width:100%}
.contents a{display:inline-block;min-height:24px;min-width:24px}
@media (max-width:520px){
body{margin:16px auto !important;padding:0 16px !important;text-align:left !important}
p{text-align:left}
p[style*="text-align:center"],h1[style*="text-align:center"],h2[style*="text-align:center"]{text-align:center !important}
.scroll table{min-width:340px}
.cover-sheet{padding-top:48px !important}
}
@media (prefers-color-scheme:dark){
body{background:#15181c !important;color:#e9e7e2 !important}
a,.skip:focus{color:#9cc3ff}
.skip:focus{background:#15181c;outline-color:#9cc3ff}
.scroll:focus-visible{outline-color:#9cc3ff}
[style*="background-color"]{background-color:#29323c !important}
td:not([style*="transparent"]),th:not([style*="transparent"]),hr,div{border-color:#8d959e !important}
td[style*="transparent"],th[style*="transparent"]{border-top-color:#8d959e !important;border-bottom-color:#8d959e !important}
img{background:#fff}
}
@media print{
.skip{display:none}
.scroll{overflow:visible}
body{margin:0 !important;max-width:none !important}
tr,img{break-inside:avoid}
h1,h2,h3,h4{break-after:avoid}
}
</style>
`

const scrollEnd = '</div><!-- table -->\n'
const mainBegin = '<a class="skip" href="#main">Skip to the text</a>\n<main id="main">\n'
const mainEnd = '</main>\n'

/** @returns one file of HTML5 that needs no other */
export function readingPage(document: Document, about: About): string {
  const pictures = picturesOf(document)
  let count = 0
  return writeHtml(document, 'reading')
    .replace('</title>\n', () => `</title>\n${metaOf(document, about)}${sheet}`)
    .replace(/<body[^<>]*>\n/, (body) => body + mainBegin)
    .replace('</body>', `${mainEnd}</body>`)
    .replaceAll('<table class="layout', '<table role="presentation" class="layout')
    .replace(/<table class="data(?:(?!<table)[\s\S])*?<\/table>\n/g, (table) => {
      count++
      return `<div class="scroll" role="region" tabindex="0" aria-label="Table ${count}">\n${table}${scrollEnd}`
    })
    .replace(/(<img src=")([^"]+)"/g, (img, before: string, file: string) => {
      const bytes = pictures.get(file)
      return bytes ? `${before}data:${typeOf(bytes)};base64,${Buffer.from(bytes).toString('base64')}"` : img
    })
}

/** A page as the reading dialect has it, without what stands around its words: for who reads them back. */
export function withoutPage(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>\n/g, '')
    .replace(/<script type="application\/ld\+json">[\s\S]*?<\/script>\n/, '')
    .replace(/<meta name="description"[^<>]*>\n/, '')
    .replace(mainBegin, '')
    .replace(mainEnd, '')
    .replaceAll(' role="presentation"', '')
    .replace(/<div class="scroll"[^<>]*>\n/g, '')
    .replaceAll(scrollEnd, '')
    .replace(/src="data:[^"]*"/g, 'src="picture.gif"')
}

const typeOf = (bytes: Uint8Array): string => (bytes[0] === 0xff ? 'image/jpeg' : 'image/gif')

function metaOf({ form, title, language, sections }: Document, { publisher, date }: About): string {
  const heading = sections
    .flatMap(({ blocks }) => blocks)
    .find((block) => block.type === 'heading' && block.level === 1)
  const headline = heading && form.startsWith('EX-') ? textOf(heading) : title
  const data = {
    '@context': 'https://schema.org',
    '@type': form.startsWith('EX-99') ? 'NewsArticle' : 'Report',
    headline,
    datePublished: date,
    inLanguage: language,
    publisher: { '@type': 'Organization', name: publisher },
  }
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  return `<meta name="description" content="${escapedAttribute(`${headline} - ${publisher}, ${date}`)}">\n<script type="application/ld+json">${json}</script>\n`
}

const textOf = (block: Parameters<typeof wordsOfBlocks>[0][number]): string =>
  wordsOfBlocks([block])
    .map(({ text }) => text)
    .join(' ')
