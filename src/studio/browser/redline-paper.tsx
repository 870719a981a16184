/** The redline as its PDF: the pages that are handed over, one below the other, at the change that is looked at. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ChangeRow } from '../protocol.ts'
import { getBytes } from './api.ts'
import { useNear, useWidth } from './looking.ts'

export interface Sides {
  readonly slug: string
  readonly old: string
  readonly new: string
}

type Opened = Awaited<ReturnType<typeof import('./pdf.ts')['openPdf']>>

interface Props {
  readonly sides: Sides
  readonly name: string
  readonly change: ChangeRow | undefined
}

export function RedlinePaper({ sides, name, change }: Props) {
  const holder = useRef<HTMLDivElement>(null)
  const width = useWidth(holder)
  const [pdf, setPdf] = useState<Opened | undefined>(undefined)
  useEffect(() => {
    let wanted = true
    let opened: Opened | undefined
    const run = async () => {
      const [{ openPdf }, bytes] = await Promise.all([
        import('./pdf.ts'),
        getBytes('/api/redline', { ...sides, name }),
      ])
      if (!bytes || !wanted) return
      opened = await openPdf(bytes)
      if (wanted) setPdf(opened)
      else opened.close()
    }
    void run()
    return () => {
      wanted = false
      opened?.close()
    }
  }, [sides.slug, sides.old, sides.new, name])
  const scale =
    pdf && width > 0 ? Math.min(2, Math.max(0.35, (width - 40) / (pdf.sizes[0]?.width ?? 612))) : 1
  useEffect(() => {
    if (!pdf || change?.page === undefined) return
    const sheet = holder.current?.querySelectorAll<HTMLElement>('.sheet')[change.page - 1]
    if (sheet && holder.current)
      holder.current.scrollTop = sheet.offsetTop + (change.y ?? 0) * scale - holder.current.clientHeight / 3
  }, [pdf, change?.number, scale])
  return (
    <div class="shown redline" ref={holder} role="group" aria-label={`Redline of ${name}`} tabIndex={0}>
      {!pdf && <p class="empty">Opening the PDF…</p>}
      <div class="paper">
        {pdf?.sizes.map((size, index) => (
          <RedlineSheet key={`${index}`} pdf={pdf} number={index + 1} scale={scale} size={size} />
        ))}
      </div>
    </div>
  )
}

interface SheetProps {
  readonly pdf: Opened
  readonly number: number
  readonly scale: number
  readonly size: { readonly width: number; readonly height: number }
}

function RedlineSheet({ pdf, number, scale, size: { width, height } }: SheetProps) {
  const holder = useRef<HTMLDivElement>(null)
  const canvasHome = useRef<HTMLDivElement>(null)
  const text = useRef<HTMLDivElement>(null)
  const near = useNear(holder)
  useEffect(() => {
    if (!near || !text.current) return
    let wanted = true
    const canvas = document.createElement('canvas')
    canvas.setAttribute('aria-hidden', 'true')
    void pdf.draw(number, canvas, text.current, scale).then(() => {
      if (!wanted) return
      canvasHome.current?.replaceChildren(canvas)
      holder.current?.setAttribute('data-drawn', '')
    })
    return () => {
      wanted = false
    }
  }, [near, scale])
  return (
    <div
      ref={holder}
      class="sheet"
      role="region"
      aria-label={`Page ${number}`}
      style={{ width: `${width * scale}px`, height: `${height * scale}px` }}
    >
      <div ref={canvasHome} class="canvas-home" />
      <div ref={text} class="textLayer" />
    </div>
  )
}
