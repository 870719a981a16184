// What a root costs as it grows: CPU time of commands on one filing among few and among many.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const digest = (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex')

/** Where OCFL extension 0003 puts an object. */
function folderOf(id) {
  const sum = digest('sha256', id)
  const name = id.replace(/[^A-Za-z0-9_-]/g, (one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`)
  return join(sum.slice(0, 3), sum.slice(3, 6), sum.slice(6, 9), name)
}

/** The same filing under another id, its inventories and their sidecars made to say so. */
function twin(vault, from, to) {
  const folder = join(vault, folderOf(to))
  mkdirSync(dirname(folder), { recursive: true })
  // What no list reads is left out: it would fill the disk.
  const filter = (path) => !/content\/(?:tool|fonts|output)\//.test(path)
  cpSync(join(vault, folderOf(from)), folder, { recursive: true, filter })
  for (const inner of ['', ...readdirSync(folder).filter((name) => /^v\d+$/.test(name))]) {
    const path = join(folder, inner, 'inventory.json')
    const text = readFileSync(path, 'utf8').replace(`"id": "${from}"`, `"id": "${to}"`)
    writeFileSync(path, text)
    writeFileSync(`${path}.sha512`, `${digest('sha512', text)} inventory.json\n`)
  }
}

/** @param content a folder with the filing `run-0` */
export function benchRoots({ cli, folder, content, most = 1000 }) {
  const place = join(folder, 'many')
  cpSync(join(content, 'run-0'), join(place, 'content', 'run-0'), { recursive: true })
  const meter = join(folder, 'roots-meter.cjs')
  writeFileSync(
    meter,
    `process.on('exit', () => { const { user, system } = process.cpuUsage(); require('fs').writeSync(3, String((user + system) / 1000)) })`,
  )
  const run = (...args) => {
    const done = spawnSync(process.execPath, [cli, ...args], {
      cwd: place,
      env: { ...process.env, NODE_OPTIONS: `--require ${meter}` },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    })
    if (done.status > 1) throw new Error(`${args.join(' ')}\n${done.stderr}`)
    return { cpu: Number(done.output[3]), out: done.stdout }
  }
  const least = (...args) => Math.min(...Array.from({ length: 3 }, () => run(...args).cpu))
  run('archive', 'init', 'vault')
  run('archive', 'add', 'run-0')
  const [{ id }] = JSON.parse(run('archive', 'list', '--json').out)
  const start = least('--version')
  console.log('\none filing in a root of many, CPU time less starting')
  let made = 1
  for (const count of [10, most]) {
    for (; made < count; made++) twin(join(place, 'vault'), id, id.replace(/run-0$/, `run-${made}`))
    run('archive', 'recover')
    const times = {
      show: least('archive', 'show', 'run-0'),
      hold: least('archive', 'hold', 'run-0', 'on', '--message', 'm'),
      'list of one': least('archive', 'list', 'run-0'),
      'list of all': least('archive', 'list'),
    }
    const told = Object.entries(times).map(([what, time]) => `${what} ${(time - start).toFixed(0)} ms`)
    console.log(`${String(count).padStart(5)} filings: ${told.join(', ')}`)
  }
}
