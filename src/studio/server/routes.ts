/** What a page may ask, by method and path. Each route reads what was sent, asks a worker or the files, and answers. */
import type { IncomingMessage } from 'node:http'
import { codes } from '../../check/registry.ts'
import { registrantsFolder } from '../../commands/places.ts'
import { schemaText } from '../../commands/schema.ts'
import { helpers } from '../../compose/helpers.ts'
import { boxes, items } from '../../filing/form-8-k.ts'
import type { World } from '../../platform/world.ts'
import type { CodeInfo, Done, LocateRequest } from '../protocol.ts'
import type { Settings } from '../worker/settings.ts'
import {
  BadRequest,
  bytesOf,
  type Fields,
  fieldsOf,
  largestUpload,
  optionalText,
  text,
  texts,
} from './body.ts'
import type { Events } from './events.ts'
import { confined, filesOf, readText, saveText, slugIn } from './files.ts'
import type { Filings } from './filings.ts'
import { addFile, sheetOf, templateText } from './looked-at.ts'
import { ofList, type Workers } from './workers.ts'

export interface Server {
  readonly world: World
  readonly settings: Settings
  readonly workers: Workers
  readonly events: Events
  readonly filings: Filings
}

/** Bytes go out as they are, everything else as JSON. */
export type Route = (server: Server, url: URL, request: IncomingMessage) => unknown

/** The name of a query. @throws BadRequest where it is missing */
function query(url: URL, name: string): string {
  const value = url.searchParams.get(name)
  if (value === null) throw new BadRequest(400, `${name} is missing.`)
  return value
}

const slugOf = ({ world, settings }: Server, slug: string): string => slugIn(world, settings.places, slug)

