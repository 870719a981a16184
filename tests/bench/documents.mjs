// What every engine sets: the two documents of a filing, read from their finished HTML, so that all of them have the
// same words, headings, tables, marks, links and sizes to set. Each engine gets them in its own language beforehand.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'htmlparser2'

/** `{ kind, level, align, size, runs, items, rows }` for every block of a finished HTML file, and its title. */
function readDocument(path) {
  const tree = parseDocument(readFileSync(path, 'utf8'))
  const named = (name, nodes = tree.children) => {
    for (const node of nodes) {
      const found = node.name === name ? node : named(name, node.children ?? [])
      if (found) return found
    }
  }
  return {
    title: named('title')
      .children.map(({ data }) => data)
      .join(''),
    blocks: blocksIn(named('body').children),
  }
}

/** The report and its release. */
export const readFiling = (folder) =>
  ['8-k.htm', 'ex99-1.htm'].map((name) => readDocument(join(folder, name)))

const isElement = (node) => node.type === 'tag'
const style = (node, name) => new RegExp(`(?:^|;)${name}:([^;]*)`).exec(node.attribs?.style ?? '')?.[1]

function blocksIn(nodes) {
  return nodes.filter(isElement).flatMap((node) => {
    const look = {
      align: style(node, 'text-align') ?? 'justify',
      size: Number.parseFloat(style(node, 'font-size') ?? '10.5'),
    }
    const level = /^h([1-6])$/.exec(node.name)?.[1]
    if (level) return [{ kind: 'heading', level: Number(level), ...look, runs: runsIn(node.children) }]
    if (node.name === 'p') return [{ kind: 'text', ...look, runs: runsIn(node.children) }]
    if (node.name === 'hr') return [{ kind: style(node, 'page-break-after') === 'always' ? 'break' : 'rule' }]
    if (node.name === 'ul' || node.name === 'ol')
      return [{ kind: 'list', items: node.children.filter(isElement).map((item) => runsIn(inner(item))) }]
    if (node.name === 'table') return [{ kind: 'table', ...look, rows: rowsIn(node) }]
    return blocksIn(node.children)
  })
}

/** What stands in a cell or item: its paragraphs, one after the other, without the label. */
function inner(node) {
  const paragraphs = node.children.filter((child) => child.name === 'p')
  const nodes = paragraphs.length > 0 ? paragraphs.flatMap(({ children }) => children) : node.children
  return nodes.filter((child) => child.attribs?.class !== 'label')
}

const rowsIn = (table) =>
  table.children.filter(isElement).map((row) =>
    row.children.filter(isElement).map((cell) => ({
      head: cell.name === 'th',
      span: Number(cell.attribs.colspan ?? 1),
      width: style(cell, 'width'),
      lined: style(cell, 'border-bottom') !== undefined,
      align:
        style(cell.children.find(isElement) ?? cell, 'text-align') ?? style(cell, 'text-align') ?? 'left',
      runs: runsIn(inner(cell)),
    })),
  )

const marks = { b: 'bold', i: 'italic', u: 'underline', sup: 'raised', sub: 'lowered' }

function runsIn(nodes, marked = {}) {
  return nodes.flatMap((node) => {
    if (node.type === 'text')
      return node.data === '' ? [] : [{ ...marked, text: node.data.replaceAll('\n', ' ') }]
    if (node.name === 'br') return [{ ...marked, text: '\n' }]
    const link =
      node.name === 'a' && /^(?:https?|mailto):/.test(node.attribs.href) ? { link: node.attribs.href } : {}
    const mark = marks[node.name] ? { [marks[node.name]]: true } : {}
    return runsIn(node.children ?? [], { ...marked, ...mark, ...link })
  })
}

/** The words of every block, for an engine that knows only text. */
const plainly = ({ blocks }) =>
  blocks.flatMap((block) => {
    const text = (runs) => runs.map((run) => run.text).join('')
    const strong = block.kind === 'heading'
    const lists = block.items ??
      block.rows?.flatMap((row) => row.map(({ runs }) => runs)) ?? [block.runs ?? []]
    return lists
      .map((runs) => ({ strong, size: block.size ?? 10.5, text: text(runs) }))
      .filter(({ text }) => text)
  })

