// Many filings on many workers, with a real Redis: whatever is killed or cut, each filing is archived once.
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { check, expect, full, work } from '../kit.mjs'
import { freePort, pause, random, start, startProxy, startRedis, writeFilings } from '../queue.mjs'

const [workers, filings] = full ? [4, 2000] : [3, 24]
const folder = join(work, 'queue')
mkdirSync(folder, { recursive: true })

const sha512 = (path) => createHash('sha512').update(readFileSync(path)).digest('hex')

/** The outputs of every archived version, as digests by filing and version. */
function archived(vault) {
  const found = new Map()
  for (const name of readdirSync(vault, { recursive: true, encoding: 'utf8' })) {
    if (!/%3af\d{4}[/\\]inventory\.json$/.test(name)) continue
    const { id, versions } = JSON.parse(readFileSync(join(vault, name), 'utf8'))
    const slug = id.split(':').at(-1)
    expect(!found.has(slug), `${slug} is two objects`)
    found.set(
      slug,
      Object.entries(versions).map(([version, { state }]) => [
        version,
        new Map(
          Object.entries(state).flatMap(([digest, paths]) =>
            paths.filter((path) => path.startsWith('output/')).map((path) => [path.slice(7), digest]),
          ),
        ),
      ]),
    )
  }
  return found
}

async function init(name) {
  const done = start(folder, ['archive', 'init', name], 0)
  await done.ended
  return join(folder, name)
}

let redis
await check(`each of ${filings} filings on one machine, for comparison`, async () => {
  writeFilings(join(folder, 'content'), filings)
  const built = start(folder, ['build', '--edgar-pdf', '--jobs', '2', '--quiet'], 0)
  await built.ended
  expect(built.child.exitCode === 0, built.err)
  return `${readdirSync(join(folder, 'out')).filter((name) => /^f\d+$/.test(name)).length} built`
})

await check(
  `${workers} workers and ${filings} filings, workers and Redis killed, the network cut and silent: each archived once, same bytes`,
  async () => {
    redis = await startRedis(join(folder, 'redis'))
    const proxy = await startProxy(redis.port)
    const vault = await init('vault')
    const crew = []
    const logs = []
    const hire = (index) => {
      crew[index] = start(
        folder,
        ['worker', '--archive', 'vault', '--jobs', '1', '--lease', '3', '--json'],
        proxy.port,
      )
      logs.push(crew[index])
    }
    for (let index = 0; index < workers; index++) hire(index)
    const submit = start(
      folder,
      [
        'batch',
        'submit',
        '--command',
        'archive',
        '--archive',
        'vault',
        '--wait',
        '--quiet',
        '--attempts',
        '100',
        '--summary',
        'queue.json',
      ],
      proxy.port,
    )
    const seed = full ? Date.now() % 100_000 : 22
    const next = random(seed)
    const counts = {
      'worker killed': 0,
      'worker stopped': 0,
      'Redis killed': 0,
      'Redis emptied': 0,
      'network cut': 0,
      'network silent': 0,
    }
    const acts = {
      async 'worker killed'() {
        const index = Math.floor(next() * workers)
        crew[index].child.kill('SIGKILL')
        await crew[index].ended
        hire(index)
      },
      async 'worker stopped'() {
        const index = Math.floor(next() * workers)
        crew[index].child.kill('SIGTERM')
        await Promise.race([crew[index].ended, pause(20_000)])
        crew[index].child.kill('SIGKILL')
        hire(index)
      },
      async 'Redis killed'() {
        await redis.kill()
        await pause(200 + next() * 1500)
        await redis.up()
      },
      'Redis emptied': () => redis.flush(),
      'network cut': () => proxy.cut(200 + next() * 2500),
      'network silent': () => proxy.hush(500 + next() * 4500),
    }
    const names = Object.keys(acts)
    let over = false
    submit.ended.then(() => {
      over = true
    })
    // Every kind at least once, then as it comes.
    for (let round = 0; !over; round++) {
      await Promise.race([submit.ended, pause((400 + next() * 1800) * (full ? 3 : 1))])
      if (over) break
      const kind = names[round < names.length ? round : Math.floor(next() * names.length)]
      // A fleet whose queue is emptied all the time gets nowhere.
      if (kind === 'Redis emptied' && counts[kind] >= (full ? 5 : 1)) continue
      counts[kind]++
      await acts[kind]()
    }
    for (const { child } of crew) child.kill('SIGTERM')
    await Promise.all(crew.map((one) => Promise.race([one.ended, pause(20_000)])))
    for (const { child } of crew) child.kill('SIGKILL')
    proxy.end()
    const told = `seed ${seed}; ${Object.entries(counts)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', ')}`
    expect(submit.child.exitCode === 0, `${told}\n${submit.err.slice(-2000)}`)
    const { jobs } = JSON.parse(readFileSync(join(folder, 'queue.json'), 'utf8'))
    expect(
      jobs.length === filings && jobs.every(({ state }) => state === 'archived'),
      'a job has another end',
    )
    const versions = archived(vault)
    expect(versions.size === filings, `${versions.size} of ${filings} filings are archived`)
    for (const [slug, [[version, outputs], ...more]] of versions) {
      expect(more.length === 0 && version === 'v1', `${slug} has ${more.length + 1} versions`)
      const own = readdirSync(join(folder, 'out', slug))
      expect(own.length === outputs.size, `${slug} has other files than on one machine`)
      for (const name of own)
        expect(
          sha512(join(folder, 'out', slug, name)) === outputs.get(name),
          `${slug}/${name} has other bytes`,
        )
    }
    const verify = start(folder, ['archive', 'verify', '--archive', 'vault', '--quiet'], 0)
    await verify.ended
    expect(verify.child.exitCode === 0, verify.err)
    const events = logs.flatMap(({ err }) =>
      err
        .split('\n')
        .flatMap((line) => (line.startsWith('{') && line.endsWith('}') ? [JSON.parse(line)] : [])),
    )
    const done = new Map()
    for (const { event, command, name } of events)
      if (event === 'done') done.set(`${command} ${name}`, (done.get(`${command} ${name}`) ?? 0) + 1)
    const twice = [...done.values()].filter((count) => count > 1).length
    const before = events.filter(({ event }) => event === 'there already').length
    return `${told}; ${filings} archived once, none lost; ${twice} jobs done twice, ${before} found done`
  },
)

