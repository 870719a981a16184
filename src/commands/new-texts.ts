/** What `filingpress new` writes for each item: its usual sentences, with what must be filled in between brackets that begin with ●. */

const onDay = 'On {{date report.date "MMMM d, yyyy"}}, '

/** Items that a press release usually goes with. */
const released = new Set(['2.02', '7.01', '8.01'])
/** Exhibits that an item calls for, by number and title. */
const called: Readonly<Record<string, readonly [number: string, title: string]>> = {
  '1.01': ['10.1', 'Agreement'],
  '5.03': ['3.1', 'Amended and Restated Bylaws'],
}

export const wantsRelease = (items: readonly string[]): boolean =>
  items.some((number) => released.has(number))

export const exhibitsFor = (
  items: readonly string[],
): readonly (readonly [number: string, title: string])[] =>
  items.flatMap((number) => (called[number] ? [called[number]] : []))

const notFiled = (number: string): string =>
  `The information in this Item ${number}, including Exhibit 99.1, is furnished and shall not be deemed filed for purposes of Section 18 of the Securities Exchange Act of 1934.`

const texts: Readonly<Record<string, string>> = {
  '1.01': `${onDay}{{registrant.name}} entered into [● an agreement] with [● the other party]. [● Say what it provides: who gives what, for how much, on what conditions, until when.]

The foregoing description is qualified in its entirety by the agreement, a copy of which is filed as Exhibit 10.1 and incorporated herein by reference.`,
  '1.02': `${onDay}[● the agreement] between {{registrant.name}} and [● the other party] was terminated. [● Say by whom, why, and what penalties are due.]`,
  '2.01': `${onDay}{{registrant.name}} completed [● the acquisition or disposition] of [● what], [● from or to whom], for [● how much].`,
  '2.03': `${onDay}{{registrant.name}} became obligated on [● what], in the amount of [● how much]. [● Say when it is due and what makes it due earlier.]`,
  '5.02': `${onDay}[● the officer or director] notified {{registrant.name}} of [● a decision to resign as] [● title], effective [● date]. [● The decision was not the result of any disagreement with the company.]`,
  '5.03': `${onDay}the board of directors of {{registrant.name}} adopted [● an amendment], effective [● date]. [● Say what was changed, and what stood there before.]

The foregoing description is qualified in its entirety by the text, which is filed as Exhibit 3.1 and incorporated herein by reference.`,
  '5.07': `${onDay}{{registrant.name}} held its annual meeting of stockholders. The stockholders voted on the following matters.

1. Election of directors:

| Nominee | For | Withheld | Broker non-votes |
| --- | ---: | ---: | ---: |
| [● name] | [●] | [●] | [●] |

{.financial align="left decimal decimal decimal" widths="40% 20% 20% 20%"}

2. Ratification of [● the accounting firm] as independent registered public accounting firm:

| For | Against | Abstentions |
| ---: | ---: | ---: |
| [●] | [●] | [●] |

{.financial align="decimal decimal decimal" widths="33% 33% 34%"}`,
}

/** The text of an item. @param withRelease whether a release is attached as Exhibit 99.1 */
export function itemText(number: string, withRelease: boolean): string {
  const own = texts[number]
  if (own !== undefined) return own
  if (!withRelease || !released.has(number)) return `${onDay}[● say what happened].`
  const issued = `${onDay}{{registrant.name}} issued a press release, a copy of which is attached as Exhibit 99.1.`
  return number === '8.01' ? issued : `${issued}\n\n${notFiled(number)}`
}
