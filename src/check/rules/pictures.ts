/** Pictures: attached files that are really GIF or JPEG and stand still (EFM 5.2.2), with words in tagged documents (EFM 5.2.5). */
import { budgetFor } from '../../diagnostics/budget.ts'
import { span, whole } from '../../diagnostics/source.ts'
import type { Node } from '../../html/parse.ts'
import { PictureError } from '../../pictures/error.ts'
import { gifFrames } from '../../pictures/gif.ts'
import { readPicture } from '../../pictures/picture.ts'
import { family, type Say } from '../rule.ts'
import type { Binary, MarkedUp } from '../subjects.ts'

export const pictures = family(
  {
    K011: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.2',
      means: 'a picture is not a GIF or JPEG',
      hint: 'convert it; the bytes must be of the kind that the name says',
      in: 'plain',
      wrong: '<p><img src="a.png" alt="logo"></p>',
      right: '<p><img src="a.gif" alt="logo"></p>',
    },
    K012: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.2',
      means: 'a GIF is animated',
      hint: 'keep its first picture only',
      in: 'folder',
      wrong: 'moving.gif',
      right: 'still.gif',
    },
    K022: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.2',
      means: 'a picture is inside the page or on another server',
      hint: 'attach it as a file',
      in: 'plain',
      wrong: '<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="logo"></p>',
      right: '<p><img src="a.gif" alt="logo"></p>',
    },
    K033: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.5',
      means: 'a picture has no alternative text, or is not attached',
      hint: 'add alt="…"; attach the file',
      in: 'inline',
      wrong: '<p><img src="a.gif"/></p>',
      right: '<p><img src="a.gif" alt="logo"/></p>',
    },
  },
  { markup: checkShown, picture: checkBytes },
)

function checkShown({ source, dialect, nodes }: MarkedUp, say: Say<'K011' | 'K022' | 'K033'>): void {
  const visit = (node: Node): void => {
    if (node.kind === 'text') return
    if (node.name === 'img') {
      const at = span(source, node.start, Math.min(node.end, node.start + 4))
      const { src = '', alt } = node.attributes
      if (/^data:/i.test(src)) say('K022', at, 'a picture is written into the page')
      else if (/^(?:https?:)?\/\//i.test(src))
        say('K022', at, `a picture is on another server: "${shown(src)}"`)
      else if (!/\.(gif|jpg)$/i.test(src)) say('K011', at, `"${shown(src)}" is neither .gif nor .jpg`)
      if (dialect === 'inline' && alt === undefined) say('K033', at, 'a picture has no alt text')
    }
    node.children.forEach(visit)
  }
  nodes.forEach(visit)
}

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

function checkBytes({ name, bytes }: Binary, say: Say<'K011' | 'K012'>): void {
  const at = whole({ path: name, text: '' })
  const kind = kindOf(bytes)
  const wanted = /\.gif$/i.test(name) ? 'GIF' : 'JPEG'
  if (kind !== wanted) say('K011', at, `${name} is ${kind ?? 'no picture that EDGAR takes'}, not ${wanted}`)
  else if (kind === 'GIF' && gifFrames(bytes) > 1)
    say('K012', at, `${name} moves: it holds ${gifFrames(bytes)} pictures`)
  else {
    try {
      readPicture(bytes, budgetFor('picture', name))
    } catch (error) {
      if (!(error instanceof PictureError)) throw error
      say('K011', at, `${name} cannot be shown: ${error.message}`, 'save the picture again')
    }
  }
}

function kindOf(bytes: Uint8Array): 'GIF' | 'JPEG' | 'PNG' | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 6))
  if (head === 'GIF87a' || head === 'GIF89a') return 'GIF'
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'JPEG'
  return head.startsWith('\u0089PNG') ? 'PNG' : undefined
}
