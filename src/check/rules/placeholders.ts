/** What was to be filled in and was not. */
import { matches } from '../../matches.ts'
import type { Passage } from '../passages.ts'
import { family, type Say } from '../rule.ts'

export const placeholderRule = family(
  {
    G001: {
      severity: 'finding',
      grade: 'form',
      source: 'Form 8-K',
      means: 'a placeholder was left in the text',
      hint: 'fill it in',
      in: '8-k.md',
      wrong: ' It was [●].',
      right: '',
    },
  },
  {
    reading({ passages, fixed }, say) {
      // An agreement is as it was signed; what it leaves open, or leaves out as confidential, is its own.
      if (fixed) return
      for (const passage of passages) checkPlaceholders(passage, say)
    },
    filing({ registrants, facts, places }, say) {
      registrants.forEach(({ cik }, index) => {
        if (cik !== undefined && /^0*$/.test(cik))
          say('G001', places(`registrants.${index}.cik`), `"${cik}" is a placeholder`)
      })
      const namespace = facts.xbrl?.namespace ?? registrants[0].xbrl?.namespace
      if (namespace === 'http://www.example.com')
        say('G001', places('registrants.0.xbrl.namespace'), `"${namespace}" is a placeholder`)
    },
  },
)

/** Each stands for a word or figure that was never written. */
const placeholders = new RegExp(
  [
    String.raw`\[[\s●•*_.]+\]|\[\]`,
    String.raw`\[(?:TB[DAC]|insert|date|name|amount|number|title|company|to come)[^\]]{0,40}\]|\[[●•][^\]]{0,200}\]`,
    String.raw`\bTB[DAC]\b|\bT\/K\b|\bTODO\b|\bFIXME\b`,
    String.raw`\bX{3,}\b|\$\s?X+\b|\bX{1,}(?:[.,]X+)?\s?(?:%|percent\b|million\b|billion\b)`,
    String.raw`\$\s?(?:[*●•_]+|\[)`,
    String.raw`\bPENDING\b(?!\s+[A-Z]{2})|\blorem ipsum\b|\b00-0000000\b|\b\d{1,3}-00000\b`,
    String.raw`\{\{|\}\}|\{(?!\s*[xX]?\s*\})[^{}\n]{1,60}\}|<<[^<>]{1,40}>>`,
    '(?<=[a-z,] )[●•](?= [a-z]|[,.%])',
    String.raw`\?\?\?+`,
  ].join('|'),
  'g',
)
/** What each of them holds, told at once: most texts hold none. */
const mayHoldOne = /[[{}<●•?$X]|TB|T\/K|TODO|FIXME|PENDING|lorem|00000/
/** What `filingpress new` writes, where nobody has changed it. */
const leftBehind = /\b1 Main Street, Wilmington\b|\(302\) 555-0100|\bJane Doe\b|\b(?:today )?announced …/g
/** In brackets, which what is filed has for little else. */
const bracketed = new RegExp(
  [
    String.raw`\[(?:TB[DACN]|NTD|note to|draft|insert|placeholder|confirm|update|subject to|to come|specify|describe|bracketed|date|day|month|year|quarter|time|name|amount|price|number|percent|title|company|registrant|officer|director|address|city|state|ticker|symbol|phone|link|url|bank|lender|party|counterparty)\b[^[\]]{0,60}\]`,
    String.raw`\[[^[\]]{1,60} to (?:confirm|come|provide|update|review|complete)\]`,
  ].join('|'),
  'gi',
)
/** What programs leave: fields of letters, forms and workbooks, marks of a merge. */
const fields = new RegExp(
  [
    String.raw`#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)|\bNaN\b|\[object Object\]`,
    String.raw`\bError! (?:Reference source|Bookmark|No text)\b|\bClick (?:here|or tap here) to enter\b|\bChoose an item\.|\bEnter (?:a )?(?:date|text|name) here\b`,
    String.raw`<(?!(?:PAGE|TABLE|CAPTION|TEXT|FN|PRE|HTML|BODY|CENTER|BR|HR)>)[A-Z][A-Z _]{2,30}>|[«‹⟨][A-Za-z_]{1,40}[»›⟩]|\$\{|%[A-Z_]{2,30}%|\b__[A-Z]{2,30}__\b|\$[A-Z_]{3,30}\$|<{3,}|>{3,}`,
    String.raw`\bMM\/DD\/YY(?:YY)?\b|\b[Mm]onth [Dd]ay, [Yy]ear\b|\b(?:ABC Corporation|XYZ (?:Corp|Inc|Company))\b|@example\.com\b|\b555-5555\b|\b999-999-9999\b`,
    String.raw`\b[Ll]orem ipsum\b|\bPLACEHOLDER\b|\bplaceholder text\b|\b[Tt]b[dac]\b|\bT\.B\.[DAC]\.|\bNTD:|\bNote to [Dd]raft|\bINSERT [A-Z]{3,}|\bTO DO:`,
  ].join('|'),
  'g',
)
/** Digits and days that are still to come: `20XX`, `$x.xx`, `#.##`, `March xx, 2026`. */
const unknown = new RegExp(
  [
    String.raw`\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+(?:_+|[Xx]{1,2}\b|[●•■□▪?]+)`,
    String.raw`\b20(?:XX|xx|__|[●•■□▪])|\b20\d[Xx_]\b|\$\s?[Xx]+(?:[.,][Xx]+)*\b|(?<![(\w])[Xx]{2,}(?=%|\s(?:percent|million|billion|shares)\b)|(?<![(\w.])x{2,}(?![)\w.])`,
    String.raw`(?<=\S\s)\$?#{2,}(?:[.,]#+)*|(?<!\S)\$?#+[.,]#+|(?<!\S)\$?\?{2,}|(?<!\S)%%|_[.,]_|\$~|(?<!\S)@{2,}(?!\S)`,
    String.raw`\[[■□▪…?]+\]|\([●•■□▪_]+\)|\$\(_+\)|(?<=[a-z,(] )[●•■□▪](?= [a-z]|[,.%)])`,
  ].join('|'),
  'g',
)
const mayBeUnknown = /[[_●•■□▪?#%@$]|[Xx]{2}|20\d?[Xx]|\s[Xx]\b/
/** Inside a sentence; a line of nothing else is a rule. */
const blank = /(?<=[a-z$,(]\s?)_{2,20}(?![_\s]*$)(?=[\s,.%)])/gi
/** A sentence that breaks off where the news would stand. */
const brokenOff = /(?:^|\s)…\s*$/g

function checkPlaceholders(passage: Passage, say: Say<'G001'>): void {
  const { part, kind, text } = passage
  const found = [...(mayHoldOne.test(text) ? matches(placeholders, text) : []), ...matches(leftBehind, text)]
  // On a cover page and above a signature lines are ruled with them; a line of nothing else is a rule.
  const own = part === 'item' || part === 'release'
  if (own) {
    if (text.includes('[')) found.push(...matches(bracketed, text))
    found.push(...matches(fields, text))
    if (mayBeUnknown.test(text)) found.push(...matches(unknown, text))
  }
  if (own && kind !== 'cell' && /[a-z]/i.test(text)) {
    if (text.includes('__'))
      found.push(...matches(blank, text).filter(({ index }) => !ruledForSigning(text, index)))
    // In finished files of others it may stand for an omission.
    if (passage.place(0, 1).source.path.endsWith('.md')) found.push(...matches(brokenOff, text))
  }
  let end = 0
  // Two patterns may see one placeholder: the first and longest is told.
  for (const match of found.sort((a, b) => a.index - b.index || b[0].length - a[0].length)) {
    if (match.index < end) continue
    end = match.index + match[0].length
    // On a cover page empty brackets are a box.
    if (part === 'cover-page' && /^\[\s*\]$/.test(match[0])) continue
    // Shouted text has PENDING as a word.
    if (/^PENDING$/.test(match[0]) && !/[a-z]{3}/.test(text)) continue
    const at = passage.place(match.index, match.index + match[0].length)
    say('G001', at, `"${match[0].trim()}" is a placeholder`)
  }
}

/** "By: ____" and "Name: ____" wait for a pen. */
const ruledForSigning = (text: string, at: number): boolean =>
  /(?:\b(?:by|name|title|date|dated|its|signature|signed|witness)\s*(?::\s*)?)$/i.test(text.slice(0, at)) ||
  !/[a-z]{2}/i.test(text.replace(/_/g, ''))
