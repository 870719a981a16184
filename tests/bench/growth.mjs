// What an archive costs as it grows: CPU time of commands on one object of 30 and of 300 versions.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @param content a folder with the filing `run-0` */
export function benchGrowth({ cli, folder, content }) {
  const place = join(folder, 'growing')
  mkdirSync(place)
  cpSync(join(content, 'run-0'), join(place, 'content', 'run-0'), { recursive: true })
  const meter = join(folder, 'meter.cjs')
  writeFileSync(
    meter,
    `process.on('exit', () => { const { user, system } = process.cpuUsage(); require('fs').writeSync(3, String((user + system) / 1000)) })`,
  )
  /** CPU time of one run in milliseconds. */
  const cpu = (...args) => {
    const env = { ...process.env, NODE_OPTIONS: `--require ${meter}` }
    const done = spawnSync(process.execPath, [cli, ...args], {
      cwd: place,
      env,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    })
    if (done.status !== 0) throw new Error(`${args.join(' ')}\n${done.stderr}`)
    return Number(done.output[3])
  }
  const least = (rounds, ...args) => Math.min(...Array.from({ length: rounds }, () => cpu(...args)))
  cpu('archive', 'init', 'vault')
  cpu('archive', 'key', 'new', 'ours')
  cpu('archive', 'add', 'run-0', '--key', 'ours.key')
  const start = least(5, '--version')
  const measured = []
  for (const versions of [30, 300]) {
    while (measured.at(-1)?.versions !== versions) {
      const added = cpu('archive', 'hold', 'run-0', 'on', '--message', 'm', '--key', 'ours.key')
      const { length } = readdirSync(join(place, 'vault'), { recursive: true }).filter((name) =>
        /\/v\d+\/inventory\.json$/.test(name),
      )
      if (length < versions) continue
      const inventories = readdirSync(join(place, 'vault'), { recursive: true })
        .filter((name) => /\/v\d+\/inventory\.json$/.test(name))
        .reduce((sum, name) => sum + statSync(join(place, 'vault', name)).size, 0)
      measured.push({
        versions,
        added,
        mb: inventories / 1e6,
        verify: least(3, 'archive', 'verify', '--key', 'ours.pub', '--quiet'),
        list: least(3, 'archive', 'list'),
        show: least(3, 'archive', 'show', 'run-0'),
        add: cpu('archive', 'add', 'run-0', '--key', 'ours.key'),
      })
    }
  }
  console.log('\ngrowth of an archive, CPU time less starting')
  for (const { versions, mb, verify, list, show, added, add } of measured) {
    const ms = (value) => `${(value - start).toFixed(0).padStart(6)} ms`
    console.log(
      `${String(versions).padStart(4)} versions, ${mb.toFixed(1)} MB of inventories: verify ${ms(verify)}, list ${ms(list)}, show ${ms(show)}, hold ${ms(added)}, add ${ms(add)}`,
    )
  }
  const [few, many] = measured.map(({ verify, mb }) => (verify - start) / mb)
  console.log(`verify, per MB of inventories: ${(many / few).toFixed(2)} x that at 30 versions (goal 1.2)`)
}
