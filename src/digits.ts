/** Digits in groups of three: `1234567` is `1,234,567`. */
export function grouped(digits: string): string {
  const first = digits.length % 3
  const groups = digits.slice(first).match(/\d{3}/g) ?? []
  return [...(first === 0 ? [] : [digits.slice(0, first)]), ...groups].join(',')
}
