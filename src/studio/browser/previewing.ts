/** Keeps the preview up with the text: at most one build is waited for, and the newest text always wins. */
import type { Preview } from '../protocol.ts'
import { Refusal, send, Unreachable } from './api.ts'
import { drafts } from './buffers.ts'
import { building, document, draftStamp, lineNumbers, notify, preview, route } from './state.ts'

/** Milliseconds in which keystrokes are one. */
const burst = 30

let timer: ReturnType<typeof setTimeout> | undefined
let newest = 0

/** Something changed: builds soon. */
export function refresh(): void {
  clearTimeout(timer)
  timer = setTimeout(() => void build(), burst)
}

/** Builds now. */
export async function build(): Promise<void> {
  const { slug } = route.value
  if (slug === undefined) return
  const turn = ++newest
  building.value = true
  try {
    const made = await send<Preview | { readonly dropped: true }>('/api/preview', {
      slug,
      drafts: drafts(),
      stamp: draftStamp.value,
      lineNumbers: lineNumbers.value,
    })
    if ('dropped' in made || turn !== newest || route.value.slug !== slug) return
    // Of a text with an error the pages of the last good state stay, and are marked so.
    const documents = made.documents.length > 0 ? made.documents : (preview.value?.documents ?? [])
    preview.value = { ...made, documents }
    performance.mark('filingpress preview')
    if (!documents.some(({ name }) => name === document.value)) document.value = documents[0]?.name
  } catch (error) {
    if (error instanceof Refusal) notify(error.message, 'problem')
    else if (!(error instanceof Unreachable)) throw error
  } finally {
    if (turn === newest) building.value = false
  }
}
