// A queue whose content, outputs and archive are in a bucket: a real Redis, a real S3 server, faults between them; then
// what an upgrade would change, asked of the queue and of one machine; and traces.
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { check, expect, full, here, Missing, root, work } from '../kit.mjs'
import { pause, random, start, startRedis, writeFilings } from '../queue.mjs'
import { environment, gateway, proxy } from '../s3.mjs'

const folder = join(work, 'fleet')
const filings = full ? 100 : 8
const vault = 's3://plain/fleet/vault'
let [server, between, redis] = []

const ended = async (args) => {
  const one = start(folder, args, redis.port)
  await one.ended
  return one
}
const good = async (...args) => {
  const one = await ended(args)
  expect(one.child.exitCode === 0, `${args.join(' ')}: ${one.child.exitCode} ${one.out}${one.err}`)
  return one.out
}
const place = () => ['--archive', vault, '--endpoint', server.endpoint]
const submit = (...args) => ['batch', 'submit', ...args, '--wait', '--quiet', ...place()]
const worker = (...args) =>
  start(
    folder,
    [
      'worker',
      '--jobs',
      '1',
      '--lease',
      '3',
      '--json',
      '--archive',
      vault,
      '--endpoint',
      between.endpoint,
      ...args,
    ],
    redis.port,
  )
const stopped = async (workers) => {
  for (const { child } of workers) child.kill('SIGTERM')
  await Promise.all(workers.map((one) => Promise.race([one.ended, pause(20_000)])))
  for (const { child } of workers) child.kill('SIGKILL')
}
const sha256 = (path) => createHash('sha256').update(readFileSync(path)).digest('hex')
/** Of each folder of outputs, every file with its digest. */
const digests = (path) =>
  JSON.stringify(
    readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => /^f\d+[/\\]/.test(name))
      .sort()
      .map((name) => [name, sha256(join(path, name))]),
  )

await check(
  'workers with content, outputs and archive in a bucket, requests lost and repeated: each archived once, same bytes',
  async () => {
    mkdirSync(folder, { recursive: true })
    Object.assign(process.env, environment, { FILINGPRESS_CACHE: join(work, 'fleet-cache') })
    server = await gateway(join(work, 'fleet-s3'))
    between = await proxy(server.port)
    redis = await startRedis(join(folder, 'redis'))
    writeFilings(join(folder, 'content'), filings)
    await good('archive', 'init', vault, '--endpoint', server.endpoint)
    await good('archive', 'key', 'new', 'ours')
    const next = random(22)
    const fates = ['busy', 'cut', 'unanswered', 'half', 'slow', 'twice', 'stale']
    const counts = Object.fromEntries(fates.map((fate) => [fate, 0]))
    between.reset(() => {
      if (next() > 0.03) return 'pass'
      const fate = fates[Math.floor(next() * fates.length)]
      counts[fate]++
      return fate
    })
    // One signs with the key, and one by a command that has it.
    const openssl = 'openssl pkeyutl -sign -inkey ours.key -rawin -in "$FILE"'
    const signing = [
      ['--key', 'ours.key'],
      ['--key', 'ours.pub', '--sign-with', openssl],
    ]
    const crew = signing.map((own) => worker(...own))
    const given = start(
      folder,
      submit('--command', 'archive', '--attempts', '50', '--summary', 'done.json'),
      redis.port,
    )
    await Promise.race([given.ended, pause(full ? 10_000 : 3000)])
    crew[0].child.kill('SIGKILL')
    crew.push(worker('--key', 'ours.key'))
    await given.ended
    expect(given.child.exitCode === 0, given.err + given.out)
    await stopped(crew)
    between.reset()
    const said = JSON.parse(await good('archive', 'list', '--json', ...place()))
    expect(said.length === filings, `${said.length} versions of ${filings} filings`)
    const verdict = await good('archive', 'verify', '--key', 'ours.pub', ...place())
    const signed = verdict.match(/ 1 version +1 signed by this key +as recorded$/gm)?.length
    expect(signed === filings && verdict.includes(`${filings} objects: every file is as recorded`), verdict)
    // What was built is fetched from the bucket, by jobs that were done already.
    const second = worker()
    await good(...submit('--command', 'build', '--edgar-pdf', '--out', 'fetched'))
    await stopped([second])
    await good('build', '--edgar-pdf', '--quiet', '--out', 'here')
    expect(
      digests(join(folder, 'fetched')) === digests(join(folder, 'here')),
      'other bytes than on one machine',
    )
    return `${filings} filings; ${Object.entries(counts)
      .map(([fate, count]) => `${count} ${fate}`)
      .join(', ')}`
  },
)

