// One engine, run as a process of its own: `node engines.mjs ENGINE cold|warm COUNT`. Warm runs print the CPU
// milliseconds that a filing (two documents) takes once everything is loaded.
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { blocks, prose, writeFilings } from './texts.mjs'

const require = createRequire(import.meta.url)
const root = new URL('../../', import.meta.url).pathname
const font = (cut) =>
  join(root, `node_modules/@expo-google-fonts/source-serif-4/${cut}/SourceSerif4_${cut}.ttf`)
const faces = {
  normal: font('400Regular'),
  bold: font('700Bold'),
  italics: font('400Regular_Italic'),
  bolditalics: font('700Bold_Italic'),
}

/** Milliseconds that filingpress spent in each of its stages. */
const spent = new Map()
/** Paragraphs of a long document, in place of a filing. */
const long = process.argv[3] === 'long' ? Number(process.argv[4]) : 0

const makers = {
  async filingpress(count) {
    const { build } = await import(join(root, 'dist/library.cjs'))
    const folder = mkdtempSync(join(tmpdir(), 'filingpress-bench-'))
    writeFilings(join(folder, 'content'), count)
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
    return (run) => {
      const [result] = build({
        content: join(folder, 'content'),
        out: join(folder, 'out'),
        filings: [`run-${run}`],
        onStage(_filing, stage, milliseconds) {
          spent.set(stage, (spent.get(stage) ?? 0) + milliseconds)
        },
      })
      if (!result.ok) throw new Error(JSON.stringify(result.diagnostics))
    }
  },
  async typst() {
    const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler')
    const compiler = NodeCompiler.create({
      workspace: root,
      fontArgs: [{ fontPaths: [join(root, 'node_modules/@expo-google-fonts/source-serif-4')] }],
    })
    const escaped = (text) => text.replace(/[#$*_@<>\\`~"'[\]]/g, '\\$&')
    const source = (document) =>
      `#set document(title: "x")\n#set text(font: "Source Serif 4", size: 10.5pt, lang: "en")\n#set page(paper: "us-letter", numbering: "1")\n#set par(justify: true)\n${document
        .map(({ level, text }) =>
          level > 0
            ? `${'='.repeat(level)} ${escaped(text)}`
            : level < 0
              ? `- ${escaped(text)}`
              : escaped(text),
        )
        .join('\n\n')}`
    return (run) => {
      const documents = long > 0 ? [prose(long).map((text) => ({ level: 0, text }))] : blocks(run)
      for (const document of documents)
        compiler.pdf({ mainFileContent: source(document) }, { pdfStandard: 'a-2a' })
      compiler.evictCache(0)
    }
  },
  async pdfkit() {
    const PDFDocument = require('pdfkit')
    return async (run) => {
      for (const document of blocks(run)) {
        const pdf = new PDFDocument({ size: 'letter', font: faces.normal })
        const done = new Promise((resolve) => pdf.on('end', resolve))
        pdf.on('data', () => {})
        for (const { level, text } of document)
          pdf
            .font(level > 0 ? faces.bold : faces.normal)
            .fontSize(10.5)
            .text(text, { align: 'justify' })
            .moveDown(0.5)
        pdf.end()
        await done
      }
    }
  },
  async pdfmake() {
    const pdfmake = require('pdfmake')
    pdfmake.addFonts({ Serif: faces })
    pdfmake.setLocalAccessPolicy?.(() => true)
    return async (run) => {
      for (const document of blocks(run)) {
        const content = document.map(({ level, text }) =>
          level < 0 ? { ul: [text] } : { text, bold: level > 0, alignment: 'justify', margin: [0, 0, 0, 6] },
        )
        await pdfmake
          .createPdf({ content, defaultStyle: { font: 'Serif', fontSize: 10.5 }, pageSize: 'LETTER' })
          .getBuffer()
      }
    }
  },
}

const [engine, mode, count] = [process.argv[2], process.argv[3], Number(process.argv[4] ?? 1)]
const make = await makers[engine](count)
if (mode === 'cold' || mode === 'long') await make(0)
else {
  const warmUp = Math.floor(count / 3)
  for (let run = 0; run < warmUp; run++) await make(run)
  spent.clear()
  const start = process.cpuUsage()
  const began = performance.now()
  for (let run = warmUp; run < count; run++) await make(run)
  const { user, system } = process.cpuUsage(start)
  // Stages are told by the clock; what threads beside took - compiling, collecting garbage - is shared out over them.
  const cpu = (user + system) / 1000 / (performance.now() - began)
  const stages = (...names) =>
    (names.reduce((sum, name) => sum + (spent.get(name) ?? 0), 0) * cpu) / (count - warmUp)
  const made = stages('compose', 'html', 'typeset', 'paint', 'write')
  console.log((user + system) / 1000 / (count - warmUp), stages('typeset', 'paint'), made)
}
