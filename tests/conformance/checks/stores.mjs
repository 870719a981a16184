// Archives in a bucket: the laws of all stores on a real server, and whatever can be done to a request, at every request.
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  DeleteObjectCommand,
  GetObjectLegalHoldCommand,
  GetObjectRetentionCommand,
  ListObjectVersionsCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3'
import { check, expect, full, root, run, tests, work } from '../kit.mjs'
import { carelessService, environment, gateway, proxy } from '../s3.mjs'
import { slug } from '../sides.mjs'

const cli = join(root, 'dist/cli.cjs')
const project = join(work, 'bucket-project')
let server
let between

/** One command in a process of its own. @param started told of the process, to kill it */
function fp(args, started = () => {}) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: project,
      env: { ...environment, FILINGPRESS_CACHE: join(work, 'bucket-cache') },
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (text) => {
      out += text
    })
    child.stderr.on('data', (text) => {
      err += text
    })
    child.on('exit', (code, signal) => done({ code, signal, out, err }))
    started(child)
  })
}

async function good(...args) {
  const done = await fp(args)
  // Exit code 1 says that the filing has something to settle.
  expect(
    done.code === 0 || (args[1] === 'add' && done.code === 1),
    `${args.join(' ')}: ${done.err}${done.out}`,
  )
  return done.out
}

const at = (name, endpoint = server.endpoint) => [
  '--archive',
  `s3://plain/${name}/vault`,
  '--endpoint',
  endpoint,
]
/** The state of an archive as a new one, without a request: the server keeps a bucket as a folder. */
function cloned(from, to) {
  const [a, b] = [from, to].map((name) => join(server.data, 'plain', name))
  rmSync(b, { recursive: true, force: true })
  const done = spawnSync('cp', ['-a', a, b], { encoding: 'utf8' })
  expect(done.status === 0, done.stderr)
}

/** Versions there are, to a reader who puts nothing in order. */
async function versions(place) {
  const done = await fp(['archive', 'list', '--json', ...place])
  if (done.code !== 0 && /V001/.test(done.err)) return 'no archive'
  expect(done.code === 0, `a reader: ${done.err}${done.out}`)
  return JSON.parse(done.out).length
}

/** The archive put in order, whole by every rule and signature. @returns how many versions it has */
async function settled(place, what) {
  const recovered = await fp(['archive', 'recover', ...place])
  expect(recovered.code === 0, `${what}: recover: ${recovered.err}`)
  const verified = await fp(['archive', 'verify', '--key', 'ours.pub', '--json', ...place])
  expect(verified.code === 0, `${what}: ${verified.err}${verified.out}`)
  const { objects, issues } = JSON.parse(verified.out)
  expect(issues.length === 0, `${what}: ${JSON.stringify(issues)}`)
  return objects.reduce((sum, one) => sum + one.versions, 0)
}

await check('a real S3 server keeps the laws of all stores', async () => {
  server = await gateway(join(work, 's3'))
  between = await proxy(server.port)
  cpSync(join(root, 'content'), join(project, 'content'), { recursive: true })
  await good('archive', 'key', 'new', 'ours')
  await good('archive', 'init', 's3://plain/base/vault', '--endpoint', server.endpoint)
  Object.assign(process.env, environment)
  return tests(
    ['tests/stores/service.test.ts'],
    { S3: server.endpoint, OBJECTS: full ? 10_000 : 60, VERSIONS: full ? 1000 : 40 },
    full ? 60 : 5,
  )
})

