/** Numbers written in words: "ten", "twenty-five", "one billion six hundred and fifty million". */

const ones = 'zero one two three four five six seven eight nine'.split(' ')
const teens = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ')
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const scales: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 }

/** Each word's worth. "hundred" and the scales multiply what stands before them. */
const worth = new Map<string, number>([
  ...[...ones, ...teens].map((word, at): [string, number] => [word, at]),
  ...tens.map((word, at): [string, number] => [word, 20 + 10 * at]),
])

export const scale = `(?:${Object.keys(scales).join('|')})`

const unit = `(?:${ones.slice(1).join('|')})`
const below100 = `(?:(?:${tens.join('|')})(?:[\\s-]+${unit}\\b)?|${teens.join('|')}|${unit})`
// "and" joins only behind a hundred or a scale: "four and six patients" are two numbers.
const below1000 = `(?:(?:${below100}[\\s-]+)?hundred\\b(?:\\s+(?:and\\s+)?${below100}\\b)?|${below100}\\b)`

/**
 * Source of a pattern without groups. A number whose last word is a scale ends before it ("two" of "two million"),
 * as digits do ("2" of "2 million"), so that both take their scale from one place.
 */
export const spelled = `(?:${below1000}(?:[\\s-]+${scale},?\\s+(?:and\\s+)?${below1000})*)`

/** @param times a scale behind it: "1.2" with "million", and "one billion six hundred" with "million" */
export function numberValue(written: string, times = ''): number {
  const words = written.toLowerCase().match(/[a-z]+/g)
  const factor = scales[times.trim().toLowerCase()] ?? 1
  // Rounded, because 12.4 x a million is not a whole number in binary.
  if (!words) return Math.round(Number(written.replaceAll(',', '')) * factor * 1000) / 1000
  let whole = 0
  let part = 0
  for (const word of words) {
    if (word === 'hundred') part = (part || 1) * 100
    else if (word in scales) {
      whole += part * (scales[word] ?? 1)
      part = 0
    } else if (word !== 'and') part += worth.get(word) ?? Number.NaN
  }
  return whole + part * factor
}
