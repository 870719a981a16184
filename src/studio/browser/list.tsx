/** All filings: how far each has come and when it is due; and the ways to begin another. */
import { useState } from 'preact/hooks'
import type { Done } from '../protocol.ts'
import { Refusal, send, upload } from './api.ts'
import { DueChip, StateChip } from './chips.tsx'
import { filings, go, knowledge, loadFilings, notify } from './state.ts'

const kinds = ['earnings', 'officer-change', 'agreement', 'vote', 'amendment', 'clinical', 'cyber-incident']

export function FilingList() {
  const [sought, setSought] = useState('')
  const [beginning, setBeginning] = useState<string | undefined>(undefined)
  const [dropping, setDropping] = useState(false)
  const rows = filings.value.filter((row) =>
    `${row.slug} ${row.registrant} ${row.items.join(' ')} ${row.state}`
      .toLowerCase()
      .includes(sought.toLowerCase()),
  )
  return (
    <div
      class={dropping ? 'list dropping' : 'list'}
      onDragOver={(event) => {
        event.preventDefault()
        setDropping(true)
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(event) => {
        event.preventDefault()
        setDropping(false)
        void importFiles(event.dataTransfer?.files)
      }}
    >
      <div class="list-head">
        <h1>Filings</h1>
        <input
          type="search"
          aria-label="Find a filing"
          placeholder="Find…"
          value={sought}
          onInput={(event) => setSought(event.currentTarget.value)}
        />
        <span class="grow" />
        <label class="button">
          Import a file…
          <input
            class="unseen"
            type="file"
            accept=".docx,.htm,.html,.txt"
            onChange={(event) => void importFiles(event.currentTarget.files ?? undefined)}
          />
        </label>
        <button type="button" class="primary" onClick={() => setBeginning('')}>
          New filing
        </button>
      </div>
      {rows.length === 0 ? (
        <p class="empty">
          {filings.value.length === 0
            ? 'There are no filings yet. Begin one, or drop a Word or HTML file here.'
            : 'No filing is called so.'}
        </p>
      ) : (
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">Filing</th>
              <th scope="col">Registrant</th>
              <th scope="col">Items</th>
              <th scope="col">Date of report</th>
              <th scope="col">State</th>
              <th scope="col">Due</th>
              <th scope="col">Last change</th>
              <th scope="col">
                <span class="unseen">What to do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.slug}>
                <th scope="row">
                  <a href={`#/${row.slug}/write`}>{row.slug}</a>
                </th>
                <td>{row.registrant}</td>
                <td class="figures">{row.items.join(', ')}</td>
                <td class="figures">{row.reportDate}</td>
                <td>
                  <StateChip row={row} />
                </td>
                <td>
                  <DueChip row={row} />
                </td>
                <td class="figures quiet">{row.changed?.slice(0, 16).replace('T', ' ')}</td>
                <td>
                  <button
                    type="button"
                    class="link"
                    onClick={() => setBeginning(row.slug)}
                    aria-label={`Roll forward ${row.slug}`}
                  >
                    Roll forward
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {beginning !== undefined && <Begin from={beginning} close={() => setBeginning(undefined)} />}
    </div>
  )
}

async function importFiles(list: FileList | undefined): Promise<void> {
  const [file] = list ?? []
  if (!file) return
  const slug = file.name
    .replace(/\.\w+$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  notify(`Reading ${file.name}…`)
  try {
    const done = await upload<Done & { slug?: string }>(
      '/api/import',
      { name: file.name, slug: slug || 'imported' },
      file,
    )
    await finished(done)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    notify(error.message, 'problem')
  }
}

async function finished(done: Done & { slug?: string }): Promise<boolean> {
  for (const { code, message, hint } of done.found)
    notify(`${code}: ${message}${hint === undefined ? '' : `. ${hint}`}`, 'problem')
  if (!done.ok && done.found.length === 0) notify(done.lines.join('\n'), 'problem')
  if (!done.ok || done.slug === undefined) return false
  await loadFilings()
  const told = done.lines.filter((line) => /^(?:Guessed|To mend|To fill in|\d+ words)/.test(line))
  if (told.length > 0) notify(told.slice(0, 8).join('\n'), 'problem')
  go(done.slug, 'write')
  return true
}

function Begin({ from, close }: { from: string; close: () => void }) {
  const [kind, setKind] = useState(from === '' ? 'new' : 'from')
  const begin = async (event: SubmitEvent) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget as HTMLFormElement)
    const text = (name: string) => String(fields.get(name) ?? '')
    const asked = {
      slug: text('slug'),
      ...(kind === 'example' ? { example: text('example') } : { date: text('date') }),
      ...(kind === 'from' && { from: text('from') }),
      ...(kind === 'new' && {
        registrant: text('registrant'),
        items: fields.getAll('items').map(String),
        headline: text('headline'),
      }),
    }
    if (await finished(await send<Done & { slug?: string }>('/api/begin', asked))) close()
  }
  return (
    <dialog
      open
      class="sheet-dialog"
      aria-labelledby="begin-title"
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <form onSubmit={(event) => void begin(event)}>
        <h2 id="begin-title">Begin a filing</h2>
        <div class="segments" role="radiogroup" aria-label="Begin with">
          {(['new', 'from', 'example'] as const).map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="kind"
                value={one}
                checked={kind === one}
                onChange={() => setKind(one)}
              />
              {{ new: 'Nothing', from: 'Another filing', example: 'An example' }[one]}
            </label>
          ))}
        </div>
        <div class="field">
          <label for="slug">Name of the folder</label>
          <input
            id="slug"
            name="slug"
            required
            pattern="[a-z0-9][a-z0-9\-]*"
            placeholder="acme-2026-03-02"
            autofocus
          />
        </div>
        {kind === 'from' && (
          <div class="field">
            <label for="from">Roll forward from</label>
            <select id="from" name="from">
              {filings.value.map(({ slug }) => (
                <option key={slug} value={slug} selected={slug === from}>
                  {slug}
                </option>
              ))}
            </select>
          </div>
        )}
        {kind === 'example' && (
          <div class="field">
            <label for="example">Example</label>
            <select id="example" name="example">
              {kinds.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </div>
        )}
        {kind !== 'example' && (
          <div class="field">
            <label for="date">Date of report</label>
            <input id="date" name="date" type="date" required />
          </div>
        )}
        {kind === 'new' && <NewFields />}
        <footer>
          <button type="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="primary">
            Begin
          </button>
        </footer>
      </form>
    </dialog>
  )
}

const NewFields = () => (
  <>
    <div class="field">
      <label for="registrant">Exact name of registrant</label>
      <input id="registrant" name="registrant" required />
    </div>
    <fieldset>
      <legend>Items</legend>
      <div class="choices">
        {(knowledge.value?.items ?? [])
          .filter(({ number }) => /^[1-8]\.\d\d$/.test(number))
          .map(({ number, caption }) => (
            <label key={number}>
              <input type="checkbox" name="items" value={number} /> <b>{number}</b> {caption}
            </label>
          ))}
      </div>
    </fieldset>
    <div class="field">
      <label for="headline">Headline of the release</label>
      <input id="headline" name="headline" />
    </div>
  </>
)
