/** The signature block: sentence, registrant, date, conformed signature, name and title (Form 8-K; 17 CFR 232.302). */
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
      means: 'the signature block is incomplete',
      hint: 'add what is missing: the sentence, the registrant’s name, the date, /s/ with the name, the title',
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
  if (!block.some((passage) => /^signatures?\b[\s:.*–—-]*$/i.test(passage.text)))
    say('K091', at('heading'), 'the heading SIGNATURES is missing')
  const share = sentenceShare(text.replace(/\beach registrant\b/gi, 'the registrant'))
  if (share < 0.8)
    say('K091', at('sentence'), 'the sentence before the signatures is missing or not the form’s')
  else if (!ending.test(text))
    say(
      'K091',
      at('sentence'),
      `the sentence before the signatures is cut short: it ends "${endOf(block)}", not "hereunto duly authorized."`,
    )
  if (!conformed.test(text))
    say('K091', at('signer'), 'nobody signs: there is no /s/ with a name, and no title')
  if (!dated.test(text)) say('K091', at('date'), 'the signature has no date')
}

/** In full, in figures, or as "this 4th day of June". */
const dated =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*\d{1,2}\s*(?:(?:st|nd|rd|th)\s*)?(?:,\s*)?\d{4}\b|\b\d{1,2}\s*[/-]\s*\d{1,2}\s*[/-]\s*\d{2,4}\b|\b\d{1,2}\s*(?:(?:st|nd|rd|th)\s*)?(?:day of\s*)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i

/** The share of the form's words that a text has: filers add "as amended" and write "the Company". */
function sentenceShare(text: string): number {
  const wanted = [...new Set(sentence.toLowerCase().match(/[a-z0-9]+/g) ?? [])]
  const has = new Set(text.toLowerCase().match(/[a-z0-9]+/g) ?? [])
  return wanted.filter((word) => has.has(word)).length / wanted.length
}