await check(
  'what an upgrade would change is one report, the same by the queue and by one machine',
  async () => {
    expect(redis, 'there is no queue')
    cpSync(join(root, 'templates'), join(folder, 'house'), { recursive: true })
    const css = join(folder, 'house/house.css')
    writeFileSync(css, readFileSync(css, 'utf8').replace(/^(h1 \{ font-size: )\d+pt/m, '$117pt'))
    const impact = ['--command', 'impact', '--templates', 'house']
    // Stopped after some: what was measured is told, and is not measured again.
    const first = worker()
    const begun = JSON.parse(
      (await ended(['batch', 'submit', ...impact, '--quiet', '--json', ...place()])).out,
    )
    const status = (...more) => ended(['batch', 'status', begun.batch, ...more, ...place()])
    for (let waited = 0; JSON.parse((await status('--json')).out).impact.filings < 2; waited++)
      expect(waited < 100, first.err)
    first.child.kill('SIGKILL')
    await first.ended
    const part = JSON.parse((await status('--json')).out).impact.filings
    const second = worker()
    const whole = await ended([...submit(...impact), '--json', '--html', 'impact.html'])
    expect(whole.child.exitCode === 1, `${whole.child.exitCode} ${whole.err}`)
    await stopped([second])
    const report = JSON.parse(whole.out).impact
    expect(report.filings === filings && report.same === 0, whole.out.slice(0, 2000))
    expect(
      report.groups.length === 1 && /^house\.css:\d+ changed$/.test(report.groups[0].cause),
      JSON.stringify(report.groups),
    )
    const measured = second.err.split('\n').filter((line) => /"event":"done"/.test(line)).length
    expect(
      measured <= filings - part + 1,
      `${measured} were measured, though ${part} of ${filings} were known`,
    )
    const here = await ended([
      'archive',
      'impact',
      '--templates',
      'house',
      '--json',
      '--quiet',
      '--html',
      'own.html',
      ...place(),
    ])
    expect(JSON.stringify(JSON.parse(here.out)) === JSON.stringify(report), 'one machine says something else')
    const pages = ['impact.html', 'own.html'].map((name) => readFileSync(join(folder, name), 'utf8'))
    expect(pages[0] === pages[1] && pages[0].includes(report.groups[0].cause), 'the pages differ')
    const text = (await status()).out
    expect(text.includes(`${report.groups[0].cause}: ${filings} filings`), text)
    return `${report.groups[0].cause}: ${filings} filings; ${part} were known when it went on`
  },
)

await check(
  'another filingpress is measured against an archive, and its own changes are told from its theme',
  async () => {
    expect(server, 'there is no archive')
    const other = join(folder, 'other')
    cpSync(join(root, 'templates'), join(other, 'templates'), { recursive: true })
    mkdirSync(join(other, 'dist'))
    const bundle = readFileSync(join(root, 'dist/filingpress.cjs'), 'utf8')
    // It calls an item by another name, and has another rule in its own theme.
    const css = join(other, 'templates/house.css')
    writeFileSync(css, readFileSync(css, 'utf8').replace(/^(h1 \{ font-size: )\d+pt/m, '$117pt'))
    const named = bundle.replaceAll('Other Events', 'Other Matters')
    expect(named !== bundle, 'the bundle has no such name')
    const run = async (...more) => {
      const one = await ended([
        'archive',
        'impact',
        'f0001',
        'f0002',
        '--json',
        '--quiet',
        '--tool',
        'other',
        ...more,
        ...place(),
      ])
      return { code: one.child.exitCode, ...JSON.parse(one.out || '{}'), err: one.err }
    }
    writeFileSync(join(other, 'dist/filingpress.cjs'), bundle)
    const ofTheme = await run('--results', 'known')
    const onlyTheme = /^house\.css:\d+ changed$/
    expect(
      ofTheme.code === 1 && ofTheme.groups?.length === 1 && onlyTheme.test(ofTheme.groups[0].cause),
      JSON.stringify(ofTheme),
    )
    expect(readdirSync(join(folder, 'known')).length === 2, 'results are not kept')
    writeFileSync(join(other, 'dist/filingpress.cjs'), named)
    const ofBoth = await run('--results', 'known')
    expect(ofBoth.code === 1 && ofBoth.worst.words === 2, JSON.stringify(ofBoth))
    const [tool, theme] = ofBoth.groups
    expect(
      tool.cause === 'the tool' && tool.worst.words === 2 && onlyTheme.test(theme.cause),
      JSON.stringify(ofBoth.groups),
    )
    expect(readdirSync(join(folder, 'known')).length === 4, 'the results of another tool were taken')
    const none = await run('--tool', 'nowhere')
    expect(none.code === 1 && /V006: there is no bundle of filingpress at nowhere/.test(none.err), none.err)
    return ofBoth.groups.map(({ cause, worst }) => `${cause}: ${JSON.stringify(worst)}`).join('; ')
  },
)

await check('spans tell of each job that is given up and each that is done', async () => {
  expect(redis, 'there is no queue')
  const require = createRequire(join(here, 'package.json'))
  try {
    require.resolve('@opentelemetry/sdk-trace-node')
  } catch {
    throw new Missing('OpenTelemetry is not installed: npm ci --prefix tests/conformance')
  }
  writeFilings(join(folder, 'traced'), filings + 2)
  const at = (number) => join('traced', `f${String(filings + number).padStart(4, '0')}`)
  process.env.SPANS = join(folder, 'spans')
  process.env.NODE_OPTIONS = `--require ${join(here, 'spans.cjs')}`
  const traced = worker('--traces')
  await good(...submit(at(1), '--traces'))
  await good(...submit(at(2), '--command', 'archive', '--traces'))
  await stopped([traced])
  delete process.env.NODE_OPTIONS
  const spans = readFileSync(process.env.SPANS, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const named = (name) => spans.filter((span) => span.name.startsWith(name))
  const jobOf = ({ attributes }) => attributes['bullmq.job.name']
  const worked = named('process ')
  expect(worked.map(jobOf).join() === 'build,build,check,archive', JSON.stringify(worked))
  const given = new Set(
    spans.filter(({ name }) => name.startsWith('add')).map(({ attributes }) => attributes['bullmq.job.id']),
  )
  expect(
    worked.every(({ attributes }) => given.has(attributes['bullmq.job.id'])),
    JSON.stringify(spans),
  )
  expect(!/BOSTON|Tidewater|ours/.test(JSON.stringify(spans)), 'content stands in a span')
  return `${spans.length} spans of ${worked.length} jobs`
})

between?.stop()
server?.stop()
await redis?.kill()
