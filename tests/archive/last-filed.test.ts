/** What `--against last-filed` finds in an archive: the release of last quarter, whatever was filed since. */
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { objectFolder, objectId } from '../../src/archive/layout.ts'
import { toBytes } from '../../src/bytes.ts'
import { keepVersion } from '../../src/commands/archive/add.ts'
import { filed } from '../../src/commands/archive/filed.ts'
import { lastFiled } from '../../src/commands/archive/last-filed.ts'
import { readObject } from '../../src/commands/archive/objects.ts'
import { composed, whole } from '../../src/commands/composed.ts'
import { diff } from '../../src/commands/diff.ts'
import { memory } from '../../src/platform/memory.ts'
import { type Scene, scene } from '../support/archive.ts'
import { real } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

const places = { content: 'content', templates: undefined, out: 'out' }
const release = (text: string) => ({ 'ex99-1.md': modern['ex99-1.md'].replace('$12.4 million', text) })
const report = (item: string, text: string) => `# Item ${item}\n\n${text}\n\n# Item 9.01\n`

/** Filings of one company and one of another, as they stand in content. */
const filings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  q1: { ...modern, '8-k.md': report('2.02', 'Results of the first quarter.'), ...release('$11.1 million') },
  q2: { ...modern, '8-k.md': report('2.02', 'Results of the second quarter.'), ...release('$12.2 million') },
  officer: { ...modern, '8-k.md': report('5.02', 'An officer left.') },
  theirs: {
    ...modern,
    'filing.yaml': modern['filing.yaml'].replace('cik: 1234567', 'cik: 7654321'),
    '8-k.md': report('2.02', 'Results of another company.'),
  },
  q3: { ...modern, '8-k.md': report('2.02', 'Results of the third quarter.'), ...release('$13.3 million') },
  votes: { ...modern, '8-k.md': report('5.07', 'All proposals were approved.') },
}
const world = memory(
  Object.fromEntries(
    Object.entries(filings).flatMap(([slug, files]) =>
      Object.entries(files).map(([name, text]) => [`content/${slug}/${name}`, text]),
    ),
  ),
  real,
)

let one: Scene

/** Keeps a filing as it stands, with no more files than a comparison reads. */
async function keep(slug: string, registrant = '1234567', edit = (html: string) => html): Promise<void> {
  const id = objectId(registrant, slug)
  const folder = objectFolder(id)
  const { html } = composed({ world, places, slug, label: slug })
  const files = new Map([...html].map(([name, text]) => [`output/${name}`, toBytes(edit(text))]))
  const before = await readObject(one.archive, folder)
  const who = { created: world.clock(), message: 'm', user: { name: 'Jane', address: 'urn:x:jane' } }
  await keepVersion(one.archive, { id, folder, before }, files, who, undefined)
}

const record = (slug: string, number: number, accepted: string, copies = new Map<string, Uint8Array>()) =>
  filed(world, one.archive, slug, {
    accession: `0000123456-26-00000${number}`,
    accepted,
    copies,
    message: 'filed',
    user: 'Jane',
    key: undefined,
  })

const found = async (slug: string) => {
  const side = await lastFiled(world, one.archive, places, slug)
  return { label: side.label, version: whole(side) }
}

beforeAll(async () => {
  one = await scene()
})
afterAll(() => rmSync(one.folder, { recursive: true, force: true }))

describe('what was filed last', () => {
  it('is nothing while nothing of the registrant is recorded as filed', async () => {
    await keep('q1')
    await expect(found('q3')).rejects.toThrow(/V003.*Tidewater/s)
  })

  it('is the newest filing with an item of the draft, whatever was filed since and in whatever time it was told', async () => {
    await record('q1', 1, '2026-05-04T16:30:15-04:00')
    await keep('q2')
    await record('q2', 2, '20260803163015')
    await keep('officer')
    await record('officer', 3, '2026-09-01T08:00:00-04:00')
    await keep('theirs', '7654321')
    await record('theirs', 4, '20260915163015')
    const { label, version } = await found('q3')
    expect(label).toBe('q2 v2, filed as 0000123456-26-000002 (2026-08-03), also of Item 2.02')
    const now = composed({ world, places, slug: 'q3', label: 'q3' })
    const changes = diff(version, now).documents.flatMap(({ redline }) => redline.changes)
    expect(changes.map(({ old, new: fresh }) => `${old} -> ${fresh}`)).toEqual([
      'second -> third',
      '$12.2 million -> $13.3 million',
    ])
  })

  it('is the newest of all where none reports an item of the draft, and says so', async () => {
    expect((await found('votes')).label).toMatch(/^officer v2, .*, of other items$/)
  })

  it('is what was filed of a filing itself, and no version that was added behind it', async () => {
    await keep('q2', '1234567', (html) => html.replace('$12.2 million', '$12.9 million'))
    const { label, version } = await found('q2')
    expect(label).toBe('q2 v2, filed as 0000123456-26-000002 (2026-08-03)')
    expect([...version.html.values()].join()).toContain('$12.2 million')
  })

  it('is what EDGAR returned where that has other words than ours', async () => {
    const { html } = composed({ world, places, slug: 'q3', label: 'x' })
    await keep('q3')
    const theirs = (html.get('ex99-1.htm') ?? '').replace('$13.3 million', '$13.4 million')
    await record('q3', 5, '20261104163015', new Map([['ex99-1.htm', toBytes(theirs)]]))
    const { label, version } = await found('q3')
    expect(label).toContain('as EDGAR returned it')
    const [release] = version.documents
    expect(JSON.stringify(release)).toContain('$13.4 million')
  })
})
