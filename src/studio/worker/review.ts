/**
 * The review file: what a filing will be, what changed in it, and boxes for comments, in one file that needs nothing else.
 *
 * Each document stands in a shadow root of its own, so that no style of one reaches another or the page around it. A
 * comment names its place by letters (letters.ts) and quotes it, so that it is found again when the text has moved on.
 */
import { sha256, toText } from '../../bytes.ts'
import { type Rendered, render } from '../../commands/build.ts'
import { inOneFile } from '../../commands/redlines.ts'
import { FilingError } from '../../diagnostics/diagnostic.ts'
import { Log } from '../../diagnostics/log.ts'
import { writeHtml } from '../../html/write.ts'
import { escapedAttribute } from '../../markup.ts'
import { compare, working } from './compare.ts'
import { buildOptionsOf, type Place } from './settings.ts'

export interface ReviewAsked {
  readonly slug: string
  /** The version since which changes are shown; none where it is left out. */
  readonly old?: string
  /** Who asks for comments. */
  readonly by?: string
}

/** A document in the review file. */
interface Part {
  readonly name: string
  readonly title: string
  readonly html: string
}

/** @throws FilingError where the filing cannot be built */
export async function reviewOf(place: Place, { slug, old, by }: ReviewAsked): Promise<string> {
  const { world, fonts, settings } = place
  const log = new Log()
  const options = {
    ...buildOptionsOf(settings, true),
    draft: { stamp: 'Draft for review', lineNumbers: true },
  }
  const rendered = render(world, slug, fonts, options, log)
  if (!rendered) throw new FilingError(log.diagnostics)
  const pages = rendered.built.proofs.map(({ document }): Part => {
    const html = inOneFile(writeHtml(document, 'reading'), document)
    return { name: document.fileName, title: document.form, html }
  })
  const changes = old === undefined ? [] : await changedParts(place, slug, old)
  const program = toText(world.readFile(`${world.ownTemplates}/../dist/studio/review.js`))
  return page({ slug, by, pages, changes, pdfs: pdfsOf(rendered), program })
}

async function changedParts(place: Place, slug: string, old: string): Promise<Part[]> {
  const { comparison } = await compare(place, slug, old, working)
  return comparison.documents
    .filter(({ html }) => html !== '')
    .map(({ name, html }) => ({ name, title: `Changes of ${name}`, html }))
}

/** The finished PDFs, to open or print. */
const pdfsOf = ({ outputs }: Rendered): [name: string, data: string][] =>
  [...outputs.files]
    .filter(([name]) => name.endsWith('.pdf'))
    .map(([name, bytes]) => [name, `data:application/pdf;base64,${Buffer.from(bytes).toString('base64')}`])

interface Review {
  readonly slug: string
  readonly by: string | undefined
  readonly pages: readonly Part[]
  readonly changes: readonly Part[]
  readonly pdfs: readonly (readonly [name: string, data: string])[]
  readonly program: string
}

function page({ slug, by, pages, changes, pdfs, program }: Review): string {
  const parts = [...pages, ...changes]
  const digest = sha256(pages.map(({ html }) => html).join('\n'))
  const tabs = parts.map(
    ({ title }, index) => `<button type="button" data-part="${index}">${escapedAttribute(title)}</button>`,
  )
  const bodies = parts.map(({ name, title, html }, index) => {
    const comments = index < pages.length ? ' data-comments' : ''
    return `<section data-name="${escapedAttribute(name)}"${comments} aria-label="${escapedAttribute(title)}"><template shadowrootmode="open">${inner(html)}</template></section>`
  })
  const links = pdfs.map(
    ([name, data]) => `<a href="${data}" download="${escapedAttribute(name)}">${escapedAttribute(name)}</a>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<title>${escapedAttribute(slug)}: draft for review</title>
<style>${sheet}</style>
</head>
<body data-filing="${escapedAttribute(slug)}" data-digest="${digest}">
<header>
<h1>${escapedAttribute(slug)}: draft for review</h1>
<p>${by === undefined ? '' : `${escapedAttribute(by)} asks for your comments. `}Tap a paragraph to comment on it. When you are done, save your comments and send that file back. Nothing leaves this device by itself.</p>
<nav aria-label="Documents">${tabs.join('')}</nav>
<p class="links">${links.join(' ')}</p>
<p class="tools"><label>Your name <input id="reviewer" autocomplete="name"></label> <button type="button" id="save" disabled>Save comments</button> <button type="button" id="print">Print</button></p>
</header>
<main>
${bodies.join('\n')}
</main>
<aside id="comments" aria-label="Comments"></aside>
<script>${program.replaceAll('</script', '<\\/script')}</script>
</body>
</html>
`
}

/** Style and body of a whole document, the style of its body on a block in its place. */
function inner(html: string): string {
  const styles = [...html.matchAll(/<style>[\s\S]*?<\/style>/g)].map(([one]) =>
    one.replace(/\bbody\{/g, '.body{'),
  )
  const body = /<body([^>]*)>([\s\S]*)<\/body>/.exec(html)
  const attributes = /style="[^"]*"/.exec(body?.[1] ?? '')?.[0] ?? ''
  const text = (body?.[2] ?? '').replace(/<style>[\s\S]*?<\/style>/g, '').replace(/<\/?template[^>]*>/gi, '')
  return `${styles.join('')}<style>.marked{background:#fff3c4;box-shadow:-4px 0 0 #e0a800}@media screen{.can:hover{background:#f3f6fc;cursor:pointer}.can:focus{outline:2px solid #1f4fbf}}</style><div class="body" ${attributes}>${text}</div>`
}

const sheet = `
body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1c1d1f;background:#f1f1ee}
header{position:sticky;top:0;z-index:2;background:#fff;border-bottom:1px solid #ddd;padding:10px 16px}
h1{font-size:18px;margin:0}header p{margin:4px 0;color:#4d5258;font-size:14px}
nav{display:flex;gap:4px;overflow-x:auto}
button{font:inherit;padding:5px 12px;border:1px solid #c9c9c4;border-radius:6px;background:#fff;white-space:nowrap}
button[aria-pressed=true]{background:#1f4fbf;color:#fff;border-color:#1f4fbf}button:disabled{color:#6b7076}
input,textarea{font:inherit;border:1px solid #aaa;border-radius:6px;padding:4px 8px;box-sizing:border-box}
main{max-width:860px;margin:16px auto;padding:0 8px}
section{background:#fff;padding:8px 20px 40px;box-shadow:0 1px 8px #0001;overflow-x:auto}section[hidden]{display:none}
aside{max-width:860px;margin:0 auto 60px;padding:0 8px}
.comment{background:#fff;border-left:3px solid #e0a800;margin:8px 0;padding:8px 12px;border-radius:0 6px 6px 0}
.comment q{color:#4d5258;font-size:14px}.comment textarea{width:100%;min-height:70px;margin-top:6px}
@media(max-width:600px){header{position:static}section{padding:4px 8px 24px}}
@media print{header nav,.tools,.links,.comment button{display:none}header{position:static}section[hidden]{display:block;break-before:page}body{background:#fff}section{box-shadow:none}}
`
