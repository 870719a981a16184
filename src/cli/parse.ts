/** Arguments to a command and its values; everything that is wrong is said in the words of the command table. */
import { parseArgs } from 'node:util'
import { nearestWord } from '../diagnostics/suggest.ts'
import { argumentsOf, type Command, type Option } from './command.ts'
import { UsageError } from './say.ts'

export type Parsed =
  | { readonly kind: 'help'; readonly about: string | undefined }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'run'
      readonly command: Command
      readonly words: readonly string[]
      readonly values: Readonly<Record<string, unknown>>
    }

const usual = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } } as const

const forNode = ({ type }: Option) =>
  ({ type: type === 'flag' ? 'boolean' : 'string', multiple: type === 'list' }) as const

/** @throws UsageError when no command of the table can be run with these arguments */
export function parse(argv: readonly string[], table: readonly Command[]): Parsed {
  const every = Object.fromEntries(
    table.flatMap(({ options }) => Object.entries(options)).map(([name, option]) => [name, forNode(option)]),
  )
  // Read loosely first, with the options of all commands: which command it is decides which of them it takes.
  const { tokens, positionals } = parseArgs({
    args: [...argv],
    options: { ...every, ...usual },
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []))
  const asksHelp = given.includes('help') || given.includes('h') || positionals[0] === 'help'
  const words = positionals[0] === 'help' ? positionals.slice(1) : positionals
  if (given.includes('version') && words.length === 0) return { kind: 'version' }
  const [first, second] = words
  if (first === undefined) return { kind: 'help', about: undefined }
  const group = table.filter(({ name }) => name.startsWith(`${first} `))
  const command = longestName(words, table)
  if (asksHelp && (command || group.length > 0)) return { kind: 'help', about: command?.name ?? first }
  if (command) return { kind: 'run', command, ...argumentsFor(command, argv, given, table) }
  if (group.length > 0 && second === undefined) return { kind: 'help', about: first }
  throw unknownCommand(words, table)
}

/** The command whose name is the longest beginning of the words. */
function longestName(words: readonly string[], table: readonly Command[]): Command | undefined {
  return table
    .filter(({ name }) => name === words.slice(0, name.split(' ').length).join(' '))
    .sort((a, b) => b.name.length - a.name.length)[0]
}

function unknownCommand([first = '', second = '']: readonly string[], table: readonly Command[]): UsageError {
  const inGroup = table.filter(({ name }) => name.startsWith(`${first} `))
  const known = inGroup.length > 0 ? inGroup : table
  const wanted = inGroup.length > 0 ? `${first} ${second}` : first
  const names = known.filter(({ hidden }) => !hidden).map(({ name }) => name)
  const meant = nearestWord(wanted, inGroup.length > 0 ? names : [...names, ...firstWords(names)])
  return new UsageError(`there is no command "${wanted}"${didYouMean(meant)}`)
}

const firstWords = (names: readonly string[]): string[] => [
  ...new Set(names.map((name) => name.split(' ')[0] ?? name)),
]

const didYouMean = (word: string | undefined): string =>
  word === undefined ? '' : `; did you mean "${word}"?`

function argumentsFor(
  command: Command,
  argv: readonly string[],
  given: readonly string[],
  table: readonly Command[],
): { words: readonly string[]; values: Readonly<Record<string, unknown>> } {
  const { name, options } = command
  for (const option of given) if (!Object.hasOwn(options, option)) refuseOption(option, command, table)
  const node = Object.fromEntries(Object.entries(options).map(([key, option]) => [key, forNode(option)]))
  const { values, positionals } = parseArgs({ args: [...argv], options: node, allowPositionals: true })
  for (const [key, option] of Object.entries(options)) {
    const value = values[key]
    if (value === undefined && option.required)
      throw new UsageError(`${name} needs --${key} ${option.value ?? ''}`.trimEnd())
    if (value !== undefined && option.needs !== undefined && values[option.needs] === undefined)
      throw new UsageError(`--${key} needs --${option.needs} beside it`)
    if (typeof value === 'string' && option.choices && !option.choices.includes(value))
      throw new UsageError(
        `--${key} is one of ${option.choices.join(', ')}${didYouMean(nearestWord(value, option.choices))}`,
      )
  }
  const words = positionals.slice(name.split(' ').length)
  countArguments(command, words)
  return {
    words,
    values: Object.fromEntries(
      Object.entries(options).map(([key, option]) => [key, values[key] ?? absent(option)]),
    ),
  }
}

const absent = ({ type, default: usually }: Option): unknown =>
  type === 'flag' ? false : type === 'list' ? [] : usually

function refuseOption(option: string, { name, options }: Command, table: readonly Command[]): never {
  const owner = table.find((other) => !other.hidden && Object.hasOwn(other.options, option))
  const meant = owner
    ? `; it belongs to ${owner.name}`
    : didYouMean(nearestWord(`--${option}`, namesOf(options)))
  throw new UsageError(`${name} has no option ${option.length === 1 ? '-' : '--'}${option}${meant}`)
}

const namesOf = (options: object): string[] => Object.keys(options).map((key) => `--${key}`)

function countArguments(command: Command, words: readonly string[]): void {
  const { name, arguments: list } = command
  const needed = list.filter(({ optional }) => !optional)
  const shown = `${name} ${argumentsOf(command)}`.trimEnd()
  if (words.length < needed.length) throw new UsageError(`too few arguments; it is: ${shown}`)
  if (words.length > list.length && !list.some(({ many }) => many))
    throw new UsageError(
      list.length === 0 ? `${name} takes no arguments` : `too many arguments; it is: ${shown}`,
    )
}
