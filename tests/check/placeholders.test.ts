/** What stands where words or figures were to be written, in all the ways that people and programs leave it. */
import { expect, it } from 'vitest'
import { buildWith, release } from '../support/filing.ts'

const left = [
  ...[
    '____',
    '$__',
    '$_.__',
    '_._%',
    'on March __, 2026',
    'on March [ ], 2026',
    'on March XX, 2026',
    'on March xx, 2026',
  ],
  ...[
    '20XX',
    '20__',
    '202X',
    'XX percent',
    'xx%',
    'XX,XXX',
    'X.X%',
    '$X',
    '$X.XX',
    '$x.xx',
    '$XX million',
    '#.##',
    '$##.#',
    '##',
  ],
  ...[
    '●',
    '[●]',
    '[•]',
    '[ ● ]',
    '$[●]',
    '(●)',
    '■',
    '[■]',
    '□',
    '$***',
    '[ ]',
    '[__]',
    '[_______]',
    '(____)',
    '[…]',
    '[...]',
  ],
  ...[
    'TBD',
    'tbd',
    'TBC',
    'T.B.D.',
    '(TBD)',
    '[TBD]',
    'TODO',
    'TO DO: ask',
    'FIXME',
    'XXX',
    '???',
    '?? percent',
    '[?]',
    '%%',
    '@@',
  ],
  ...[
    '[DATE]',
    '[Date]',
    '[month]',
    '[year]',
    '[insert name]',
    '[INSERT]',
    'INSERT DATE',
    '[Company Name]',
    '[Title]',
    '[Officer]',
  ],
  ...[
    '[amount]',
    '[percent]',
    '[name of bank]',
    '[to come]',
    '[confirm]',
    '[Acme to confirm]',
    '[Subject to review by counsel]',
  ],
  ...[
    '[Note to draft: confirm]',
    'NTD: confirm',
    '[DRAFT]',
    '[placeholder]',
    'PLACEHOLDER',
    'Lorem ipsum',
    'MM/DD/YYYY',
    'month day, year',
  ],
  ...[
    '<NAME>',
    '<<name>>',
    '«Name»',
    '{name}',
    '$\u007bname}',
    '%NAME%',
    '__NAME__',
    '$NAME$',
    '>>>',
    '<<<<<<< HEAD',
  ],
  ...[
    '#REF!',
    '#N/A',
    '#DIV/0!',
    '#NAME?',
    'NaN',
    '[object Object]',
    'Error! Reference source not found.',
    'Choose an item.',
  ],
  ...[
    'Click or tap here to enter text.',
    'Click here to enter text.',
    'XYZ Corp.',
    'name@example.com',
    '(555) 555-5555',
    '00-0000000',
  ],
]
const filled = [
  ...[
    '[sic]',
    '[our]',
    '[emphasis added]',
    '[1]',
    'N/A',
    'part (xx)',
    'Teekay Corporation (TK)',
    'version 2.x.x.',
    '$0.00',
    '$—',
  ],
  ...[
    'to be determined',
    'No. 20',
    '#1',
    'AT&T',
    'a 5% share',
    'up to 20x revenue',
    'C# code',
    'undefined terms',
    'J. Doe',
    'why?',
  ],
]

/** Lines of a release, each a paragraph with one of some words, that are told as placeholders. */
function told(words: readonly string[]): readonly string[] {
  const escaped = words.map((one) => one.replace(/[*_[\]<>#\\`~|{}]/g, '\\$&'))
  const text = release + escaped.map((one) => `\nThe Company sold ${one} shares to holders.\n`).join('')
  const { diagnostics } = buildWith({ 'ex99-1.md': text }, { dryRun: true })
  const first = release.split('\n').length + 1
  const lines = diagnostics.flatMap(({ code, span }) =>
    code === 'G001' && span ? [span.source.text.slice(0, span.start).split('\n').length] : [],
  )
  return words.filter((_, index) => lines.includes(first + index * 2))
}

it('are told', () => expect(told(left)).toEqual(left))
it('are not seen in what is written', () => expect(told(filled)).toEqual([]))
