/** Small filings on the disk, each with words of its own. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { facts, items, release } from './filing.ts'

const words = ['fine', 'welcome', 'recent', 'local', 'early', 'late', 'brief']

/** Makes `f1` to `fN` in a content folder. */
export function mkFilings(content: string, count: number): void {
  for (let number = 1; number <= count; number++) {
    const folder = join(content, `f${number}`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'filing.yaml'), facts)
    writeFileSync(join(folder, '8-k.md'), items)
    writeFileSync(join(folder, 'ex99-1.md'), `${release}\nIt is ${words[number % words.length]} news.\n`)
  }
}
