/**
 * Panes that show one document keep beside each other: what is read in one is what is read in the others, by the letters
 * before it (worker/letters.ts), not by how far one has scrolled.
 */
import { useEffect } from 'preact/hooks'
import { get } from './api.ts'
import { lettersIn, shownTexts } from './frame-text.ts'
import { growing, matching, type Pane, type Places } from './place-pairs.ts'
import { preview, route, document as shownDocument } from './state.ts'

/** What is scrolled and how far: the pane itself, or the document in its frame. */
function scrollerOf(pane: Element): Element | null {
  const frame = pane.querySelector('iframe')
  return frame ? (frame.contentDocument?.scrollingElement ?? null) : pane
}

/** Places of paper: `anchors` has letter, page and points from the upper edge of it. */
function placesOnPaper(pane: Element, anchors: readonly number[], heights: readonly number[]): Places {
  const sheets = [...pane.querySelectorAll<HTMLElement>('.sheet')]
  const found: [number, number][] = []
  for (let at = 0; at + 2 < anchors.length; at += 3) {
    const [letter = 0, page = 1, y = 0] = anchors.slice(at, at + 3)
    const sheet = sheets[page - 1]
    const height = heights[page - 1]
    if (sheet && height) found.push([letter, sheet.offsetTop + (y / height) * sheet.offsetHeight])
  }
  return growing(found)
}

/** Places of HTML: where each block of text begins. */
function placesInFrame(owner: Document): Places {
  const found: [number, number][] = []
  const down = owner.scrollingElement?.scrollTop ?? 0
  let letters = 0
  let block: Element | null | undefined
  for (const text of shownTexts(owner)) {
    const own = text.parentElement?.closest('p,h1,h2,h3,h4,h5,h6,li,tr')
    if (own !== block && own) found.push([letters, own.getBoundingClientRect().top + down])
    block = own
    letters += lettersIn(text.data)
  }
  return growing(found)
}

/** Scrolling one pane scrolls the others to the same words. */
export function useScrolledTogether(all: { readonly current: HTMLElement | null }): void {
  const name = shownDocument.value
  const shown = preview.value?.documents.find((one) => one.name === name)
  const digests = shown?.pages.map(({ digest }) => digest).join()
  useEffect(() => {
    const { slug } = route.value
    if (slug === undefined || !shown) return
    let anchors: readonly number[] = []
    void get<number[]>('/api/anchors', { slug, document: shown.name }).then((found) => {
      anchors = found
      known.clear()
    })
    const heights = shown.pages.map(({ height }) => height)
    const known = new Map<Element, { readonly key: string; readonly places: Places }>()
    const paneOf = (element: Element): Pane | undefined => {
      const scroller = scrollerOf(element)
      if (!scroller) return undefined
      const key = `${scroller.scrollHeight} ${scroller.clientWidth}`
      const before = known.get(scroller)
      if (before?.key === key) return { scroller, places: before.places }
      const places =
        scroller === element
          ? placesOnPaper(element, anchors, heights)
          : placesInFrame(scroller.ownerDocument)
      known.set(scroller, { key, places })
      return { scroller, places }
    }
    return following(all, paneOf, () => anchors.at(-3) ?? 0)
  }, [all, name, digests])
}

/** Frames scroll in documents of their own, which come and go: the pane that the pointer is in is asked. */
function following(
  all: { readonly current: HTMLElement | null },
  paneOf: (element: Element) => Pane | undefined,
  letters: () => number,
): () => void {
  let leading: Element | undefined
  let last = -1
  const home = all.current
  const moved = () => {
    const from = leading && paneOf(leading)
    if (!from || from.scroller.scrollTop === last || letters() === 0) return
    last = from.scroller.scrollTop
    for (const other of home?.querySelectorAll('.shown') ?? []) {
      const to = other === leading ? undefined : paneOf(other)
      if (to) to.scroller.scrollTop = matching(from, to, letters())
    }
  }
  const enter = (event: Event) => {
    const pane = (event.target as Element | null)?.closest?.('.shown')
    if (!pane || pane === leading) return
    leading = pane
    // Where it stands now is where the others stand: they move when it does.
    last = scrollerOf(pane)?.scrollTop ?? -1
  }
  let asking = requestAnimationFrame(function ask() {
    moved()
    asking = requestAnimationFrame(ask)
  })
  home?.addEventListener('pointerover', enter)
  home?.addEventListener('focusin', enter)
  return () => {
    cancelAnimationFrame(asking)
    home?.removeEventListener('pointerover', enter)
    home?.removeEventListener('focusin', enter)
  }
}
