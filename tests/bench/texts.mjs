// The texts that every engine sets: those of the first filing, varied from run to run, because an engine that
// remembers paragraphs looks many times faster than it is when it is given the same ones again.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const record = new URL('../../content/immunogen-2007-06-04/', import.meta.url).pathname

const words =
  'amber birch cedar delta ember fjord grove heron inlet juniper kelp lagoon maple nectar osprey'.split(' ')

/** Puts words of the run's own into every paragraph of a Markdown text. */
function varied(markdown, run) {
  return markdown.replace(/^(?![#\-|>]|\w+:|---|\s|\{)(\S.*\S)$/gm, (_line, text, at) => {
    const own = `${words[(run + at) % words.length]} ${words[(run * 7 + at) % words.length]} ${run}`
    return text.replace(/ (\S+)$/, ` ${own} $1`)
  })
}

/** Writes `count` filings, each with its own words, into a content folder. */
export function writeFilings(content, count, first = 0) {
  for (let index = 0; index < count; index++) {
    const run = first + index
    const folder = join(content, `run-${run}`)
    mkdirSync(folder, { recursive: true })
    cpSync(join(record, 'filing.yaml'), join(folder, 'filing.yaml'))
    for (const name of ['8-k.md', 'ex99-1.md']) {
      const text = readFileSync(join(record, name), 'utf8')
      const head = /^---\n[\s\S]*?\n---\n/.exec(text)?.[0] ?? ''
      writeFileSync(join(folder, name), head + varied(text.slice(head.length), run))
    }
  }
}

/** Prose that never repeats, some ten paragraphs to a page, and the same with edits in one paragraph of ten. */
export function prose(count, edited, seed = 5) {
  const next = () => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
    return seed / 0x7fffffff
  }
  const common =
    'the of and to in a for that is with as on by company its or be from has are was this which'.split(' ')
  const word = () =>
    next() < 0.45 ? common[Math.floor(next() * common.length)] : `w${Math.floor(next() * 9000).toString(36)}`
  const blocks = []
  for (let index = 0; index < count; index++) {
    const words = Array.from({ length: 48 }, word)
    if (edited && index % 10 === 3) words[Math.floor(index / 10) % 48] = `edit${index.toString(36)}`
    blocks.push(`${words.join(' ')}.`)
  }
  if (edited)
    for (let index = 100; index < blocks.length - 100; index += 400)
      blocks.splice(index + 50, 0, ...blocks.splice(index, 1))
  return blocks
}

/** A filing whose release has these paragraphs. */
export function writeLong(content, name, paragraphs) {
  const folder = join(content, name)
  cpSync(record, folder, { recursive: true })
  const front = /^---\n[\s\S]*?^---\n/m.exec(readFileSync(join(folder, 'ex99-1.md'), 'utf8'))?.[0] ?? ''
  writeFileSync(join(folder, 'ex99-1.md'), `${front}\n${paragraphs.join('\n\n')}\n`)
}
