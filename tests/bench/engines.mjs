// One engine, run as a process of its own: `node engines.mjs ENGINE cold FOLDER` sets the documents there once;
// `node engines.mjs ENGINE warm FOLDER COUNT` sets those of FOLDER/run-0 to run-COUNT and prints the CPU milliseconds
// that a filing takes once everything is loaded. Finished files lie beside their sources.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

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

/** The documents of a folder in an engine's language: `[path of the PDF, source]`. */
const sources = (folder, ending) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => [join(folder, `${name}.pdf`), readFileSync(join(folder, name), 'utf8')])

/** CPU milliseconds of this process so far, of all its threads. */
const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** CPU milliseconds that filingpress took in each of its stages; a stage ends where it is told. */
const spent = new Map()

const makers = {
  async filingpress() {
    const { build } = await import(join(root, 'dist/library.cjs'))
    return (folder) => {
      let before = cpu()
      const [result] = build({
        content: join(folder, '..'),
        out: join(folder, '../../out-warm'),
        filings: [folder.split('/').at(-1)],
        onStage(_filing, stage) {
          const now = cpu()
          spent.set(stage, (spent.get(stage) ?? 0) + now - before)
          before = now
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
    return (folder) => {
      for (const [path, mainFileContent] of sources(folder, '.typ'))
        writeFileSync(path, compiler.pdf({ mainFileContent }, { pdfStandard: 'a-2a' }))
      compiler.evictCache(0)
    }
  },
  async pdfkit() {
    const PDFDocument = require('pdfkit')
    return async (folder) => {
      for (const [path, source] of sources(folder, '.pdfkit.json')) {
        const pdf = new PDFDocument({ size: 'letter', font: faces.normal })
        const parts = []
        const done = new Promise((resolve) => pdf.on('end', resolve))
        pdf.on('data', (part) => parts.push(part))
        for (const { strong, size, text } of JSON.parse(source))
          pdf
            .font(strong ? faces.bold : faces.normal)
            .fontSize(size)
            .text(text, { align: 'justify' })
            .moveDown(0.5)
        pdf.end()
        await done
        writeFileSync(path, Buffer.concat(parts))
      }
    }
  },
  async pdfmake() {
    const pdfmake = require('pdfmake')
    pdfmake.addFonts({ Serif: faces })
    pdfmake.setLocalAccessPolicy?.(() => true)
    const footer = (page, pages) =>
      page > 1 ? { text: `Page ${page} of ${pages}`, alignment: 'center' } : undefined
    return async (folder) => {
      for (const [path, source] of sources(folder, '.pdfmake.json')) {
        const { title, content } = JSON.parse(source)
        const made = pdfmake.createPdf({
          info: { title },
          content,
          footer,
          defaultStyle: { font: 'Serif', fontSize: 10.5 },
          pageSize: 'LETTER',
          pageMargins: [72, 65, 72, 65],
        })
        writeFileSync(path, await made.getBuffer())
      }
    }
  },
}

const [engine, mode, place, count] = process.argv.slice(2)
const make = await makers[engine]()
if (mode === 'cold') await make(place)
else {
  const warmUp = Math.floor(count / 3)
  const makeRun = (run) => make(join(place, `run-${run}`))
  for (let run = 0; run < warmUp; run++) await makeRun(run)
  spent.clear()
  const start = cpu()
  for (let run = warmUp; run < count; run++) await makeRun(run)
  const each = (milliseconds) => milliseconds / (count - warmUp)
  const stages = (...names) => each(names.reduce((sum, name) => sum + (spent.get(name) ?? 0), 0))
  const setting = stages('typeset', 'paint')
  const made = stages('compose', 'html', 'typeset', 'paint', 'write')
  console.log(each(cpu() - start), setting, made)
}
