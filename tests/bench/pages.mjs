// Long documents, beside Typst on the same paragraphs: whole runs, each in a process of its own.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFiling, writeSources } from './documents.mjs'
import { prose, writeLong } from './texts.mjs'

export function benchPages({ cli, folder, engines, cold }) {
  const content = join(folder, 'pages')
  const out = join(folder, 'pages-out')
  const build = (name) => [cli, 'build', name, '--content', content, '--out', out, '--force']
  const sizes = [460, 4600].map((paragraphs) => {
    const name = `of-${paragraphs}`
    writeLong(content, name, prose(paragraphs))
    // Made-up words look like slips, which is exit code 1.
    const { stderr } = spawnSync(process.execPath, [...build(name), '--stages'], { encoding: 'utf8' })
    const { outputs } = JSON.parse(readFileSync(join(out, name, 'build.json'), 'utf8'))
    const { pages } = outputs.find((one) => one.name === 'ex99-1.pdf')
    const stage = (wanted) => Number(new RegExp(`${wanted}\\s+([\\d.]+) ms`).exec(stderr)?.[1] ?? 0)
    return { name, pages, setting: stage('typeset') + stage('paint') }
  })
  const [few, many] = sizes
  const place = join(folder, 'pages-source')
  writeSources(place, readFiling(join(out, many.name)).slice(1))
  const [whole, typst] = cold(
    [() => [...build(many.name), '--quiet'], () => [engines, 'typst', 'cold', place]],
    3,
    [0, 1],
  )
  console.log(`${many.pages} pages, cold`.padEnd(52), 'ms'.padStart(7), 'MiB'.padStart(8))
  for (const [name, { ms, mib }] of [
    ['filingpress: HTML and tagged PDF, all checks', whole],
    ['Typst: the PDF', typst],
  ])
    console.log(name.padEnd(52), ms.toFixed(0).padStart(7), mib.toFixed(0).padStart(8))
  const perPage = (one) => one.setting / one.pages
  console.log(
    `filingpress / Typst: time ${(whole.ms / typst.ms).toFixed(2)} (goal 0.45), memory ${(whole.mib / typst.mib).toFixed(2)} (goal 0.5)`,
  )
  console.log(
    `typesetting and painting: ${many.setting.toFixed(0)} ms, ${(many.setting / typst.ms).toFixed(2)} x Typst; a page of ${many.pages} costs ${(perPage(many) / perPage(few)).toFixed(2)} x one of ${few.pages} (goal 1.15)\n`,
  )
}
