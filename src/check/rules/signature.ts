/** The signature block: sentence, registrant, date, conformed signature, name and title (Form 8-K; 17 CFR 232.302). */
import { bare } from '../bare.ts'
import { datesIn } from '../dates-in-text.ts'
import { capital } from '../letters.ts'
import type { Passage } from '../passages.ts'
import { family, type Say } from '../rule.ts'
import type { Submission } from '../subjects.ts'

const sentence =
  'Pursuant to the requirements of the Securities Exchange Act of 1934, the registrant has duly caused this report to be signed on its behalf by the undersigned'
/** Filers write hereunto, hereunto, thereunto; the form has the first. */
const ending = /(?:here|there)(?:un)?to duly authori[sz]ed/i

const conformed = new RegExp(`/s/\\s*[${capital}]`)

/** Where each part was written. */
const parts = {
  heading: 'asFiled.signatureHeading',
  sentence: 'asFiled.signatureSentence',
  signer: 'signature.signatories',
  date: 'signature.date',
} as const

export const signature = family(
  {
    K091: {
      severity: 'finding',
      grade: 'form',
      source: 'Form 8-K, signatures; 17 CFR 232.302',
      means: 'the signature block is not whole',
      hint: 'sentence, registrant, date, /s/ name, title',
      in: 'filing.yaml',
      wrong: 'signatories: []',
      right: 'signatories: [{ name: Jane Roe, title: Secretary }]',
    },
  },
  { submission: checkSignature },
)

function endOf(block: readonly Passage[]): string {
  const sentence = block.find(({ text }) => /pursuant to the requirements/i.test(text))?.text ?? ''
  return sentence.split(' ').slice(-3).join(' ')
}

function checkSignature({ report, filing, formKnown }: Submission, say: Say<'K091'>): void {
  if (!report || !formKnown) return
  const { passages } = report
  const block = passages.filter(({ part }) => part === 'signature-block')
  const text = block.map((passage) => passage.text).join(' ')
  const first = block[0]
  const at = (one: keyof typeof parts) =>
    filing?.places(parts[one]) ?? first?.place(0, 1) ?? passages.at(-1)?.place(0, 1)
  if (!block.some((passage) => /^signatures?$/i.test(passage.text)))
    say('K091', at('heading'), 'the heading SIGNATURES is missing')
  if (!bare(text).replaceAll('eachregistrant', 'theregistrant').includes(bare(sentence)))
    say('K091', at('sentence'), 'the sentence before the signatures is missing or not the form’s')
  else if (!ending.test(text))
    say(
      'K091',
      at('sentence'),
      `the sentence before the signatures is cut short: it ends "${endOf(block)}", not "hereunto duly authorized."`,
    )
  const signed = conformed.test(text)
  if (!signed) say('K091', at('signer'), 'nobody signs: there is no /s/ with a name, and no title')
  if (datesIn(text).length === 0) say('K091', at('date'), 'the signature has no date')
}
