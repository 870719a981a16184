// The archive judged by others: ocfl-py, bagit-python, GNU tar; and killed for real, by eight writers at once.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { check, expect, full, nodes, root, run, tests, work } from '../kit.mjs'
import { redlineSides, slug } from '../sides.mjs'

/** What ocfl-py lets pass: a declaration without its line feed. Known, so that another one is a failure. */
const lenient = ['OCFL-E007 a declaration that says something else']

/** What rebuilds a version, laid out by hand from a checkout, in an order of its own: no part of ours takes part. */
function layOut(kept, folder, seed) {
  const homes = {
    tool: 'dist',
    fonts: 'node_modules',
    templates: 'templates',
    source: `content/${slug}`,
    registrants: 'content/registrants',
  }
  const files = readdirSync(kept, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(kept, join(entry.parentPath, entry.name)))
    .sort(
      (a, b) => ((a.length * 31 + seed * 17) % 7) - ((b.length * 31 + seed * 17) % 7) || (seed % 2 ? 1 : -1),
    )
  for (const name of files) {
    const [home = ''] = name.split('/')
    if (!homes[home]) continue
    const to = join(folder, homes[home], name.slice(home.length + 1))
    mkdirSync(dirname(to), { recursive: true })
    cpSync(join(kept, name), to)
  }
  writeFileSync(join(folder, 'package.json'), '{"name":"filingpress-archived","type":"commonjs"}\n')
}

const firstDifference = (a, b) => {
  let at = 0
  while (a[at] === b[at] && at < a.length) at++
  return `"${a.slice(Math.max(0, at - 20), at + 30)}" is not "${b.slice(Math.max(0, at - 20), at + 30)}"`
}

const cli = join(root, 'dist/cli.cjs')
const project = join(work, 'project')
mkdirSync(project)
cpSync(join(root, 'content'), join(project, 'content'), { recursive: true })
const fp = (...args) => run(process.execPath, [cli, ...args], { cwd: project })
const good = (...args) => {
  const done = fp(...args)
  expect(done.code === 0, `${args.join(' ')}\n${done.err}${done.out}`)
  return done.out
}

await check('an archive judged by ocfl-py, its export by bagit-python and GNU tar', () => {
  good('archive', 'init', 'vault')
  good('archive', 'key', 'new', 'ours')
  for (let version = 1; version <= 3; version++) {
    const path = join(project, 'content', slug, 'ex99-1.md')
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(/Among the \d+ patients/, `Among the ${30 + version} patients`),
    )
    good(
      'archive',
      'add',
      slug,
      '--message',
      `version ${version}`,
      '--by',
      'conformance',
      '--key',
      'ours.key',
    )
  }
  good('archive', 'verify', '--key', 'ours.pub')
  const objects = readdirSync(join(project, 'vault'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('0=ocfl_object_1.1'),
  )
  for (const name of objects) {
    const judged = run('ocfl-validate.py', ['--verbose', join(project, 'vault', name, '..')])
    expect(
      judged.code === 0 &&
        /is VALID/.test(judged.out + judged.err) &&
        !/\[[WE]\d{3}\]/.test(judged.out + judged.err),
      judged.out + judged.err,
    )
  }
  const storage = run('ocfl-root.py', ['validate', '--root', join(project, 'vault')])
  expect(
    storage.code === 0 &&
      / is VALID/.test(storage.out + storage.err) &&
      !/\[[WE]\d{3}\]/.test(storage.out + storage.err),
    storage.out + storage.err,
  )
  good('archive', 'export', slug, '--bag', 'bag')
  const bagged = run('bagit.py', ['--validate', join(project, 'bag')])
  expect(bagged.code === 0, bagged.err)
  good('archive', 'export', slug, '--tar', 'one.tar')
  const listed = run('tar', ['-tf', join(project, 'one.tar')])
  expect(listed.code === 0 && listed.out.includes('data/output/8-k.htm'), listed.err)
  return `${objects.length} object of 3 versions valid, without a warning; bag valid; tar of ${listed.out.trim().split('\n').length} files`
})

await check('an archived tool is run by who trusts its key, held to its own folder, on every Node', () => {
  const held = nodes().map((node) => {
    const done = run(node, [cli, 'archive', 'rebuild', slug, 'v1', '--key', 'ours.pub'], { cwd: project })
    expect(done.code === 0, `${node}\n${done.err}${done.out}`)
    expect(
      /the key signed the archived tool; it could read and write its own folder only/.test(done.out),
      done.out,
    )
    return /it had no network/.test(done.out)
  })
  return `${held.length} versions of Node; ${held.filter(Boolean).length} without a network`
})

await check('a bag with a % in a name, which the standard encodes and bagit-python does not decode', () => {
  writeFileSync(join(project, 'content', slug, 'a 5% note.txt'), 'x')
  const added = fp('archive', 'add', slug, '--by', 'conformance', '--key', 'ours.key')
  expect(added.code <= 1, added.err)
  const exported = fp('archive', 'export', slug, '--bag', 'bag-percent')
  rmSync(join(project, 'content', slug, 'a 5% note.txt'))
  expect(exported.code === 0 && /W034: source\/a 5% note\.txt/.test(exported.err), exported.err)
  const manifest = readFileSync(join(project, 'bag-percent/manifest-sha512.txt'), 'utf8')
  expect(manifest.includes('  data/source/a 5%25 note.txt\n'), 'the manifest does not encode it')
  const judged = run('bagit.py', ['--validate', join(project, 'bag-percent')])
  return judged.code === 0 ? 'bagit-python reads it by now' : 'told as W034; bagit-python refuses it'
})

