// What a filed report says of itself, read without the importer: its era and the program that made it, and the facts of
// its cover by its tags, its header, or the only number of a shape on its page.

const eras = [
  ['plain text', (text) => !/<(?:html|div|p|font)\b/i.test(text.slice(0, 60_000))],
  ['inline XBRL', (text) => /<ix:header/i.test(text)],
  ['HTML to 2010', (text) => /<font/i.test(text) && !/text-align/i.test(text)],
  ['HTML since', () => true],
]

/** Programs by the marks that they leave in a file. */
const generators = [
  ['Workiva', /wdesk|workiva/i],
  [
    'Donnelley',
    /donnelley|activedisclosure|dfin|<font\s+face="times new roman" size="\d"><b>.{0,40}<\/b><\/font><\/p>\s*<p style="margin-top:0px;margin-bottom:0px">/i,
  ],
  ['Toppan Merrill', /merrill|bowne|begin page width|pagebreak="1"/i],
  ['GoFiler', /gofiler|novaworks|<!-- field:/i],
  ['RDG, EDGARsuite and others', /rdgfiler|edgarsuite|edgarizer|edgarfilings|certent|vintage filings/i],
  ['Word', /mso-|microsoft word|class="?msonormal/i],
]

/** Era and generator: `HTML since, Workiva`. */
export function kindOf(text) {
  const era = eras.find(([, is]) => is(text))[0]
  if (era === 'plain text') return era
  return `${era}, ${generators.find(([, mark]) => mark.test(text))?.[0] ?? 'of no known program'}`
}

/** Facts that a header may state otherwise than the page. */
export const fromHeader = new Set(['reportDate', 'ein'])

const plain = (value) => {
  const found = value
    ?.replace(/<[^>]*>/g, '')
    .replace(/&#?\w+;/g, ' ')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
  return found || undefined
}

/** The words of a page up to its first item. */
function pageOf(text) {
  const words = text
    .replace(/<(?:SEC|IMS)-HEADER>[\s\S]*?<\/(?:SEC|IMS)-HEADER>/, '')
    .replace(/<ix:header[\s\S]*?<\/ix:header>/i, '')
    .replace(/<head[\s\S]*?<\/head>/i, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#?\w+;/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 9000)
  const item = words.search(/\bitem\s+\d{1,2}\b/i)
  return item > 600 ? words.slice(0, item) : words.slice(0, 3500)
}

/** Facts by name, as capital letters and digits; `page` has the words that they stand in. */
export function truthsOf(text) {
  const page = pageOf(text)
  const tag = (name) => new RegExp(`name="dei:${name}"[^>]*>([\\s\\S]*?)</ix:`, 'i').exec(text)?.[1]
  const head = (name) => new RegExp(`${name}:\\s*([^\\r\\n]+)`).exec(text.slice(0, 8000))?.[1]
  const only = (shape) => {
    const found = new Set([...page.matchAll(shape)].map(([, one]) => one))
    return found.size === 1 ? [...found][0] : undefined
  }
  const all = {
    reportDate: head('CONFORMED PERIOD OF REPORT'),
    ein:
      tag('EntityTaxIdentificationNumber') ?? head('IRS NUMBER') ?? only(/(?<![\d-])(\d{2}-\d{7})(?![\d-])/g),
    fileNumber:
      tag('EntityFileNumber') ??
      only(/(?<![\d-])((?:0{0,2}[0-2]|33|333|811|814)-\d{3,6}(?:-\d{1,2})?)(?![\d-])/g),
    phone: tag('LocalPhoneNumber') ?? only(/(?<![\d-])(\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4})(?!\d)/g),
    zip: tag('EntityAddressPostalZipCode') ?? only(/(?<![\d-])((?!20549)\d{5}(?:-\d{4})?)(?=[\s(])(?!-)/g),
    name: (tag('EntityRegistrantName') ?? head('COMPANY CONFORMED NAME'))?.slice(0, 12),
  }
  const known = Object.entries(all).flatMap(([key, value]) =>
    plain(value) === undefined ? [] : [[key, plain(value)]],
  )
  return { ...Object.fromEntries(known), page }
}
