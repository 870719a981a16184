/** The studio over HTTP: who is let in, what may be read and written, and what comes of it. No browser. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { request as httpRequest } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { serve } from '../../src/studio/main.ts'
import type {
  Comparison,
  Done,
  Located,
  PlacedComment,
  Preview,
  Revealed,
  Saved,
  SheetText,
  TemplateText,
} from '../../src/studio/protocol.ts'

const slug = 'immunogen-2007-06-04'
const folder = mkdtempSync(join(tmpdir(), 'filingpress-studio-'))
const content = join(folder, 'content')
const items = join(content, slug, '8-k.md')
// The server starts its worker from the bundle, as it does for everybody.
const { serve: start } = createRequire(import.meta.url)(resolve('dist/studio/server.cjs')) as {
  serve: typeof serve
}
let studio: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  cpSync('content', content, { recursive: true })
  writeFileSync(join(folder, 'secret.yaml'), 'not for the page')
  symlinkSync(join(folder, 'secret.yaml'), join(content, slug, 'link.yaml'))
  studio = await start({
    places: { content, templates: undefined, out: join(folder, 'out') },
    archive: join(folder, 'vault'),
  })
})
afterAll(async () => {
  await studio.close()
  rmSync(folder, { recursive: true })
})

interface Answer {
  readonly status: number
  readonly headers: Record<string, unknown>
  readonly body: string
}

/** As a browser or anybody else would ask, with headers of any kind. */
function ask(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Promise<Answer> {
  return new Promise((done, fail) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: studio.port, method, path, headers, agent: false },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts).toString(),
          }),
        )
      },
    )
    request.on('error', fail)
    request.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

const own = () => ({ Authorization: `Bearer ${studio.token}` })
async function get<T>(path: string, query: Record<string, string> = {}): Promise<T> {
  const { status, body } = await ask('GET', `${path}?${new URLSearchParams(query)}`, own())
  expect(status, body).toBe(200)
  return JSON.parse(body) as T
}
async function send<T>(path: string, value: unknown, method = 'POST'): Promise<T> {
  const { status, body } = await ask(method, path, own(), value)
  expect(status, body).toBe(200)
  return JSON.parse(body) as T
}

/** Builds the filing as it stands. @returns its name */
async function opened(): Promise<string> {
  await send<Preview>('/api/preview', { slug, drafts: {} })
  return slug
}