await check('objects broken by our own hands are broken to ocfl-py too', () => {
  const folder = join(work, 'broken')
  tests(['tests/archive/codes.test.ts'], { BAD_OBJECTS: folder }, 2)
  const names = readdirSync(folder)
  expect(names.length > 50, `there are ${names.length} objects`)
  const judged = names.map((name) => {
    const { out, err } = run('ocfl-validate.py', [join(folder, name, 'o')])
    return { name, valid: / is VALID/.test(out + err) }
  })
  const valid = judged.filter((one) => one.valid).map(({ name }) => name)
  expect(valid.join() === lenient.join(), `valid to ocfl-py: ${valid.join('; ')}`)
  return `${names.length - valid.length} of ${names.length}; it lets pass ${valid.length}: ${valid.join('; ')}`
})

await check('an archived version is rebuilt to the same bytes wherever it is', () => {
  const kept = join(work, 'kept')
  good('archive', 'checkout', slug, 'v1', kept)
  const zones = [
    'UTC',
    'Asia/Kathmandu',
    'America/St_Johns',
    'Pacific/Kiritimati',
    'Africa/Cairo',
    'Asia/Tokyo',
  ]
  const locales = ['C', 'en_US.UTF-8', 'de_DE.UTF-8', 'tr_TR.UTF-8', 'ja_JP.UTF-8']
  const masks = ['022', '077', '002']
  const places = nodes().flatMap((node) => zones.flatMap((TZ) => locales.map((LANG) => ({ node, TZ, LANG }))))
  // Every value of each stands in the short run; all that go together in the full one.
  const taken = full ? places : places.filter((_, index) => index % 11 === 0)
  taken.forEach(({ node, TZ, LANG }, index) => {
    const folder = join(work, `far ${'away/'.repeat(index % 3)}${index}`)
    layOut(kept, folder, index)
    const command = `umask ${masks[index % 3]} && exec "$@"`
    const args = ['sh', node, 'dist/filingpress.cjs', 'build', slug, '--quiet', '--edgar-pdf']
    const done = run('/bin/sh', ['-c', command, ...args], {
      cwd: folder,
      env: { TZ, LANG, LC_ALL: LANG, PATH: '' },
    })
    expect(done.code <= 1, `${done.code} ${done.err}`)
    const made = join(folder, 'out', slug)
    const [names, before] = [readdirSync(made).sort(), readdirSync(join(kept, 'output')).sort()]
    expect(names.join() === before.join(), `made ${names}, kept ${before}`)
    for (const name of names)
      expect(
        readFileSync(join(made, name)).equals(readFileSync(join(kept, 'output', name))),
        `${name} differs with ${node}, ${TZ}, ${LANG}, umask ${masks[index % 3]}`,
      )
    rmSync(folder, { recursive: true })
  })
  const count = (key) => new Set(taken.map((one) => one[key])).size
  return `${taken.length} places: ${count('node')} versions of Node, ${count('TZ')} time zones, ${count('LANG')} locales, 3 umasks, other folders and orders of files`
})

await check('Word documents accepted and rejected by LibreOffice', () => {
  const both = join(work, 'word')
  run(process.execPath, [
    cli,
    'diff',
    ...redlineSides(join(work, 'word-sides'), root),
    '--docx',
    both,
    '--quiet',
  ])
  const marked = readdirSync(both).filter((name) => name.endsWith('.docx'))
  expect(marked.length > 0, 'there is no Word document')
  for (const [what, side] of [
    ['accept', 1],
    ['reject', 0],
  ]) {
    const done = run('/usr/bin/python3', [
      join(root, 'tests/conformance/word.py'),
      what,
      ...marked.map((name) => join(both, name)),
    ])
    const lines = done.out.trim().split('\n').filter(Boolean)
    expect(lines.length === marked.length, `LibreOffice did not answer: ${done.code} ${done.err}`)
    for (const line of lines) {
      const { file, text } = JSON.parse(line)
      const name = /redline-(.*)\.docx$/.exec(file)[1]
      const out = join(work, `word-out-${side}`)
      const folder = redlineSides(join(work, 'word-sides'), root)[side]
      run(process.execPath, [cli, 'build', '--content', join(folder, '..'), '--out', out, '--quiet', slug])
      const wanted = run(process.execPath, [cli, 'textconv', join(out, slug, `${name}.pdf`)]).out.replace(
        /\s+/g,
        '',
      )
      expect(text === wanted, `${what} ${name}: ${firstDifference(text, wanted)}`)
    }
  }
  return `${marked.length} documents: accepted the new text, rejected the old, letter for letter`
})

await check('OpenSSL verifies the signature of a Statement', () => {
  const version = readdirSync(join(project, 'vault'), { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('v3/content/provenance/statement.dsse.json'),
  )
  const { payloadType, payload, signatures } = JSON.parse(
    readFileSync(join(project, 'vault', version), 'utf8'),
  )
  const body = Buffer.from(payload, 'base64')
  writeFileSync(
    join(project, 'pae'),
    Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${body.length} `), body]),
  )
  writeFileSync(join(project, 'sig'), Buffer.from(signatures[0].sig, 'base64'))
  const done = run(
    'openssl',
    ['pkeyutl', '-verify', '-pubin', '-inkey', 'ours.pub', '-rawin', '-in', 'pae', '-sigfile', 'sig'],
    { cwd: project },
  )
  expect(done.code === 0, done.err + done.out)
  return done.out.trim()
})

await check('eight writers killed at random leave old or new versions', () => {
  const wanted = full ? 2000 : 60
  const done = run(
    process.execPath,
    [join(root, 'tests/conformance/kill.mjs'), cli, project, String(wanted)],
    { timeout: 3_600_000 },
  )
  expect(done.code === 0, done.err + done.out)
  return done.out.trim()
})
