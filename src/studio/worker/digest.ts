/** The digest of all that is drawn on a page, by which a page that did not change is known and not sent again. */
import { sha256 } from '../../bytes.ts'
import { type GlyphRun, type Mark, type Page, textOf } from '../../typeset/page.ts'

export function pageDigest({ width, height, marks }: Page): string {
  const drawn = marks.map(markText)
  return sha256([`${width} ${height}`, ...drawn].join('\n')).slice(0, 32)
}

function markText(mark: Mark): string {
  switch (mark.kind) {
    case 'line':
      return `line ${mark.x} ${mark.baseline} ${mark.artifact} ${mark.line.runs.map(runText).join(' ')}`
    case 'picture':
      return `picture ${mark.x} ${mark.y} ${mark.width} ${mark.height} ${pictureDigest(mark.bytes)}`
    case 'rule':
    case 'leader':
    case 'shade':
      return JSON.stringify(mark)
  }
}

function runText({ face, size, color, x, rise, width, underline, revision, parts }: GlyphRun): string {
  let text = `${face.key}|${size}|${color}|${x}|${rise}|${width}|${underline}|${revision?.kind ?? ''}|`
  for (const { apart } of parts) text += apart === 0 ? ',' : `${apart.toFixed(4)},`
  return `${text}|${textOf({ parts })}\u0000`
}

const known = new WeakMap<Uint8Array, string>()

function pictureDigest(bytes: Uint8Array): string {
  const digest = known.get(bytes) ?? sha256(bytes)
  known.set(bytes, digest)
  return digest
}
