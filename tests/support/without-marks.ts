/** The marks of the Markdown that our filings are written in, taken off by patterns and not by a parser. */
export function withoutMarks(markdown: string): string {
  return (
    markdown
      .replace(/^---\n[\s\S]*?\n---\n/, '')
      // A table of contents says the headings behind it once more.
      .replace(
        /^\[toc\]$([\s\S]*)/im,
        (_, rest: string) => `${rest.match(/^#{1,3} .*$/gm)?.join('\n') ?? ''}\n${rest}`,
      )
      .replace(/^:::.*$/gm, '')
      .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
      .replace(/\[([^[\]]*)\](?=\{\.)/g, '$1')
      .replace(/^\|?[ |:-]*---[ |:-]*$/gm, '')
      .replace(/(?<=\|) *< *(?=\|)/g, '')
      .replace(/(?<!\{)\{(?![{])[^{}\n]*\}(?!\})/g, '')
      .replace(/^ {0,3}#{1,6} +/gm, '')
      .replace(/^ *> ?/gm, '')
      .replace(/^ *[-*+] +(?!30 -)/gm, '')
      .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '')
      .replace(/^\[\^[^\]]+\]: */gm, '')
      .replace(/\[\^[^\]]+\]/g, '')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/(?<!\\)(?:\*\*|\*|__|\^|~|\|)/g, '')
      .replace(/\\(.)/g, '$1')
  )
}