/** Commands that write: what each is begun on, and how many versions it adds. */
const writing = [
  {
    name: 'init',
    base: undefined,
    adds: 0,
    args: (place) => ['archive', 'init', place[1], ...place.slice(2)],
  },
  {
    name: 'add, the first',
    base: 'base',
    adds: 1,
    args: (place) => ['archive', 'add', slug, '--key', 'ours.key', ...place],
  },
  {
    name: 'add, the next',
    base: 'one',
    adds: 1,
    args: (place) => ['archive', 'add', slug, '--key', 'ours.key', ...place],
  },
  {
    name: 'filed',
    base: 'one',
    adds: 1,
    args: (place) =>
      `archive filed ${slug} --accession 0001234567-26-000001 --accepted 20260302163015 --key ours.key`
        .split(' ')
        .concat(place),
  },
  {
    name: 'hold',
    base: 'one',
    adds: 1,
    args: (place) => ['archive', 'hold', slug, 'on', '--message', 'm', '--key', 'ours.key', ...place],
  },
  {
    name: 'copy',
    base: 'base',
    adds: 1,
    args: ([, to, , endpoint]) => [
      'archive',
      'copy',
      to,
      '--archive',
      's3://plain/one/vault',
      '--endpoint',
      endpoint,
    ],
  },
]

/** A command ended at a request: before it is made, or when it has been and nobody knows. */
async function crash({ name, base, adds, args }, stop, moment) {
  const place = at('crash', between.endpoint)
  rmSync(join(server.data, 'plain/crash'), { recursive: true, force: true })
  if (base) cloned(base, 'crash')
  const before = base === undefined ? 0 : await versions(at(base))
  let child
  // Writes are counted, since how many reads come between them depends on what is cached.
  let writes = 0
  between.reset((_number, request) => {
    if (moment === 'after' && !isWrite(request.method)) return 'pass'
    if (moment === 'after' && writes++ !== stop) return 'pass'
    if (moment === 'before') {
      child.kill('SIGKILL')
      return 'cut'
    }
    return (end) => {
      child.kill('SIGKILL')
      end()
    }
  })
  const ended = await fp(args(place), (started) => {
    child = started
  })
  between.reset()
  const what = `${name}, killed ${moment} ${moment === 'before' ? 'its first request' : `write ${stop}`}`
  const seen = await versions(at('crash'))
  if (seen !== 'no archive') {
    expect([before, before + adds].includes(seen), `${what}: a reader sees ${seen} versions`)
    const count = await settled(at('crash'), what)
    expect([before, before + adds].includes(count), `${what}: ${count} versions`)
    if (ended.code === 0) expect(count === before + adds, `${what}: it was acknowledged and is lost`)
  } else expect(name === 'init', `${what}: there is no archive`)
  // What was interrupted can be done again.
  const again = await fp(args(at('crash')))
  expect(again.code <= 1 && !/V0|W0/.test(again.err), `${what}, done again: ${again.err}`)
  return ended.signal === 'SIGKILL'
}

/**
 * Every state that a killed command can leave behind: what is in the bucket before its first request, and behind each
 * write. A request that reads changes nothing, so the state before it is that behind the write before it.
 */
const everyState = (writes) => [
  [0, 'before'],
  ...Array.from({ length: writes }, (_, number) => [number, 'after']),
]

const isWrite = (method) => !['GET', 'HEAD'].includes(method)

/** The first, one in the middle, and the last but one and two, where what was begun becomes what is. */
const someStates = (writes) => {
  const all = everyState(writes)
  return [0, all.length >> 1, all.length - 3, all.length - 2].map((index) => all[index])
}

await check('one version in a bucket, to begin on', async () => {
  expect(server, 'there is no server')
  cloned('base', 'one')
  await good('archive', 'add', slug, '--key', 'ours.key', ...at('one'))
})

for (const command of writing)
  await check(`${command.name} in a bucket, killed at its requests, leaves old or new`, async () => {
    expect(server, 'there is no server')
    rmSync(join(server.data, 'plain/crash'), { recursive: true, force: true })
    if (command.base) cloned(command.base, 'crash')
    between.reset()
    await good(...command.args(at('crash', between.endpoint)))
    const count = between.count()
    const log = between.log()
    const writes = log.filter((request) => isWrite(request.split(' ')[0])).length
    let kills = 0
    for (const [stop, moment] of full ? everyState(writes) : someStates(writes))
      if (await crash(command, stop, moment)) kills++
    return `${count} requests, ${writes} of them writes, ${kills} kills`
  })

let seed = 7
const random = () => {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
  return seed / 0x7fffffff
}

