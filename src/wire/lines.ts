/** Words in lines: wrapped, indented, centred. Widths count characters. */
export const across = 70

/** Words of a text in lines no wider than `width`, a longer word on a line of its own. */
export function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((part) => {
    const lines: string[] = []
    let line = ''
    for (const word of part.split(/ +/).filter(Boolean)) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line)
        line = word
      } else line = line === '' ? word : `${line} ${word}`
    }
    return line === '' ? lines : [...lines, line]
  })
}

export function centred(line: string, width: number): string {
  return ' '.repeat(Math.max(0, Math.floor((width - line.length) / 2))) + line
}

export const widest = (lines: readonly string[]): number =>
  lines.reduce((most, line) => Math.max(most, line.length), 0)
