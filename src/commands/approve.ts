/** `filingpress approve`: makes the final rendering without writing it, and records its digests beside the content. */
import { FilingError } from '../diagnostics/diagnostic.ts'
import { Log } from '../diagnostics/log.ts'
import type { FontBook } from '../fonts/book.ts'
import { type Approval, approvalFiles, approvalOf } from '../lock/approval.ts'
import type { World } from '../platform/world.ts'
import { type BuildOptions, render } from './build.ts'

export interface Approved {
  readonly approval: Approval
  /** Findings and warnings that are still open: a final build will refuse until they are settled. */
  readonly log: Log
}

/** @throws FilingError when the filing cannot be built */
export function approve(
  world: World,
  slug: string,
  by: string,
  fonts: FontBook,
  options: BuildOptions,
): Approved {
  const log = new Log()
  const rendered = render(world, slug, fonts, { ...options, final: true, edgarPdf: false }, log)
  if (!rendered) throw new FilingError(log.diagnostics)
  const approval = approvalOf(rendered.rendering, by, world.clock())
  for (const [name, bytes] of approvalFiles(approval, rendered.rendering))
    world.writeFile(`${options.content}/${slug}/${name}`, bytes)
  return { approval, log }
}
