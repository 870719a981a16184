/** `99.1` -> `ex99-1`, as filers name these files. */
export function exhibitName(number: string): string {
  return `ex${number.replace(/[.()]+/g, '-').replace(/-$/, '')}`
}