const escaped = (text) => text.replace(/[#$*_@<>\\`~"'[\]/\-+=]/g, '\\$&').replaceAll('\n', '#linebreak();')

/** A document in Typst's language. */
function toTypst({ title, blocks }) {
  const runs = (list) =>
    list
      .map((run) => {
        let text = escaped(run.text)
        if (run.bold) text = `#strong[${text}];`
        if (run.italic) text = `#emph[${text}];`
        if (run.underline) text = `#underline[${text}];`
        if (run.raised) text = `#super[${text}];`
        if (run.lowered) text = `#sub[${text}];`
        return run.link ? `#link("${run.link}")[${text}];` : text
      })
      .join('')
  const set = (block, text) => {
    const sized = block.size === 10.5 ? text : `#text(size: ${block.size}pt)[${text}]`
    return block.align === 'justify' ? sized : `#align(${block.align})[#set par(justify: false)\n${sized}]`
  }
  const table = ({ rows }) => {
    const widths = rows[0].flatMap(({ span, width }) => Array(span).fill(width ?? '1fr'))
    const cells = (row) =>
      row
        .map(
          (cell) =>
            `table.cell(colspan: ${cell.span}, align: ${cell.align === 'justify' ? 'left' : cell.align}${cell.lined ? ', stroke: (bottom: 0.5pt)' : ''})[${runs(cell.runs)}]`,
        )
        .join(', ')
    const lines = rows.map((row) =>
      row.every(({ head }) => head) ? `table.header(${cells(row)})` : cells(row),
    )
    return `#table(columns: (${widths.join(', ')},), stroke: none, inset: (x: 4pt, y: 3pt), ${lines.join(',\n')})`
  }
  const write = (block) => {
    switch (block.kind) {
      case 'heading':
        return set(block, `#heading(level: ${block.level})[${runs(block.runs)}]`)
      case 'list':
        return `#list(${block.items.map((item) => `[${runs(item)}]`).join(', ')})`
      case 'table':
        return table(block)
      case 'rule':
        return '#line(length: 100%, stroke: 0.5pt)'
      case 'break':
        return '#pagebreak(weak: true)'
      default:
        return set(block, runs(block.runs))
    }
  }
  return `${typstHead(title)}${blocks.map(write).join('\n\n')}\n`
}

/** Page, type and foot as our house style has them. */
const typstHead = (title) => `#set document(title: ${JSON.stringify(title)})
#set page(paper: "us-letter", margin: (x: 1in, y: 0.9in), footer: context if here().page() > 1 { align(center)[Page #counter(page).display() of #counter(page).final().first()] })
#set text(font: "Source Serif 4", size: 10.5pt, lang: "en")
#set par(justify: true, leading: 0.61em, spacing: 1.28em)
#show heading: set text(size: 10.5pt)
`

/** A document in pdfmake's. */
function toPdfmake({ title, blocks }) {
  const runs = (list) =>
    list.map(({ text, bold, italic, underline, raised, lowered, link }) => ({
      text,
      ...(bold && { bold }),
      ...(italic && { italics: true }),
      ...(underline && { decoration: 'underline' }),
      ...(raised && { sup: true }),
      ...(lowered && { sub: true }),
      ...(link && { link }),
    }))
  const write = (block) => {
    switch (block.kind) {
      case 'list':
        return {
          ul: block.items.map((item) => ({ text: runs(item), alignment: 'justify' })),
          margin: [0, 0, 0, 7],
        }
      case 'table':
        return {
          table: {
            widths: block.rows[0].flatMap(({ span, width }) => Array(span).fill(width ?? '*')),
            headerRows: block.rows.findIndex((row) => !row.every(({ head }) => head)),
            body: block.rows.map((row) =>
              row.flatMap(({ runs: list, align, span, lined }) => [
                { text: runs(list), alignment: align, colSpan: span, border: [false, false, false, lined] },
                ...Array(span - 1).fill({}),
              ]),
            ),
          },
        }
      case 'rule':
        return { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 468, y2: 0, lineWidth: 0.5 }] }
      case 'break':
        return { text: '', pageBreak: 'after' }
      default:
        return {
          text: runs(block.runs),
          fontSize: block.size,
          bold: block.kind === 'heading',
          alignment: block.align,
          margin: [0, 0, 0, 7],
        }
    }
  }
  return { title, content: blocks.map(write) }
}

/** Writes the documents of a filing where the engines find them, each in its own language. */
export function writeSources(folder, documents) {
  mkdirSync(folder, { recursive: true })
  documents.forEach((document, index) => {
    writeFileSync(join(folder, `${index}.typ`), toTypst(document))
    writeFileSync(join(folder, `${index}.pdfmake.json`), JSON.stringify(toPdfmake(document)))
    writeFileSync(join(folder, `${index}.pdfkit.json`), JSON.stringify(plainly(document)))
  })
}
