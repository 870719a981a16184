/** Letters and figures only, in lower case: what is left when typography is taken away. */
export function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[^a-z0-9()$%&']+/g, '')
}
