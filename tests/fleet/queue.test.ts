/** What stands on the queue and on the shelf, without Redis: messages, keys, flows, packs, notes. */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sha256, toBytes, toText } from '../../src/bytes.ts'
import { crew } from '../../src/fleet/crew.ts'
import { pack, unpack } from '../../src/fleet/pack.ts'
import { shownUrl } from '../../src/fleet/queue/connection.ts'
import { checked, commands, keyOf, type Message } from '../../src/fleet/queue/message.ts'
import { flowOf, pauseAfter, stepsOf } from '../../src/fleet/queue/steps.ts'
import { diskShelf, shelfOn } from '../../src/platform/shelf.ts'
import { random } from '../support/random.ts'

const digest = sha256('content')
const message: Message = {
  format: 1,
  command: 'archive',
  name: 'acme-2026-03-02',
  content: [digest],
  options: { retain: 7, message: 'As filed' },
  program: sha256('program'),
}
const urgency = { priority: 1, attempts: 5 }

describe('a message', () => {
  it('is taken as it was sent', () => expect(checked(JSON.parse(JSON.stringify(message)))).toEqual(message))

  it.each([
    ['nothing', undefined],
    ['another form', { ...message, format: 2 }],
    ['unknown work', { ...message, command: 'rm' }],
    ['no name', { ...message, name: '' }],
    ['content by path', { ...message, content: ['../../etc/passwd'] }],
    ['options that are no values', { ...message, options: { a: { b: 1 } } }],
    ['no program', { ...message, program: 'any' }],
  ])('is refused: %s', (_, data) => expect(() => checked(data)).toThrow())

  it('loses what does not belong to it, so that nothing else travels', () =>
    expect(checked({ ...message, password: 'x' })).toEqual(message))

  it('has one key for the same work, and another one for any other', () => {
    expect(keyOf({ ...message, options: { message: 'As filed', retain: 7 } })).toBe(keyOf(message))
    const others: Message[] = [
      { ...message, command: 'build' },
      { ...message, name: 'acme' },
      { ...message, content: [sha256('other')] },
      { ...message, content: [digest, digest] },
      { ...message, options: { retain: 8, message: 'As filed' } },
      { ...message, program: sha256('other') },
    ]
    expect(new Set([message, ...others].map(keyOf)).size).toBe(others.length + 1)
  })
})

describe('the steps of a message', () => {
  it('are build, check and archive, each behind the other, and a failure fails all that wait', () => {
    const flow = flowOf('q', message, urgency)
    const [check] = flow.children ?? []
    const [build] = check?.children ?? []
    expect([flow.name, check?.name, build?.name]).toEqual(['archive', 'check', 'build'])
    expect(build?.children).toBeUndefined()
    expect([check?.opts, build?.opts]).toEqual([
      expect.objectContaining({ failParentOnFailure: true, priority: 1, attempts: 5 }),
      expect.objectContaining({ failParentOnFailure: true }),
    ])
    expect(flow.opts?.jobId).toBe(keyOf(message))
  })

  it.each(commands.filter((one) => one !== 'archive'))('are one for %s', (command) =>
    expect(stepsOf({ ...message, command })).toEqual([{ ...message, command }]),
  )

  it('are keyed without what only the archive is told, so that two archivings share one build', () => {
    const [, , build] = stepsOf(message)
    const [, , other] = stepsOf({ ...message, options: { retain: 10, message: 'Again' } })
    expect(keyOf(build as Message)).toBe(keyOf(other as Message))
  })
})

it('waits longer behind each failure, and never longer than a minute', () => {
  expect([1, 2, 3, 4].map((attempts) => pauseAfter(attempts, 'ffff'))).toEqual([1000, 2000, 4000, 8000])
  expect([1, 2, 3, 4].map((attempts) => pauseAfter(attempts, '0000'))).toEqual([500, 1000, 2000, 4000])
  for (const attempts of [7, 100, 1000, 5000]) expect(pauseAfter(attempts, 'ffff')).toBe(60_000)
})

