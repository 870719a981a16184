/** EDGAR's XHTML as a table: elements, the attributes each may carry, what is refused by name (EFM 5.2.5). */

const common = 'class dir id style title xml:lang'

type Row = readonly (readonly [element: string, attributes: ReadonlySet<string>])[]

function row(elements: string, own = '', shared = common): Row {
  const attributes = new Set(`${shared} ${own}`.trim().split(/\s+/))
  return elements.split(' ').map((element) => [element, attributes] as const)
}

const blocks = 'div p hr h1 h2 h3 h4 h5 h6 pre address blockquote ul ol dl table'
const cell = 'abbr align axis char charoff colspan headers rowspan scope valign'

export const inlineElements: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...row('html head title', 'xmlns version', 'id dir xml:lang'),
  ...row('meta', 'content http-equiv name scheme', 'id dir xml:lang'),
  ...row('body'),
  ...row(`${blocks} span b i em strong sup sub big small tt code dfn kbd samp var abbr li dt caption`),
  ...row('br', '', 'class id title'),
  ...row('a', 'accesskey href rel rev tabindex type'),
  ...row('img', 'alt src height ismap longdesc width'),
  ...row('blockquote', 'cite'),
  ...row('table', 'border cellpadding cellspacing frame rules summary width'),
  ...row('tr thead tbody tfoot', 'align char charoff valign'),
  ...row('td th', cell),
  ...row('ruby rb rt rp rtc', '', ''),
])

/** What may stand directly in the body, and not inside a paragraph. */
export const inlineBlocks: ReadonlySet<string> = new Set(blocks.split(' '))

export const blockedElements: ReadonlySet<string> = new Set(
  (
    'acronym area atob base bdo button cite col colgroup dd del embed fieldset form function input ins label legend ' +
    'map noscript object option param q script select style textarea'
  ).split(' '),
)
