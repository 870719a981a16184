/** Comments of reviewers: their file is dropped here, and each leads to the words it is about. */
import { signal } from '@preact/signals'
import type { FilePlace, PlacedComment } from '../protocol.ts'
import { Refusal, send } from './api.ts'
import { notify, openPlace, route } from './state.ts'

/** Those of this session: a file of comments is kept by whoever got it. */
const comments = signal<ReadonlyMap<string, readonly PlacedComment[]>>(new Map())

export function PlaceLink({
  at,
  children,
}: {
  at: FilePlace | undefined
  children: preact.ComponentChildren
}) {
  if (!at) return <>{children}</>
  return (
    <button type="button" class="link" onClick={() => openPlace(at)}>
      {children}
    </button>
  )
}

export const placeName = ({ path, line, column, cell }: FilePlace) =>
  cell ? path : `${path.split('/').slice(-2).join('/')}:${line}:${column}`

async function take(list: FileList | null | undefined): Promise<void> {
  const { slug = '' } = route.value
  for (const file of list ?? []) {
    try {
      const sent: unknown = JSON.parse(await file.text())
      const placed = await send<PlacedComment[]>(`/api/comments?slug=${encodeURIComponent(slug)}`, sent)
      const before = comments.value.get(slug) ?? []
      const known = new Set(before.map((one) => JSON.stringify([one.reviewer, one.quote, one.text])))
      const fresh = placed.filter((one) => !known.has(JSON.stringify([one.reviewer, one.quote, one.text])))
      comments.value = new Map(comments.value).set(slug, [...before, ...fresh])
      notify(`${fresh.length} ${fresh.length === 1 ? 'comment' : 'comments'} from ${file.name}`)
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof SyntaxError)) throw error
      notify(`${file.name} is not a file of comments: drop the one that the review page saved.`, 'problem')
    }
  }
}

export function Comments() {
  const own = comments.value.get(route.value.slug ?? '') ?? []
  return (
    <section
      class="comments"
      aria-labelledby="comments-title"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        void take(event.dataTransfer?.files)
      }}
    >
      <div class="comments-head">
        <h2 id="comments-title">Comments of reviewers</h2>
        <label class="button">
          Open a file of comments…
          <input
            class="unseen"
            type="file"
            accept=".json"
            multiple
            onChange={(event) => void take(event.currentTarget.files)}
          />
        </label>
      </div>
      {own.length === 0 && (
        <p class="quiet">
          Make a review file in Decide and send it. What comes back is opened or dropped here.
        </p>
      )}
      <ol class="findings">
        {own.map(({ document, reviewer, quote, text, at }) => (
          <li class="finding" key={`${reviewer} ${quote} ${text}`}>
            <div class="finding-head">
              <strong>{reviewer}</strong> <span class="quiet">{document}</span>
              {at ? (
                <PlaceLink at={at}>
                  <span class="place">{placeName(at)}</span>
                </PlaceLink>
              ) : (
                <span class="quiet">its words stand in the document no longer</span>
              )}
            </div>
            <p class="message">{text}</p>
            <p class="quiet">“{quote}”</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