await check('lost, repeated, cut, late and stale requests end in a version or a message', async () => {
  expect(server, 'there is no server')
  cloned('one', 'faults')
  const fates = ['cut', 'unanswered', 'half', 'busy', 'slow', 'twice', 'stale']
  const counts = Object.fromEntries(fates.map((fate) => [fate, 0]))
  let expected = 1
  let refused = 0
  const runs = full ? 100 : 6
  for (let number = 0; number < runs; number++) {
    // So many are lost that some commands come through and some give up.
    const share = [0.05, 0.15, 0.4][number % 3]
    between.reset(() => {
      if (random() > share) return 'pass'
      const fate = fates[Math.floor(random() * fates.length)]
      counts[fate]++
      return fate
    })
    const done = await fp([
      'archive',
      'hold',
      slug,
      number % 2 ? 'on' : 'off',
      '--message',
      `run ${number}`,
      '--key',
      'ours.key',
      ...at('faults', between.endpoint),
    ])
    between.reset()
    expect([0, 1].includes(done.code), `run ${number}: ${done.err}`)
    if (done.code === 1) {
      refused++
      expect(/error [VW]\d{3}: .+\n {2}hint: /.test(done.err), done.err)
    }
    const count = await settled(at('faults'), `run ${number}`)
    expect(
      done.code === 0 ? count === expected + 1 : [expected, expected + 1].includes(count),
      `run ${number}: ${count} versions after ${expected}`,
    )
    expected = count
    if (expected > 40) {
      cloned('one', 'faults')
      expected = 1
    }
  }
  return `${runs} commands, ${refused} gave up with a message: ${Object.entries(counts)
    .map(([fate, count]) => `${count} ${fate}`)
    .join(', ')}`
})

await check('eight writers at once, half of them killed, lose nothing', async () => {
  expect(server, 'there is no server')
  let [kills, acknowledged, rounds] = [0, 0, 0]
  for (; rounds < (full ? 20 : 2); rounds++) {
    if (rounds % 10 === 0) cloned('one', 'eight')
    const before = await settled(at('eight'), 'before')
    const writers = Array.from({ length: 8 }, (_, index) =>
      fp(
        ['archive', 'hold', slug, 'on', '--message', `writer ${index}`, '--key', 'ours.key', ...at('eight')],
        (child) => {
          if (index % 2) setTimeout(() => child.kill('SIGKILL'), 300 + random() * 2500)
        },
      ),
    )
    const ended = await Promise.all(writers)
    const said = ended.flatMap(({ out }) => /^(v\d+): legal hold/.exec(out)?.[1] ?? [])
    expect(new Set(said).size === said.length, `acknowledged twice: ${said}`)
    const failed = ended.find(({ code, signal }) => code !== 0 && signal === null)
    expect(!failed, failed?.err)
    kills += ended.filter(({ signal }) => signal === 'SIGKILL').length
    acknowledged += said.length
    const after = await settled(at('eight'), `round ${rounds}`)
    for (const version of said)
      expect(Number(version.slice(1)) <= after, `${version} was acknowledged and is lost`)
    expect(after >= before + said.length, `${after} versions after ${before} and ${said.length} acknowledged`)
  }
  return `${rounds} rounds, ${kills} kills, ${acknowledged} acknowledged versions, none lost`
})