describe('a pack', () => {
  const files = new Map([
    ['b.txt', toBytes('two\nlines')],
    ['a/ä.md', new Uint8Array([0, 10, 255, 13])],
    ['empty', new Uint8Array()],
  ])

  it('gives back what was put in, and the same bytes in any order', () => {
    expect(unpack(pack(files))).toEqual(new Map([...files].sort()))
    expect(pack(new Map([...files].reverse()))).toEqual(pack(files))
    expect(unpack(pack(new Map()))).toEqual(new Map())
  })

  it('is refused when any of it is missing', () => {
    const whole = pack(files)
    for (let length = 0; length < whole.length; length++)
      expect(() => unpack(whole.subarray(0, length)), String(length)).toThrow()
  })
})

describe('a shelf on the disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'filingpress-shelf-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const shelf = diskShelf(join(folder, 'vault.batch'))

  it('gives bytes by their digest, however often they were put', async () => {
    const [first, again] = await Promise.all([shelf.put(toBytes('x')), shelf.put(toBytes('x'))])
    expect([first, again]).toEqual([sha256('x'), sha256('x')])
    expect(toText(await shelf.get(first ?? ''))).toBe('x')
  })

  it('keeps the first of two notes of one name', async () => {
    await shelf.note('results/ab/one.json', toBytes('1'))
    await shelf.note('results/ab/one.json', toBytes('2'))
    expect(toText(await shelf.read('results/ab/one.json'))).toBe('1')
    expect(await shelf.read('results/ab/two.json')).toBeUndefined()
  })

  it('gives nothing damaged, nothing missing and nothing outside', async () => {
    const at = await shelf.put(toBytes('whole'))
    writeFileSync(join(folder, 'vault.batch/bytes', at.slice(0, 2), at), 'x')
    await expect(shelf.get(at)).rejects.toThrow('is damaged')
    await expect(shelf.get(sha256('never'))).rejects.toThrow('is not there')
    await expect(shelf.get('../../secret')).rejects.toThrow('is not a digest')
    expect(() => shelf.note('../outside', toBytes('x'))).toThrow('is not the name of a note')
  })

  it('leaves no drafts, and lets nobody else read', () => {
    const names = readdirSync(join(folder, 'vault.batch'), { recursive: true, encoding: 'utf8' })
    expect(names.filter((name) => name.endsWith('.new'))).toEqual([])
    for (const name of names) expect(statSync(join(folder, 'vault.batch', name)).mode & 0o077, name).toBe(0)
  })

  it('is written once where many write at once, whatever stops them', async () => {
    const next = random(7)
    const kept = new Map<string, Uint8Array>()
    const shaky = shelfOn({
      async writeOnce(path, bytes) {
        if (next() < 0.3) throw new Error('cut before')
        if (!kept.has(path)) kept.set(path, bytes)
        if (next() < 0.3) throw new Error('cut behind')
      },
      read: async (path) => kept.get(path),
    })
    for (let round = 0; round < 200; round++)
      await shaky.note(`n${round % 10}`, toBytes(String(round))).catch(() => {})
    for (const [path, bytes] of kept)
      expect(`n${Number(toText(bytes)) % 10}`).toBe(path.slice('notes/'.length))
  })
})

describe('a crew', () => {
  it('does as many tasks at once as it has workers, and replaces those that die', async () => {
    let [busy, most, hired] = [0, 0, 0]
    const own = crew<number, number>(3, () => {
      hired++
      let dead = false
      return {
        get dead() {
          return dead
        },
        async do(task) {
          busy++
          most = Math.max(most, busy)
          await new Promise((resume) => setImmediate(resume))
          busy--
          dead = task % 10 === 9
          return dead ? { state: 'defect', stack: 'x' } : { state: 'done', result: task }
        },
        end: async () => {},
      }
    })
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, task) => own.do(task)))
    expect(most).toBe(3)
    expect(hired).toBeGreaterThanOrEqual(3 + 4)
    expect(outcomes.map(({ state }) => state)).toEqual(
      Array.from({ length: 50 }, (_, task) => (task % 10 === 9 ? 'defect' : 'done')),
    )
    await own.end()
  })
})

it('never shows a password', () => {
  expect(shownUrl('redis://user:secret@host:6379/2')).toBe('redis://host:6379/2')
  expect(shownUrl('secret')).not.toContain('secret')
})