describe('who is let in', () => {
  it.each([
    ['no token', {}, 401],
    ['a wrong token', { Authorization: 'Bearer nonsense' }, 401],
  ])('refuses %s', async (_name, headers, status) => {
    expect((await ask('GET', '/api/filings', headers as Record<string, string>)).status).toBe(status)
  })

  it.each([
    ['a name that was made to point here', { Host: 'evil.example:80' }, 421],
    ['the page of another origin', { Origin: 'http://evil.example' }, 403],
    ['another port of this machine', { Origin: 'http://127.0.0.1:1' }, 403],
    ['a page that has no origin', { Origin: 'null' }, 403],
    ['a request across sites', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['a request of another port', { 'Sec-Fetch-Site': 'same-site' }, 403],
  ])('refuses %s even with the token', async (_name, headers, status) => {
    for (const path of ['/api/filings', '/', '/app.js'])
      expect((await ask('GET', path, { ...own(), ...(headers as Record<string, string>) })).status).toBe(
        status,
      )
  })

  it('listens on the loopback address alone', () => {
    const tables = ['/proc/net/tcp', '/proc/net/tcp6'].filter((path) => existsSync(path))
    const listening = tables.map((path) => readFileSync(path, 'utf8')).join('')
    const port = studio.port.toString(16).toUpperCase().padStart(4, '0')
    const addresses = listening.split('\n').filter((line) => line.includes(`:${port} `) && / 0A /.test(line))
    for (const line of addresses) expect(line).toContain(`0100007F:${port}`)
  })

  it('lets the page run its own script alone, and nobody frame, cache or guess it', async () => {
    const { headers } = await ask('GET', '/')
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect([headers['x-content-type-options'], headers['cache-control']]).toEqual(['nosniff', 'no-store'])
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  it('has the token nowhere but in the link', async () => {
    for (const path of ['/', '/app.js']) expect((await ask('GET', path)).body).not.toContain(studio.token)
    expect(studio.url).toBe(`http://127.0.0.1:${studio.port}/#token=${studio.token}`)
  })
})

describe('what may be read', () => {
  it.each([
    '/secret.yaml',
    '../secret.yaml',
    '%2e%2e/secret.yaml',
    `content/../secret.yaml`,
    `${slug}/../../secret.yaml`,
    `${slug}/link.yaml`,
    `${slug}/.git/config`,
    `${slug}/approval/approval.json`,
    '',
  ])('refuses %j', async (name) => {
    for (const path of [`${content}/${name}`, name, `${content}\\${name}`]) {
      const query = new URLSearchParams({ path })
      expect((await ask('GET', `/api/file?${query}`, own())).status, path).toBeGreaterThanOrEqual(400)
      const written = await ask('PUT', '/api/file', own(), { path, text: 'overwritten' })
      expect(written.status, path).toBeGreaterThanOrEqual(400)
    }
    expect(readFileSync(join(folder, 'secret.yaml'), 'utf8')).toBe('not for the page')
  })

  it.each([
    ['/api/template', `${content}/${slug}/8-k.md`],
    ['/api/template', 'templates/../package.json'],
    ['/api/template', '/etc/passwd.css'],
    ['/api/sheet', `${content}/${slug}/8-k.md`],
    ['/api/sheet', `${content}/../secret.xlsx`],
    ['/api/sheet', `${content}/${slug}/none.xlsx`],
  ])('%s refuses %j', async (route, path) => {
    const query = new URLSearchParams({ slug, path, sheet: '' })
    expect((await ask('GET', `${route}?${query}`, own())).status).toBeGreaterThanOrEqual(400)
  })

  it('shows a sheet of a workbook as its cells show', async () => {
    const path = `${content}/${slug}/q2.xlsx`
    cpSync('tests/filings/good/larkmoor-2026-07-30/q2.xlsx', path)
    const sheet = await get<SheetText>('/api/sheet', { path, sheet: 'income' })
    expect(sheet).toMatchObject({ sheet: 'income', more: false })
    expect(sheet.sheets).toContain('vote')
    expect(sheet.rows[5]?.slice(0, 2)).toEqual(['Products', '$31,951'])
    rmSync(path)
  })

  it('takes a file into a filing, under a name that a filing has, and over another only when told', async () => {
    const add = (name: string, more = '') =>
      ask('POST', `/api/add?path=${encodeURIComponent(`${content}/${slug}/${name}`)}${more}`, own(), 'x')
    expect((await add('figures.csv')).status).toBe(200)
    expect((await add('figures.csv')).status).toBe(409)
    expect((await add('figures.csv', '&replace=yes')).status).toBe(200)
    for (const name of ['run.sh', '../figures.csv', 'approval/x.pdf', '.git/x.md', 'a\\b.csv'])
      expect((await add(name)).status, name).toBe(403)
    rmSync(join(content, slug, 'figures.csv'))
  })

  it('refuses bodies that are too large, no JSON, or no object', async () => {
    expect(
      (await ask('POST', '/api/preview', own(), { slug, drafts: { x: 'x'.repeat(5_000_000) } })).status,
    ).toBe(413)
    expect((await ask('POST', '/api/preview', own(), [1])).status).toBe(400)
    expect((await ask('POST', '/api/preview', own(), { slug: 'nowhere', drafts: {} })).status).toBe(404)
    const outside = { slug, drafts: { '/etc/passwd': 'x' } }
    expect((await ask('POST', '/api/preview', own(), outside)).status).toBe(403)
    expect((await ask('GET', `/api/compare?slug=${slug}&old=/etc&new=working`, own())).status).toBe(400)
    expect((await ask('GET', '/api/../../package.json', own())).status).toBe(404)
  })
})

describe('writing', () => {
  const drafted = (text: string) => send<Preview>('/api/preview', { slug, drafts: { [items]: text } })

  it('builds what is typed without writing it, and sends the pages that changed under other digests', async () => {
    rmSync(join(content, slug, 'link.yaml'))
    const before = readFileSync(items, 'utf8')
    const first = await send<Preview>('/api/preview', { slug, drafts: {} })
    expect(first.documents.map(({ name }) => name)).toEqual(['8-k.htm', 'ex99-1.htm'])
    const second = await drafted(before.replace('four of ten patients', 'five of ten patients'))
    const changed = (index: number) =>
      second.documents[index]?.pages.filter(
        ({ digest }, at) => digest !== first.documents[index]?.pages[at]?.digest,
      )
    expect(changed(0)).toHaveLength(1)
    expect(changed(1)).toEqual([])
    expect(readFileSync(items, 'utf8')).toBe(before)
    const page = await ask('GET', `/api/page?slug=${slug}&digest=${changed(0)?.[0]?.digest}`, own())
    expect(page.body.startsWith('%PDF-1.7')).toBe(true)
    const { html } = await get<{ html: string }>('/api/html', { slug, name: '8-k.htm', dialect: 'edgar' })
    expect(html).toContain('five of ten patients')
  })

  it('shows a template of the theme with the place where one of the filing stands in for it', async () => {
    const found = await send<Located>('/api/locate', { slug: await opened(), document: '8-k.htm', letter: 3 })
    expect(found).toMatchObject({ kind: 'template', word: 'UNITED' })
    const path = found.at?.path ?? ''
    const template = await get<TemplateText>('/api/template', { slug, path })
    expect(template.text.slice(found.at?.start, found.at?.end)).toContain('UNITED')
    expect(template).toMatchObject({
      editable: false,
      own: `${content}/${slug}/partials/${path.split('/').at(-1)}`,
    })
  })

  it('tells by which places panes keep beside each other, growing to the end', async () => {
    const anchors = await get<number[]>('/api/anchors', { slug: await opened(), document: 'ex99-1.htm' })
    const letters = anchors.filter((_, index) => index % 3 === 0)
    expect(letters.length).toBeGreaterThan(10)
    expect(letters).toEqual([...letters].sort((a, b) => a - b))
  })

  it('marks the figures that tie, in the report and in the release', async () => {
    await send<Preview>('/api/preview', { slug, drafts: {} })
    const ties = await get<Revealed[]>('/api/ties', { slug })
    expect(new Set(ties.map(({ document }) => document))).toEqual(new Set(['8-k.htm', 'ex99-1.htm']))
    expect(ties.every(({ boxes }) => boxes.length > 0)).toBe(true)
    const found = await send<Located>('/api/locate', { slug, document: '8-k.htm', letter: ties[0]?.letter })
    expect(found.word).toBe('43rd')
  })

  it('tells mistakes with their places, and keeps the pages of the last good text', async () => {
    const { documents, found } = await drafted('# Item 8.01\n\nSee {{nonsense.path}}.\n')
    expect(documents).toEqual([])
    expect(found[0]).toMatchObject({ severity: 'error', at: { path: items, line: 3 } })
    const located = await send<Located>('/api/locate', { slug, document: '8-k.htm', letter: 0 })
    expect(located.word).toBe('UNITED')
  })

  it('saves, brings two changes together, and shows all three texts where they meet', async () => {
    const base = readFileSync(items, 'utf8')
    const put = (text: string) => send<Saved>('/api/file', { path: items, text, base }, 'PUT')
    const first = base.replace('three compounds', 'several compounds')
    expect(await put(first)).toMatchObject({ outcome: 'saved', text: first })
    const merged = await put(base.replace('# ITEM', '# Item'))
    expect(merged.outcome).toBe('merged')
    expect(merged.text).toContain('several compounds')
    expect(merged.text).toContain('# Item')
    const met = await put(base.replace('three compounds', 'four compounds'))
    expect(met).toMatchObject({ outcome: 'conflict', disk: merged.text })
    expect(met.conflicts[0]?.theirs).toContain('several compounds')
    expect(readFileSync(items, 'utf8')).toBe(merged.text)
    writeFileSync(items, base)
  })

  it('drops a preview when a newer one is asked for', async () => {
    const base = readFileSync(items, 'utf8')
    const all = await Promise.all(
      ['one', 'two', 'three', 'four'].map((word) =>
        drafted(base.replace('clinical findings', `${word} findings`)),
      ),
    )
    expect(all.filter((one) => 'dropped' in one)).toHaveLength(3)
    expect(all.at(-1)?.documents).toHaveLength(2)
  })
})

describe('from a draft to the archive', () => {
  const decide = (name: string, more: object = {}) => send<Done>('/api/decide', { name, slug, ...more })

  it('refuses a final that nobody approved, then approves, makes it final, archives and verifies', async () => {
    expect((await decide('final')).found.map(({ code }) => code)).toContain('L003')
    expect(await decide('approve', { by: ' ' })).toMatchObject({ ok: false })
    expect(await decide('approve', { by: 'Jane Roe' })).toMatchObject({ ok: true })
    const built = await decide('final')
    expect(built.ok, JSON.stringify(built.found)).toBe(true)
    let seen = ''
    const base = process.cwd()
    process.chdir(folder)
    mkdirSync('vault')
    expect(await decide('archive-init', { path: join(folder, 'vault') })).toMatchObject({ ok: true })
    process.chdir(base)
    expect(await decide('archive-add', { by: 'Jane Roe', message: 'As filed' })).toMatchObject({ ok: true })
    expect((await decide('archive-verify')).lines.at(-1)).toBe('Every file is as recorded.')
    const rows = await until(async () => {
      const [row] = await get<{ state: string; archived?: string }[]>('/api/filings')
      seen = JSON.stringify(row)
      return row?.state === 'final' && row.archived === 'v1' ? row : undefined
    })
    expect(rows, seen).toMatchObject({ state: 'final', archived: 'v1' })
  })

  it('refuses a final of a text that changed since, naming the words; the redline shows them with their cause', async () => {
    const base = readFileSync(items, 'utf8')
    writeFileSync(items, base.replace('three compounds', 'two compounds'))
    const refused = await decide('final')
    expect(refused.ok).toBe(false)
    expect(refused.found.some(({ message }) => message.includes('two compounds'))).toBe(true)
    const compared = await get<Comparison>('/api/compare', { slug, old: `${slug}@v1`, new: 'working' })
    const [change] = compared.documents[0]?.changes ?? []
    expect(change).toMatchObject({
      old: 'three',
      new: 'two',
      causes: [{ kind: 'content', place: { path: items, line: 3 } }],
    })
    expect(compared.documents[0]?.html).toContain('id="change-1"')
    expect(change?.page).toBeGreaterThan(1)
    const sides = new URLSearchParams({ slug, old: `${slug}@v1`, new: 'working', name: '8-k.htm' })
    expect((await ask('GET', `/api/redline?${sides}`, own())).body.startsWith('%PDF-')).toBe(true)
    const handed = await get<{ name: string; data: string }>('/api/export', {
      slug,
      old: `${slug}@v1`,
      new: 'working',
      kind: 'certificate',
    })
    expect(handed.name).toBe('certificate.zip')
    const names = Object.keys(unzipSync(Buffer.from(handed.data, 'base64')))
    expect(names).toEqual(['certificate.json', 'certificate.htm', 'certificate.pdf'])
    writeFileSync(items, base)
  })

  it('makes a review file, and puts a comment that comes back at its words, also when they moved', async () => {
    const { html } = await get<{ html: string }>('/api/review', { slug, by: 'Jane Roe' })
    expect(html).toContain('shadowrootmode="open"')
    expect(/<link|<script src|<[a-z]+ [^>]*src="(?!data:)/.test(html)).toBe(false)
    await send<Preview>('/api/preview', { slug, drafts: {} })
    const quote = 'Among the information reported was that four of ten patients'
    const file = {
      format: 1,
      reviewer: 'A. Director',
      date: '2026-03-02T10:00:00Z',
      comments: [{ document: '8-k.htm', letter: 3, quote, text: 'Is it four?' }],
    }
    const from = { query: { slug }, path: `/api/comments?slug=${slug}` }
    expect(await send(from.path, file)).toEqual({ taken: 1 })
    expect(await send(from.path, file), 'the same file again').toEqual({ taken: 0 })
    const [placed] = await get<PlacedComment[]>('/api/comments', from.query)
    expect(placed).toMatchObject({ author: 'A. Director', open: true, at: { path: items, line: 5 } })
    const review = () => readFileSync(join(content, slug, 'review.md'), 'utf8')
    expect(review()).toContain('## 1. A. Director, 2026-03-02T10:00:00Z: open')
    expect((await decide('final')).found.map(({ message }) => message)).toContain('A. Director: Is it four?')
    const entry = { index: 0, author: 'A. Director', said: 'Is it four?', open: false }
    await send(`/api/settle?slug=${slug}`, entry)
    expect(review()).toContain('## 1. A. Director, 2026-03-02T10:00:00Z: settled')
    const other = { ...entry, said: 'Is it five?' }
    expect((await ask('POST', `/api/settle?slug=${slug}`, own(), other)).status).toBe(409)
    rmSync(join(content, slug, 'review.md'))
    expect((await ask('POST', `/api/comments?slug=${slug}`, own(), { format: 2 })).status).toBe(422)
  })

  it('begins a filing, and refuses names that are none and folders that are there', async () => {
    const begun = await send<Done>('/api/begin', {
      slug: 'acme-2026-03-02',
      registrant: 'Acme Corp.',
      date: '2026-03-02',
      items: ['8.01'],
    })
    expect(begun).toMatchObject({ ok: true })
    for (const name of ['acme-2026-03-02', '../acme', 'Acme', ''])
      expect(
        await send<Done>('/api/begin', { slug: name, registrant: 'A', date: '2026-03-02' }),
      ).toMatchObject({ ok: false })
    const rolled = await send<Done>('/api/begin', {
      slug: 'acme-2026-06-02',
      from: 'acme-2026-03-02',
      date: '2026-06-02',
    })
    expect(rolled.ok, rolled.lines.join()).toBe(true)
  })
})

/** Asks until there is an answer; the list works states out behind the scenes. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
  for (let round = 0; round < 100; round++) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((done) => setTimeout(done, 100))
  }
  return undefined
}