await check(
  'Object Lock keeps every file from being deleted, and a legal hold stands on all of a filing',
  async () => {
    expect(server, 'there is no server')
    const place = ['--archive', 's3://locked/firm/vault', '--endpoint', server.endpoint]
    await good(
      'archive',
      'init',
      's3://locked/firm/vault',
      '--endpoint',
      server.endpoint,
      '--object-lock',
      'compliance',
    )
    await good('archive', 'add', slug, '--key', 'ours.key', ...place)
    const Bucket = 'locked'
    const { Versions = [] } = await server.client.send(
      new ListObjectVersionsCommand({ Bucket, Prefix: 'firm/vault/' }),
    )
    const kept = Versions.filter(({ Key }) => !/^firm\/vault\/(?:extensions|ocfl_layout|0=)/.test(Key))
    expect(kept.length > 40, `${kept.length} versions of keys`)
    for (const { Key, VersionId } of kept) {
      const one = { Bucket, Key, VersionId }
      const gone = await server.client.send(new DeleteObjectCommand(one)).catch((error) => error.name)
      expect(
        /AccessDenied|ObjectLocked|InvalidRequest/.test(String(gone)),
        `${Key} can be deleted: ${JSON.stringify(gone)}`,
      )
      const { Retention } = await server.client.send(new GetObjectRetentionCommand(one))
      const years = (Retention.RetainUntilDate - Date.now()) / 31_557_600_000
      expect(
        Retention.Mode === 'COMPLIANCE' && years > 6.9 && years < 7.1,
        `${Key}: ${JSON.stringify(Retention)}`,
      )
    }
    const shorter = { Mode: 'COMPLIANCE', RetainUntilDate: new Date(Date.now() + 86_400_000) }
    const less = await server.client
      .send(
        new PutObjectRetentionCommand({
          Bucket,
          Key: kept[0].Key,
          VersionId: kept[0].VersionId,
          Retention: shorter,
        }),
      )
      .catch((error) => error.name)
    expect(typeof less === 'string', 'the time can be shortened')
    const holds = async () => {
      const all = []
      for (const { Key } of kept) {
        const found = await server.client
          .send(new GetObjectLegalHoldCommand({ Bucket, Key }))
          .catch(() => undefined)
        all.push(found?.LegalHold?.Status === 'ON')
      }
      return all
    }
    await good('archive', 'hold', slug, 'on', '--message', 'law suit', '--key', 'ours.key', ...place)
    expect((await holds()).every(Boolean), 'the hold is not on every file')
    await good('archive', 'hold', slug, 'off', '--message', 'settled', '--key', 'ours.key', ...place)
    expect(!(await holds()).some(Boolean), 'the hold is still on a file')
    await good('archive', 'verify', '--key', 'ours.pub', ...place)
    return `${kept.length} versions of keys: none could be deleted or shortened`
  },
)

await check('a bucket copied to a disk and back is the same archive, to ocfl-py too', async () => {
  expect(server, 'there is no server')
  // Larger than a request takes: it goes in parts.
  mkdirSync(join(project, 'large'), { recursive: true })
  writeFileSync(join(project, 'large/scan.pdf'), Buffer.alloc(21_000_000, 'page '))
  cloned('one', 'large')
  await good('archive', 'add', slug, '--key', 'ours.key', '--attestation', 'large/scan.pdf', ...at('large'))
  await good('archive', 'copy', 'copied', ...at('large'))
  await good(
    'archive',
    'copy',
    's3://plain/again/vault',
    '--archive',
    'copied',
    '--endpoint',
    server.endpoint,
  )
  await good('archive', 'copy', 'twice', ...at('again'))
  const [a, b] = ['copied', 'twice'].map((name) => join(project, name))
  const differ = run('diff', ['-r', a, b])
  expect(differ.code === 0, differ.out)
  const judged = run('ocfl-root.py', ['validate', '--root', b])
  expect(judged.code === 0 && / is VALID/.test(judged.out + judged.err), judged.out + judged.err)
  const verified = await fp(['archive', 'verify', '--key', 'ours.pub', '--archive', 'twice'])
  expect(verified.code === 0, verified.err)
  const inBucket = readFileSync(join(server.data, 'plain/again/vault/0=ocfl_1.1'), 'utf8')
  expect(inBucket === 'ocfl_1.1\n', inBucket)
  return 'the same files, byte for byte; valid to ocfl-py'
})

await check('a service that takes conditions for decoration is refused, and nothing is begun', async () => {
  const careless = await carelessService()
  const done = await fp(['archive', 'init', 's3://plain/x/vault', '--endpoint', careless.endpoint])
  careless.stop()
  expect(
    done.code === 1 && /V002: s3:\/\/plain cannot hold an archive: it writes over/.test(done.err),
    done.err,
  )
  return done.err.split('\n')[0]
})

between?.stop()
server?.stop()
