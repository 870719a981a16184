/** Comments of reviewers, as `review.md` keeps them: each leads to the words it is about, and is settled here. */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { FilePlace, PlacedComment } from '../protocol.ts'
import { get, Refusal, send } from './api.ts'
import { lookAgain } from './buffers.ts'
import { notify, openPlace, preview, route } from './state.ts'

const comments = signal<readonly PlacedComment[]>([])

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

async function load(slug: string): Promise<void> {
  const found = await get<PlacedComment[]>('/api/comments', { slug }).catch(() => undefined)
  if (found && route.value.slug === slug) comments.value = found
}

/** Says what keeps a thing from being done, in place of doing it. */
async function orTell(what: () => Promise<unknown>, otherwise?: string): Promise<void> {
  try {
    await what()
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof SyntaxError)) throw error
    notify(otherwise ?? error.message, 'problem')
  }
}

async function take(list: FileList | null | undefined): Promise<void> {
  const { slug = '' } = route.value
  for (const file of list ?? []) {
    const wrong = `${file.name} is not a file of comments: drop the one that the review page saved.`
    await orTell(async () => {
      const sent: unknown = JSON.parse(await file.text())
      const { taken } = await send<{ taken: number }>(`/api/comments?slug=${encodeURIComponent(slug)}`, sent)
      notify(`${taken} new ${taken === 1 ? 'comment' : 'comments'} from ${file.name}, kept in review.md`)
    }, wrong)
  }
  await load(slug)
  await lookAgain()
}

async function settle(index: number, { author, text, open }: PlacedComment): Promise<void> {
  const { slug = '' } = route.value
  await orTell(() =>
    send(`/api/settle?slug=${encodeURIComponent(slug)}`, { index, author, said: text, open: !open }),
  )
  await load(slug)
  await lookAgain()
}

export function Comments() {
  const { slug = '' } = route.value
  const built = preview.value
  useEffect(() => {
    void load(slug)
  }, [slug, built])
  const all = comments.value
  const open = all.filter((one) => one.open).length
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
        <h2 id="comments-title">Comments of reviewers{all.length > 0 && `, ${open} open`}</h2>
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
      <p class="quiet">
        {all.length === 0
          ? 'Make a review file in Decide and send it. What comes back is opened or dropped here.'
          : 'They are kept in review.md. A final is refused while one is open.'}
      </p>
      <ol class="findings">
        {all.map((one, index) => (
          <Comment
            key={`${index} ${one.author} ${one.text}`}
            one={one}
            settle={() => void settle(index, one)}
          />
        ))}
      </ol>
    </section>
  )
}

function Comment({ one, settle }: { one: PlacedComment; settle: () => void }) {
  const { author, date, open, document, quote, text, at } = one
  return (
    <li class={open ? 'finding' : 'finding settled'}>
      <div class="finding-head">
        <span class={open ? 'chip grade-finding' : 'chip state-final'}>{open ? 'Open' : 'Settled'}</span>
        <strong>{author}</strong>
        <span class="quiet">
          {date.slice(0, 10)} {document}
        </span>
        {at ? (
          <PlaceLink at={at}>
            <span class="place">{placeName(at)}</span>
          </PlaceLink>
        ) : (
          <span class="quiet">its words stand in the document no longer</span>
        )}
      </div>
      <p class="message">{text}</p>
      {quote !== '' && <p class="quiet">“{quote}”</p>}
      <div class="finding-actions">
        <button type="button" class="link" onClick={settle}>
          {open ? 'Settle' : 'Open again'}
        </button>
      </div>
    </li>
  )
}
