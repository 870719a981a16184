/** HTML of a filing in a frame that runs no script, loads nothing, and keeps its place when the text changes. */
import { useEffect, useRef } from 'preact/hooks'
import type { PreviewDocument } from '../protocol.ts'
import { get, getBytes } from './api.ts'
import { lettersIn, shownTexts } from './frame-text.ts'
import { locate } from './paper.tsx'
import { revealed, route } from './state.ts'

interface Props {
  readonly shown: PreviewDocument
  readonly dialect: 'edgar' | 'reading' | 'tags'
}

const titles = { edgar: 'as EDGAR shows it', reading: 'on a phone', tags: 'with its tags' } as const

export function HtmlFrame({ shown, dialect }: Props) {
  const frame = useRef<HTMLIFrameElement>(null)
  const { slug } = route.value
  const place = revealed.value.find(({ document }) => document === shown.name)
  useEffect(() => {
    let wanted = true
    if (slug !== undefined)
      void get<{ html: string }>('/api/html', { slug, name: shown.name, dialect })
        .then(({ html }) => withPictures(slug, html))
        .then((html) => {
          if (!wanted || !frame.current) return
          const opened = frame.current
          show(opened, html, shown.name, () => {
            const here = revealed.peek().find(({ document }) => document === shown.name)
            if (here) bringIntoView(opened, here.letter)
          })
        })
        .catch(() => undefined)
    return () => {
      wanted = false
    }
  }, [slug, shown.name, shown.htmlDigest, dialect])
  useEffect(() => {
    if (place && frame.current) bringIntoView(frame.current, place.letter)
  }, [place])
  return (
    <iframe
      ref={frame}
      class={dialect === 'reading' ? 'phone' : 'edgar'}
      title={`${shown.name} ${titles[dialect]}`}
      sandbox="allow-same-origin"
    />
  )
}

/** Pictures stand in the HTML itself: the frame may load nothing. */
async function withPictures(slug: string, html: string): Promise<string> {
  let whole = html
  for (const name of new Set(
    [...html.matchAll(/<img[^>]* src="([\w.-]+)"/g)].map((match) => match[1] ?? ''),
  )) {
    const bytes = await getBytes('/api/picture', { slug, name })
    if (!bytes) continue
    const type = name.endsWith('.gif') ? 'image/gif' : name.endsWith('.png') ? 'image/png' : 'image/jpeg'
    const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    whole = whole.replaceAll(`src="${name}"`, `src="data:${type};base64,${text}"`)
  }
  return whole
}

/** The first time the whole document; then only what differs, so that it neither blinks nor scrolls. */
export function show(
  frame: HTMLIFrameElement,
  html: string,
  name: string,
  opened: () => void = () => {},
): void {
  const before = frame.contentDocument
  if (!before || frame.dataset['name'] !== name) {
    frame.dataset['name'] = name
    frame.onload = () => {
      frame.contentDocument?.addEventListener('click', (event) => void clicked(event, name))
      opened()
    }
    frame.srcdoc = html
    return
  }
  const fresh = new DOMParser().parseFromString(html, 'text/html')
  if (before.head.innerHTML !== fresh.head.innerHTML) before.head.innerHTML = fresh.head.innerHTML
  for (const { name: key, value } of fresh.body.attributes) before.body.setAttribute(key, value)
  patch(before.body, fresh.body, before)
}

/** Makes the children of one element those of another, leaving alone what is equal. */
function patch(old: Element, fresh: Element, owner: Document): void {
  const [a, b] = [[...old.childNodes], [...fresh.childNodes]]
  let start = 0
  while (start < a.length && start < b.length && b[start]?.isEqualNode(a[start] ?? null)) start++
  let [endA, endB] = [a.length, b.length]
  while (endA > start && endB > start && b[endB - 1]?.isEqualNode(a[endA - 1] ?? null)) {
    endA--
    endB--
  }
  const [onlyA, onlyB] = [a[start], b[start]]
  if (
    endA - start === 1 &&
    endB - start === 1 &&
    isElement(onlyA) &&
    isElement(onlyB) &&
    onlyA.tagName === onlyB.tagName
  ) {
    for (const { name, value } of onlyB.attributes) onlyA.setAttribute(name, value)
    patch(onlyA, onlyB, owner)
    return
  }
  for (const node of a.slice(start, endA)) node.remove()
  const before = a[endA] ?? null
  for (const node of b.slice(start, endB)) old.insertBefore(owner.importNode(node, true), before)
}

const isElement = (node: Node | undefined): node is Element => node?.nodeType === 1

async function clicked(event: MouseEvent, name: string): Promise<void> {
  const target = event.target as Element | null
  // The switch that shows the tags is no text of the document, and works by itself.
  if (target?.closest('input,label')) return
  event.preventDefault()
  const owner = target?.ownerDocument
  const range = owner?.caretRangeFromPoint?.(event.clientX, event.clientY)
  if (!owner || !range || range.startContainer.nodeType !== 3) return
  let letter = 0
  for (const text of shownTexts(owner)) {
    if (text === range.startContainer) {
      letter += lettersIn(text.data.slice(0, range.startOffset))
      break
    }
    letter += lettersIn(text.data)
  }
  await locate({ document: name, letter })
}

function bringIntoView(frame: HTMLIFrameElement, letter: number): void {
  const owner = frame.contentDocument
  if (!owner?.body) return
  let left = letter
  for (const text of shownTexts(owner)) {
    const letters = lettersIn(text.data)
    if (left < letters) {
      const range = owner.createRange()
      range.selectNode(text)
      const { top, bottom } = range.getBoundingClientRect()
      const height = frame.clientHeight
      if (top < 0 || bottom > height) owner.defaultView?.scrollBy({ top: top - height / 3 })
      return
    }
    left -= letters
  }
}
