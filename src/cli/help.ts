/** Help as text, made from the command table. */
import { argumentsOf, type Command, groups, type Option } from './command.ts'

const width = 100
const usualExits: Readonly<Record<number, string>> = {
  0: 'all is well',
  1: 'the author must fix something',
  2: 'wrong usage',
  70: 'a defect of filingpress itself',
}

const visible = (table: readonly Command[]): Command[] => table.filter(({ hidden }) => !hidden)

/**
 * The list of all commands, a line each; commands that share their first word are one line, which names them. The
 * README shows the same lines.
 */
export function commandList(table: readonly Command[]): string {
  const shown = visible(table)
  const column = Math.max(...groups.flatMap((group) => groupRows(group, shown).map(([left]) => left.length)))
  return groups
    .flatMap((group) => {
      const own = groupRows(group, shown)
      return own.length === 0 ? [] : [[group, ...rows(own, Math.min(column, 30))].join('\n')]
    })
    .join('\n\n')
}

function groupRows(group: Command['group'], table: readonly Command[]): [string, string][] {
  const own = table.filter((command) => command.group === group)
  return own.flatMap((command, index): [string, string][] => {
    const alike = sharing(firstWord(command), table)
    if (alike.length < 3) return [listRow(command)]
    if (own.findIndex((other) => firstWord(other) === firstWord(command)) < index) return []
    const names = alike.map(({ name }) => name.slice(firstWord(command).length + 1))
    return [
      [`${firstWord(command)} COMMAND`, `${groupSummaries[firstWord(command)] ?? ''}${names.join(', ')}`],
    ]
  })
}

/** What the commands of a group are about. */
const groupSummaries: Readonly<Record<string, string>> = {
  archive: 'keep every filed version (OCFL 1.1): ',
  batch: 'jobs for many machines: ',
}

const firstWord = ({ name }: Command): string => name.split(' ')[0] ?? name
const sharing = (word: string, table: readonly Command[]): Command[] =>
  visible(table).filter(({ name }) => name.startsWith(`${word} `))

const listRow = (command: Command): [string, string] => [
  `${command.name} ${argumentsOf(command)}`.trimEnd(),
  command.summary,
]

export function overview(table: readonly Command[]): string {
  return `filingpress prepares SEC Form 8-K filings: HTML for EDGAR and PDFs, from facts and Markdown.

Usage: filingpress COMMAND [ARGUMENTS] [OPTIONS]

${commandList(table)}

Examples
  filingpress new acme-2026-03-02 --registrant "Acme Corp." --date 2026-03-02 --items 2.02
  filingpress build acme-2026-03-02

"filingpress COMMAND --help" explains a command, its options and exit codes. "filingpress --version"
prints the version.`
}

/** Help of the commands that begin with one word, as those of `archive`. */
export function groupHelp(word: string, table: readonly Command[]): string {
  const own = sharing(word, table)
  return [
    `Usage: filingpress ${word} COMMAND [ARGUMENTS] [OPTIONS]`,
    '',
    ...rows(own.map(listRow)),
    '',
    'Examples',
    ...own.slice(0, 3).flatMap(({ examples: [first] }) => (first === undefined ? [] : [`  ${first}`])),
    '',
    `"filingpress ${word} COMMAND --help" explains one of them.`,
  ].join('\n')
}

/** Help of one command: fits a screen and shows an example. */
export function commandHelp(command: Command): string {
  const { name, summary, more, options, examples, exits = {} } = command
  const optionRows = Object.entries(options).map(([key, option]): [string, string] => [
    `--${key}${option.type === 'flag' ? '' : ` ${option.value ?? 'TEXT'}`}`,
    textOf(option),
  ])
  const codes = { ...usualExits, ...exits }
  return [
    `Usage: filingpress ${name} ${argumentsOf(command)}`.trimEnd(),
    '',
    ...wrap(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.${more ? ` ${more}` : ''}`, ''),
    ...(optionRows.length > 0 ? ['', 'Options', ...rows(optionRows)] : []),
    '',
    examples.length === 1 ? 'Example' : 'Examples',
    ...examples.map((example) => `  ${example}`),
    '',
    ...wrap(
      `Exit codes: ${Object.entries(codes)
        .map(([code, meaning]) => `${code} ${meaning}`)
        .join('; ')}.`,
      '',
    ),
  ].join('\n')
}

function textOf({ text, default: usually, required, type }: Option): string {
  const notes = [
    ...(required ? ['required'] : []),
    ...(type === 'list' ? ['may be repeated'] : []),
    ...(usually === undefined ? [] : [`default: ${usually}`]),
  ]
  return notes.length > 0 ? `${text} (${notes.join('; ')})` : text
}

/** Two columns; the second is wrapped. A long first stands in a line of its own. */
function rows(
  pairs: readonly (readonly [string, string])[],
  column = Math.min(32, Math.max(...pairs.map(([left]) => left.length))),
): string[] {
  const indent = ' '.repeat(column + 4)
  return pairs.flatMap(([left, right]) => {
    const [first = '', ...others] = wrap(right, indent)
    return left.length > column
      ? [`  ${left}`, first, ...others]
      : [`  ${left.padEnd(column)}  ${first.trimStart()}`, ...others]
  })
}

function wrap(text: string, indent: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, indent + line]
}
