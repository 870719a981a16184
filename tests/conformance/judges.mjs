// Every finished file through the validators of others: the W3C's checker, veraPDF, qpdf. They run last.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle, check, expect, expectArchival, here, Missing, run, work } from './kit.mjs'
import { contents, ending } from './outputs.mjs'

/** What the W3C's checker says because EDGAR's dialects are what they are, and nothing else. */
const unavoidable = [
  // Plain HTML has no <span>: <font> carries inline style (EFM 5.2.2).
  'The “font” element is obsolete. Use CSS instead.',
  // The inline dialect is XHTML: no doctype, xml:lang only, empty elements closed (EFM 5.2.5).
  'Start tag seen without seeing a doctype first. Expected “<!DOCTYPE html>”.',
  'When the attribute “xml:lang” in no namespace is specified, the element must also have the attribute “lang” present with the same value.',
  'Trailing slash on void elements has no effect and interacts badly with unquoted attribute values.',
  // Ready-made exhibits go as their makers left them.
  'Consider adding a “lang” attribute to the “html” start tag to declare the language of this document.',
  'This document appears to be written in English. Consider adding “lang="en"” (or variant) to the “html” start tag.',
]

await check('every HTML file through the W3C checker', () => {
  const jar = join(here, 'node_modules/vnu-jar/build/dist/vnu.jar')
  if (!existsSync(jar)) throw new Missing('vnu-jar is not installed: npm ci --prefix tests/conformance')
  // It knows nothing of Inline XBRL: tagged reports are judged by Arelle.
  const pages = ending('.htm').filter((file) => !readFileSync(file, 'utf8').includes('<ix:header'))
  const { err } = run('java', ['-jar', jar, '--format', 'json', ...pages])
  const { messages } = JSON.parse(err)
  const others = messages.filter(({ message }) => !unavoidable.includes(message))
  expect(
    others.length === 0,
    others.map(({ url, message, extract }) => `${url}: ${message} ${extract}`).join('\n'),
  )
  return `${pages.length} files, ${messages.length} messages, all of them the dialect's`
})

await check('every PDF through veraPDF as PDF/UA-1 and PDF/A-2a', () => {
  const pdfs = ending('.pdf')
  expectArchival(pdfs, ['ua1', '2a'])
  return `${pdfs.length} files`
})

await check('PDFs with their sources inside through veraPDF as PDF/UA-1 and PDF/A-3a', () => {
  const out = join(work, 'embedded')
  run(process.execPath, [
    bundle,
    'build',
    '--content',
    contents[1],
    '--out',
    out,
    '--embed-source',
    '--quiet',
  ])
  const pdfs = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.pdf'))
    .map((name) => join(out, name))
  expect(pdfs.length > 2, 'there are no PDFs')
  expectArchival(pdfs, ['ua1', '3a'])
  return `${pdfs.length} files`
})

await check('every PDF without errors, by qpdf', () => {
  for (const file of ending('.pdf')) {
    const { code, out, err } = run('qpdf', ['--check', file])
    expect(code === 0, `${file}\n${out}${err}`)
  }
  return `${ending('.pdf').length} files`
})
