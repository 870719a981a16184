/** A new file of a filing: an exhibit with its entry in the facts, or a picture, table or ready-made exhibit from the disk. */
import { signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import type { Saved } from '../protocol.ts'
import { Refusal, send, upload } from './api.ts'
import { buffers, edit, open, saveAll } from './buffers.ts'
import { countAt, readFacts, textAt, withEntry } from './facts.ts'
import { files, loadFiles, notify, openFile, route } from './state.ts'

export const newFileOpen = signal(false)

/** `10.1` -> `ex10-1.md`, the name by which a build finds it. */
export const exhibitFile = (number: string): string => `ex${number.trim().replaceAll('.', '-')}.md`

/** What a new exhibit begins with: its headline, and what is still to be written. */
export const exhibitText = (title: string): string =>
  `---\nheadline: ${JSON.stringify(title)}\n---\n\n[● Text of the exhibit.]\n`

async function addExhibit(slug: string, folder: string, number: string, title: string): Promise<void> {
  const path = `${folder}/${exhibitFile(number)}`
  if (files.value.some((one) => one.path === path))
    throw new Refusal(409, `There is a file ${path} already.`, [])
  const facts = `${folder}/filing.yaml`
  await open(facts)
  const text = buffers.value.get(facts)?.text ?? ''
  const read = readFacts(text)
  const listed = Array.from({ length: countAt(read, ['exhibits']) }, (_, at) =>
    textAt(read, ['exhibits', at, 'number']),
  )
  if (read.ok && !listed.includes(number)) {
    edit(facts, withEntry(text, ['exhibits'], { number, title }))
    await saveAll()
  }
  await send<Saved>('/api/file', { path, text: exhibitText(title) }, 'PUT')
  await loadFiles(slug)
  openFile.value = path
}

async function addFiles(slug: string, folder: string, list: FileList | null | undefined): Promise<boolean> {
  for (const file of list ?? []) {
    const path = `${folder}/${file.name}`
    const exists = files.value.some((one) => one.path === path)
    if (exists && !confirm(`${file.name} is there already. Put this one in its place?`)) continue
    await upload('/api/add', { path, replace: exists ? 'yes' : 'no' }, file)
    notify(`${file.name} is in the folder of the filing.`)
  }
  await loadFiles(slug)
  return (list?.length ?? 0) > 0
}

export function NewFile() {
  return newFileOpen.value ? <Dialog /> : null
}

function Dialog() {
  const { slug = '' } = route.value
  const [problem, setProblem] = useState('')
  const close = () => {
    newFileOpen.value = false
  }
  /** Does it, and says what keeps it from being done. */
  const run = async (what: (folder: string) => Promise<unknown>) => {
    try {
      const own = files.value.find(({ name }) => name === 'filing.yaml')?.path ?? ''
      if ((await what(own.replace(/\/filing\.yaml$/, ''))) !== false) close()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setProblem(error.message)
    }
  }
  const add = (event: SubmitEvent) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget as HTMLFormElement)
    const text = (name: string) => String(fields.get(name) ?? '').trim()
    void run((folder) => addExhibit(slug, folder, text('number'), text('title')))
  }
  return (
    <div class="backdrop">
      <div
        class="sheet-dialog"
        role="dialog"
        aria-modal="true"
        aria-labelledby="new-file-title"
        onKeyDown={(event) => event.key === 'Escape' && close()}
      >
        <form onSubmit={add}>
          <h2 id="new-file-title">New exhibit</h2>
          <div class="field">
            <label for="new-number">Exhibit No.</label>
            <input
              id="new-number"
              name="number"
              required
              pattern="\d+(\.\d+)*"
              placeholder="99.2"
              autofocus
            />
          </div>
          <div class="field">
            <label for="new-title">Description</label>
            <input id="new-title" name="title" required placeholder="Investor presentation" />
          </div>
          <p class="help">
            It is written as Markdown, and listed under Item 9.01 with this number.
            <cite> Regulation S-K, Item 601</cite>
          </p>
          {problem !== '' && <p class="wrong">{problem}</p>}
          <footer>
            <label class="button">
              From the disk…
              <input
                class="unseen"
                type="file"
                multiple
                accept=".png,.jpg,.jpeg,.gif,.csv,.xlsx,.md,.htm,.html,.pdf"
                onChange={(event) => {
                  const { files: chosen } = event.currentTarget
                  void run((folder) => addFiles(slug, folder, chosen))
                }}
              />
            </label>
            <span class="grow" />
            <button type="button" onClick={close}>
              Cancel
            </button>
            <button type="submit" class="primary">
              Begin the exhibit
            </button>
          </footer>
        </form>
      </div>
    </div>
  )
}
