/**
 * EDGAR's plain HTML as a table: elements and the attributes each may carry (EFM 5.2.2; its DTD).
 *
 * For files that other hands made; what html/write.ts writes is inside it by construction, and tested to be.
 */

const common = ['class', 'dir', 'id', 'lang', 'style', 'title']

type Row = readonly (readonly [element: string, attributes: ReadonlySet<string>])[]

/** @param without common attributes that these elements do not take */
function row(elements: string, own = '', without = ''): Row {
  const attributes = new Set(
    [...common, ...own.split(' ')].filter((name) => name !== '' && !without.split(' ').includes(name)),
  )
  return elements.split(' ').map((element) => [element, attributes] as const)
}

export const plainElements: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...row('a', 'href name rel rev'),
  ...row(
    'address b big blockquote ccc center cik cite code dd dfn dt em exibitindex i isindex kbd listing module name plaintext samp segment segments small strike strong sub sup tt u var xmp',
    '',
  ),
  ...row('body', 'alink bgcolor link text vlink'),
  ...row('br', 'clear', 'dir lang'),
  ...row('caption div h1 h2 h3 h4 h5 h6 p', 'align'),
  ...row('dir dl menu', 'compact'),
  ...row('font', 'color size'),
  ...row('head', 'profile', 'class style title'),
  ...row('hr', 'align noshade size width'),
  ...row('html title', '', 'class style title'),
  ...row('img', 'align alt border height name src width'),
  ...row('li', 'type'),
  ...row('meta', 'content name', 'class style title'),
  ...row('ol', 'compact start type'),
  ...row('page r', '', 'class dir id lang style title'),
  ...row('pre', 'width'),
  ...row('table', 'align bgcolor border cellpadding cellspacing summary width'),
  ...row('td th', 'align bgcolor colspan height nowrap rowspan valign width'),
  ...row('tr', 'align bgcolor valign'),
  ...row('ul', 'compact type'),
])
