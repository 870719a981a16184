/** A document as its pages. What changed is drawn anew and put in place of the old at once: nothing jumps, nothing blinks. */
import { useEffect, useRef } from 'preact/hooks'
import type { Box, Located, PageInfo, PreviewDocument } from '../protocol.ts'
import { send } from './api.ts'
import { useNear } from './looking.ts'
import { notify, openPlace, revealed, route, tieMarks } from './state.ts'

/** What draws pages is fetched while the first of them is being built. */
const drawing = import('./pdf.ts')

interface PaperProps {
  readonly shown: PreviewDocument
  readonly scale: number
  /** Of the pane: a page that is wider than the others is made to fit it. */
  readonly room: number
}

export function Paper({ shown, scale, room }: PaperProps) {
  const marks = revealed.value.find(({ document }) => document === shown.name)?.boxes ?? []
  const ties = tieMarks.value.filter(({ document }) => document === shown.name).flatMap(({ boxes }) => boxes)
  return (
    <div class="paper">
      {shown.pages.map((page, index) => (
        <Sheet
          key={`${shown.name} ${index}`}
          page={page}
          number={index + 1}
          name={shown.name}
          scale={Math.min(scale, room / page.width)}
          boxes={marks.filter((box) => box.page === index + 1)}
          ties={ties.filter((box) => box.page === index + 1)}
        />
      ))}
    </div>
  )
}

interface SheetProps {
  readonly page: PageInfo
  readonly number: number
  readonly name: string
  readonly scale: number
  readonly boxes: readonly Box[]
  readonly ties: readonly Box[]
}

function Sheet({ page, number, name, scale, boxes, ties }: SheetProps) {
  const holder = useRef<HTMLDivElement>(null)
  const canvasHome = useRef<HTMLDivElement>(null)
  const text = useRef<HTMLDivElement>(null)
  const near = useNear(holder)
  const { slug } = route.value
  useEffect(() => {
    if (!near || slug === undefined) return
    let wanted = true
    const canvas = document.createElement('canvas')
    canvas.setAttribute('aria-hidden', 'true')
    const layer = document.createElement('div')
    drawing
      .then(async ({ draw, pageOf }) => {
        const opened = await pageOf(slug, page.digest)
        if (wanted) await draw(opened.page, canvas, layer, scale)
      })
      .then(() => {
        if (!wanted) return
        canvasHome.current?.replaceChildren(canvas)
        text.current?.replaceChildren(...layer.childNodes)
        text.current?.style.setProperty('--total-scale-factor', String(scale))
        holder.current?.setAttribute('data-digest', page.digest)
        performance.mark('filingpress page')
      })
      // A newer build has another page in its place, which is on its way.
      .catch(() => undefined)
    return () => {
      wanted = false
    }
  }, [near, page.digest, scale, slug])
  return (
    <div
      ref={holder}
      class="sheet"
      role="region"
      aria-label={`Page ${number} of ${name}`}
      style={{ width: `${page.width * scale}px`, height: `${page.height * scale}px` }}
      onClick={(event) => void toSource(event, name, number, scale)}
    >
      <div ref={canvasHome} class="canvas-home" />
      <div ref={text} class="textLayer" />
      <Marks kind="mark tie" boxes={ties} scale={scale} />
      <Marks kind="mark" boxes={boxes} scale={scale} />
    </div>
  )
}

function Marks({ kind, boxes, scale }: { kind: string; boxes: readonly Box[]; scale: number }) {
  return (
    <>
      {boxes.map(({ x, y, width, height }, index) => (
        <div
          key={`${x} ${y} ${index}`}
          class={kind}
          style={{
            left: `${x * scale}px`,
            top: `${y * scale}px`,
            width: `${width * scale}px`,
            height: `${height * scale}px`,
          }}
        />
      ))}
    </>
  )
}

async function toSource(event: MouseEvent, name: string, page: number, scale: number): Promise<void> {
  // Whoever selects text means to copy it.
  if (!(getSelection()?.isCollapsed ?? true)) return
  const sheet = event.currentTarget
  if (!(sheet instanceof HTMLElement)) return
  const { left, top } = sheet.getBoundingClientRect()
  await locate({ document: name, page, x: (event.clientX - left) / scale, y: (event.clientY - top) / scale })
}

/** Opens the source of a word. */
export async function locate(asked: Record<string, string | number>): Promise<void> {
  const { slug } = route.value
  if (slug === undefined) return
  const found = await send<Located | null>('/api/locate', { slug, ...asked })
  if (!found) return
  if (found.at) openPlace(found.at)
  const said = told[found.kind]
  if (said !== undefined) notify(`“${found.word}” ${said}`)
}

/** Of words that nobody wrote where they stand. */
const told: Readonly<Partial<Record<Located['kind'], string>>> = {
  template: 'is a sentence of the form: here is its template.',
  tool: 'is written by filingpress, before what stands here.',
  continued: 'is set over a table that runs on: here the table begins.',
  furniture: 'stands on every page: here is the rule that says so.',
}