await check(
  'dead letters keep their reason and can be tried again, and what waits can be cancelled',
  async () => {
    const own = await startRedis(join(folder, 'redis-2'))
    await init('vault-2')
    const at = ['--archive', 'vault-2']
    const command = async (...args) => {
      const done = start(folder, [...args, ...at], own.port)
      await done.ended
      return done
    }
    cpSync(join(folder, 'content'), join(folder, 'content-2'), {
      recursive: true,
      filter: (path) => !/f\d{4}/.test(path) || /f00(?:0[1-6])(?:[/\\]|$)/.test(path),
    })
    writeFileSync(join(folder, 'content-2/f0003/filing.yaml'), 'format: [')
    const given = await command('batch', 'submit', 'content-2', '--command', 'archive', '--json', '--quiet')
    const { batch } = JSON.parse(given.out)
    // Nobody works yet: a backfill waits behind a live filing, whenever it came.
    const live = await command(
      'batch',
      'submit',
      join('content', 'f0008'),
      '--priority',
      'live',
      '--json',
      '--quiet',
    )
    expect(live.child.exitCode === 0, live.err)
    const late = await command(
      'batch',
      'submit',
      join('content', 'f0009'),
      '--priority',
      'backfill',
      '--json',
      '--quiet',
    )
    const cancelled = await command('batch', 'cancel', JSON.parse(late.out).batch)
    expect(/^1 of 1 jobs/.test(cancelled.out), cancelled.out + cancelled.err)
    const port = await freePort()
    const worker = start(
      folder,
      ['worker', '--jobs', '1', '--json', '--health', String(port), '--rate', '20', ...at],
      own.port,
    )
    const get = async (path) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined)
      return answer && { code: answer.status, text: await answer.text() }
    }
    for (let waited = 0; (await get('/readyz'))?.code !== 200; waited += 100) {
      expect(waited < 15_000, `the worker is not ready: ${worker.err}`)
      await pause(100)
    }
    let state
    for (let waited = 0; ; waited += 300) {
      state = JSON.parse((await command('batch', 'status', batch, '--json')).out)
      if (state.jobs.every((job) => !['waiting', 'active'].includes(job.state))) break
      expect(waited < 60_000, JSON.stringify(state))
      await pause(300)
    }
    const dead = state.jobs.filter((job) => job.state === 'failed')
    expect(dead.length === 1 && dead[0].name === 'f0003', JSON.stringify(state))
    expect(
      dead[0].step === 'build' && /^content\/f0003\/filing\.yaml:1:\d+: Y\d+/.test(dead[0].reason),
      dead[0].reason,
    )
    const events = worker.err.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []))
    expect(events[0].name === 'f0008', `the live filing came behind ${events[0].name}`)
    expect(
      events.every(({ name }) => name !== 'f0009'),
      'a cancelled job was done',
    )
    const metrics = (await get('/metrics')).text
    expect(
      /filingpress_jobs_total\{command="archive",outcome="done"\} 5/.test(metrics),
      metrics.slice(0, 3000),
    )
    expect(/filingpress_queue_jobs\{state="failed"\} [1-9]/.test(metrics), 'depths are missing')
    const retried = await command('batch', 'retry', batch)
    expect(/^1 of 6 jobs/.test(retried.out), retried.out + retried.err)
    worker.child.kill('SIGTERM')
    await worker.ended
    expect(worker.child.exitCode === 0, worker.err)
    const mended = readFileSync(join(folder, 'content/f0003/filing.yaml'))
    writeFileSync(join(folder, 'content-2/f0003/filing.yaml'), mended)
    const second = start(folder, ['worker', '--quiet', '--jobs', '1', ...at], own.port)
    const again = await command(
      'batch',
      'submit',
      'content-2',
      '--command',
      'archive',
      '--wait',
      '--json',
      '--quiet',
    )
    expect(again.child.exitCode === 0, again.out + again.err)
    expect(archived(join(folder, 'vault-2')).size === 6, 'not all are archived')
    for (const [name, state, ...more] of [
      ['rebuild', 'the same bytes'],
      ['impact', 'the same'],
      ['diff', 'the same', 'content-2', '--redline', 'red'],
      ['build', 'built', 'content-2', '--edgar-pdf', '--out', 'out-2'],
    ]) {
      const done = await command('batch', 'submit', ...more, '--command', name, '--wait', '--json', '--quiet')
      expect(done.child.exitCode === 0, `${name}: ${done.out}${done.err}`)
      const states = JSON.parse(done.out).jobs.map((job) => job.state)
      expect(states.length === 6 && states.every((one) => one === state), `${name}: ${states}`)
    }
    for (const name of readdirSync(join(folder, 'out/f0005')))
      expect(
        sha512(join(folder, 'out/f0005', name)) === sha512(join(folder, 'out-2/f0005', name)),
        `${name} differs`,
      )
    appendFileSync(join(folder, 'content-2/f0002/8-k.md'), '\nOne more sentence.\n')
    const differs = await command(
      'batch',
      'submit',
      'content-2',
      '--command',
      'diff',
      '--wait',
      '--redline',
      'red',
      '--json',
      '--quiet',
    )
    const changed = JSON.parse(differs.out).jobs.filter((job) => job.state === 'changed')
    expect(changed.length === 1 && changed[0].name === 'f0002', differs.out)
    expect(readdirSync(join(folder, 'red/f0001')).join() === 'redline.json', 'a redline of what is the same')
    expect(existsSync(join(folder, 'red/f0002/redline-8-k.pdf')), 'the redline was not fetched')
    writeFileSync(join(folder, 'out-2/f0001/8-k.htm'), 'by hand')
    const again2 = await command(
      'batch',
      'submit',
      join('content', 'f0001'),
      '--command',
      'build',
      '--edgar-pdf',
      '--wait',
      '--out',
      'out-2',
      '--json',
      '--quiet',
    )
    expect(
      again2.child.exitCode === 1 && /by hand/.test(again2.out),
      'a file that was changed by hand was written over',
    )
    expect(readFileSync(join(folder, 'out-2/f0001/8-k.htm'), 'utf8') === 'by hand', 'it was written over')
    second.child.kill('SIGTERM')
    await second.ended
    // Nothing of content or keys is in Redis.
    const stored = readdirSync(join(folder, 'redis-2'), { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, 'redis-2', name))
      .filter((path) => /aof$/.test(path) && existsSync(path))
      .map((path) => readFileSync(path, 'latin1'))
      .join('')
    expect(stored.length > 1000 && !/BOSTON|Tidewater|Jane Roe/.test(stored), 'content went through Redis')
    await own.kill()
    return 'reason and step kept, live before backfill, one cancelled, one retried, metrics and health answered'
  },
)
await redis?.kill()