export const routes: Readonly<Record<string, Route>> = {
  'GET /api/filings'({ filings }) {
    void filings.refresh()
    return filings.list()
  },
  'GET /api/files': (server, url) =>
    filesOf(server.world, server.settings.places, slugOf(server, query(url, 'slug'))),
  'GET /api/file': ({ world, settings }, url) => readText(world, settings.places, query(url, 'path')),
  async 'PUT /api/file'({ world, settings, filings }, _url, request) {
    const fields = await fieldsOf(request)
    const base = optionalText(fields, 'base')
    const saved = saveText(world, settings.places, text(fields, 'path'), text(fields, 'text'), base)
    void filings.refresh()
    return saved
  },
  'GET /api/template': (server, url) => {
    const { world, settings } = server
    return templateText(world, settings.places, slugOf(server, query(url, 'slug')), query(url, 'path'))
  },
  'GET /api/sheet': ({ world, settings }, url) =>
    sheetOf(world, settings.places, query(url, 'path'), query(url, 'sheet')),
  async 'POST /api/add'({ world, settings, filings }, url, request) {
    const file = {
      bytes: await bytesOf(request, largestUpload),
      replace: url.searchParams.get('replace') === 'yes',
    }
    const added = addFile(world, settings.places, query(url, 'path'), file)
    void filings.refresh()
    return added
  },
  async 'POST /api/preview'(server, _url, request) {
    const fields = await fieldsOf(request)
    const slug = slugOf(server, text(fields, 'slug'))
    const stamp = optionalText(fields, 'stamp')
    return server.workers.ask(
      slug,
      'preview',
      {
        slug,
        drafts: draftsOf(server, texts(fields, 'drafts')),
        lineNumbers: fields['lineNumbers'] === true,
        ...(stamp !== undefined && { stamp }),
      },
      true,
    )
  },
  'GET /api/page': (server, url) =>
    server.workers.ask(slugOf(server, query(url, 'slug')), 'page', query(url, 'digest')),
  async 'GET /api/html'(server, url) {
    const slug = slugOf(server, query(url, 'slug'))
    const asked = { name: query(url, 'name'), dialect: query(url, 'dialect') }
    return { html: (await server.workers.ask<string | undefined>(slug, 'html', asked)) ?? '' }
  },
  'GET /api/picture': (server, url) =>
    server.workers.ask(slugOf(server, query(url, 'slug')), 'picture', query(url, 'name')),
  async 'POST /api/locate'(server, _url, request) {
    const fields = await fieldsOf(request)
    const number = (name: string) => (typeof fields[name] === 'number' ? { [name]: fields[name] } : {})
    const asked: LocateRequest = {
      document: text(fields, 'document'),
      ...number('letter'),
      ...number('page'),
      ...number('x'),
      ...number('y'),
    }
    return (await server.workers.ask(slugOf(server, text(fields, 'slug')), 'locate', asked)) ?? null
  },
  'GET /api/reveal': (server, url) =>
    server.workers.ask(slugOf(server, query(url, 'slug')), 'reveal', {
      path: query(url, 'path'),
      offset: Number(query(url, 'offset')) || 0,
    }),
  'GET /api/anchors': (server, url) =>
    server.workers.ask(slugOf(server, query(url, 'slug')), 'anchors', query(url, 'document')),
  'GET /api/ties': (server, url) => server.workers.ask(slugOf(server, query(url, 'slug')), 'ties', undefined),
  'GET /api/versions': (server, url) => {
    const slug = slugOf(server, query(url, 'slug'))
    return server.workers.ask(slug, 'versions', slug)
  },
  'GET /api/compare': (server, url) =>
    server.workers.ask(query(url, 'slug'), 'compare', sidesOf(server, url)),
  'GET /api/redline': (server, url) => {
    const asked = { ...sidesOf(server, url), name: query(url, 'name') }
    return server.workers.ask(asked.slug, 'redline', asked)
  },
  async 'GET /api/export'(server, url) {
    const asked = { ...sidesOf(server, url), kind: query(url, 'kind') }
    const made = await server.workers.ask<Handed | undefined>(asked.slug, 'export', asked)
    return made ? { name: made.name, data: Buffer.from(made.bytes).toString('base64') } : {}
  },
  async 'POST /api/decide'(server, _url, request) {
    const { name, ...asked } = await fieldsOf(request)
    const slug = optionalText(asked, 'slug') ?? ''
    if (slug !== '') slugOf(server, slug)
    const done = await server.workers.ask<Done>(slug || ofList, 'decide', { name, asked })
    server.filings.forget(slug)
    void server.filings.refresh()
    return done
  },
  async 'POST /api/begin'(server, _url, request) {
    const done = await server.workers.ask<Done>(ofList, 'begin', await fieldsOf(request))
    void server.filings.refresh()
    return done
  },
  async 'POST /api/import'(server, url, request) {
    const file = { name: query(url, 'name'), bytes: await bytesOf(request, largestUpload) }
    const done = await server.workers.ask<Done>(ofList, 'begin', { slug: query(url, 'slug'), file })
    void server.filings.refresh()
    return done
  },
  'GET /api/comments': (server, url) => {
    const slug = slugOf(server, query(url, 'slug'))
    return server.workers.ask(slug, 'comments', slug)
  },
  async 'POST /api/comments'(server, url, request) {
    const slug = slugOf(server, query(url, 'slug'))
    const taken = await server.workers.ask(slug, 'takeComments', { slug, file: await fieldsOf(request) })
    void server.filings.refresh()
    return taken
  },
  async 'POST /api/settle'(server, url, request) {
    const slug = slugOf(server, query(url, 'slug'))
    const fields = await fieldsOf(request)
    const entry = {
      index: Number(fields['index']),
      author: text(fields, 'author'),
      said: text(fields, 'said'),
      open: fields['open'] === true,
    }
    if (!(await server.workers.ask<boolean>(slug, 'settle', { slug, entry })))
      throw new BadRequest(409, 'This comment is another by now.')
    void server.filings.refresh()
    return {}
  },
  async 'GET /api/review'(server, url) {
    const slug = slugOf(server, query(url, 'slug'))
    const old = url.searchParams.get('old')
    const by = url.searchParams.get('by')
    const asked = { slug, ...(old && { old }), ...(by && { by }) }
    return { html: await server.workers.ask<string>(slug, 'review', asked) }
  },
  'GET /api/knowledge': () => knowledge(),
}

/** Drafts of a page are held to the folders of filings as saves are. */
function draftsOf({ world, settings }: Server, drafts: Record<string, string>): Record<string, string> {
  for (const path of Object.keys(drafts)) confined(world, settings.places, path)
  return drafts
}

function sidesOf(server: Server, url: URL): { slug: string; old: string; fresh: string } {
  const slug = slugOf(server, query(url, 'slug'))
  const [old, fresh] = [query(url, 'old'), query(url, 'new')]
  // A word of the command line may be any path; the page has only versions of this filing.
  for (const word of [old, fresh])
    if (
      !(['working', 'out'].includes(word) || /^[0-9a-f]{7,64}$/.test(word) || /^[a-z0-9-]+@v\d+$/.test(word))
    )
      throw new BadRequest(400, `${word} is no version of ${slug}.`)
  return { slug, old, fresh }
}

interface Handed {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What editing needs to know of the form and of the tool, the same for every filing. */
function knowledge(): Fields {
  return {
    schema: JSON.parse(schemaText()) as unknown,
    codes: Object.entries(codes).map(
      ([code, { severity, means, hint, source, wrong, right }]): CodeInfo => ({
        code,
        severity,
        means,
        ...(hint !== undefined && { hint }),
        ...(source !== undefined && { source }),
        ...(wrong !== undefined && { wrong }),
        ...(right !== undefined && { right }),
        waivable: severity === 'finding' || severity === 'warning',
      }),
    ),
    helpers: Object.keys(helpers),
    items: items.map(({ number, caption }) => ({ number, caption })),
    boxes,
    registrantsFolder,
  }
}
