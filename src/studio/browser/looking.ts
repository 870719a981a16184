/** What a view knows of the screen: how wide it is, and what of it is near. */
import { useEffect, useState } from 'preact/hooks'

interface Holder {
  readonly current: HTMLElement | null
}

export function useWidth(holder: Holder): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!holder.current) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)))
    observer.observe(holder.current)
    return () => observer.disconnect()
  }, [holder])
  return width
}

/** Whether an element is on the screen or soon will be. */
export function useNear(holder: Holder): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    const element = holder.current
    if (!element) return
    const observer = new IntersectionObserver(
      (entries) => setNear(entries.some(({ isIntersecting }) => isIntersecting)),
      // Of the window, and of the panes in which pages are scrolled: a page is drawn before one comes to it.
      { rootMargin: '600px', scrollMargin: '600px' } as IntersectionObserverInit,
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [holder])
  return near
}
