/** Characters that are markup in XML and HTML, spelled as references. */
export const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** A text between tags. */
export const escapedText = (text: string): string =>
  text.replace(/[&<>]/g, (character) => references[character] ?? character)

/** A text between tags or between double quotation marks. */
export const escapedAttribute = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => references[character] ?? character)
