/** The signature block: sentence, registrant, date, conformed signature, name and title (Form 8-K; 17 CFR 232.302). */
import type { Log } from '../diagnostics/log.ts'
import type { Span } from '../diagnostics/source.ts'
import { bare } from './cover.ts'
import { datesIn } from './dates-in-text.ts'
import { capital } from './letters.ts'
import type { Passage, Reading } from './passages.ts'

const sentence =
  'Pursuant to the requirements of the Securities Exchange Act of 1934, the registrant has duly caused this report to be signed on its behalf by the undersigned'
/** Filers write hereunto, hereunto, thereunto; the form has the first. */
const ending = /(?:here|there)(?:un)?to duly authori[sz]ed/i

const conformed = new RegExp(`/s/\\s*[${capital}]`)

export interface SignaturePlaces {
  readonly sentence: Span
  readonly signer: Span
  readonly date: Span
  readonly heading: Span
}

function endOf(block: readonly Passage[]): string {
  const sentence = block.find(({ text }) => /pursuant to the requirements/i.test(text))?.text ?? ''
  return sentence.split(' ').slice(-3).join(' ')
}

export function checkSignature({ passages }: Reading, places: SignaturePlaces | undefined, log: Log): void {
  const block = passages.filter(({ part }) => part === 'signature-block')
  const text = block.map((passage) => passage.text).join(' ')
  const first = block[0]
  const at = (one: keyof SignaturePlaces) =>
    places?.[one] ?? first?.place(0, 1) ?? passages.at(-1)?.place(0, 1)
  if (!block.some((passage) => /^signatures?$/i.test(passage.text)))
    log.add('K091', at('heading'), 'the heading SIGNATURES is missing')
  if (!bare(text).includes(bare(sentence)))
    log.add('K091', at('sentence'), 'the sentence before the signatures is missing or not the form’s')
  else if (!ending.test(text))
    log.add(
      'K091',
      at('sentence'),
      `the sentence before the signatures is cut short: it ends "${endOf(block)}", not "hereunto duly authorized."`,
    )
  const signed = conformed.test(text)
  if (!signed) log.add('K091', at('signer'), 'nobody signs: there is no /s/ with a name, and no title')
  if (datesIn(text).length === 0) log.add('K091', at('date'), 'the signature has no date')
}
