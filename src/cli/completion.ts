/** Scripts that complete commands, options and filings in bash, zsh and fish, made from the command table. */
import type { Argument, Command } from './command.ts'

export const shells = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof shells)[number]

/** @param codes what may stand where a command takes codes */
export function completion(shell: Shell, table: readonly Command[], codes: readonly string[]): string {
  const shown = table.filter(({ hidden }) => !hidden)
  const withCodes = ({ offers, ...argument }: Argument): Argument => ({
    ...argument,
    ...(offers !== undefined && { offers: offers === 'codes' ? codes : offers }),
  })
  return scripts[shell](shown.map((command) => ({ ...command, arguments: command.arguments.map(withCodes) })))
}

/** Names by what stands before them: '' for first words, then `archive`, then `archive key`. */
function wordTree(table: readonly Command[]): Map<string, Set<string>> {
  const tree = new Map<string, Set<string>>()
  for (const { name } of table) {
    const words = name.split(' ')
    words.forEach((word, index) => {
      const before = words.slice(0, index).join(' ')
      tree.set(before, (tree.get(before) ?? new Set()).add(word))
    })
  }
  return tree
}

/** Options that take a value, which a shell completes as a file unless the values are listed. */
const taking = ({ options }: Command): string[] =>
  Object.entries(options).flatMap(([key, { type }]) => (type === 'flag' ? [] : [`--${key}`]))
const optionsOf = ({ options }: Command): string[] => [
  ...Object.keys(options).map((key) => `--${key}`),
  '--help',
]
const choicesOf = ({ options }: Command): [string, readonly string[]][] =>
  Object.entries(options).flatMap(([key, { choices }]): [string, readonly string[]][] =>
    choices ? [[`--${key}`, choices]] : [],
  )

/** What the arguments of a command are made of, all places together. */
function offered({ arguments: list }: Command): { filings: boolean; files: boolean; words: string[] } {
  const offers = list.map(({ offers }: Argument) => offers)
  return {
    filings: offers.includes('filings') || offers.includes('either'),
    files: offers.includes('files') || offers.includes('either'),
    words: offers.flatMap((one) => (typeof one === 'object' ? [...one] : [])),
  }
}

const listFilings = `for one in content/*/; do one=\${one%/}; one=\${one##*/}; [ "$one" = registrants ] || [ "$one" = "*" ] || echo "$one"; done`

function bash(table: readonly Command[]): string {
  const names = [...wordTree(table)].map(
    ([before, words]) => `    '${before}') words='${[...words].join(' ')}' ;;`,
  )
  const cases = table.map((command) => {
    const { filings, words } = offered(command)
    const own = [
      `options='${optionsOf(command).join(' ')}'`,
      `taking='${taking(command).join(' ')}'`,
      ...(filings ? ['filings=yes'] : []),
      ...(words.length > 0 ? [`words='${words.join(' ')}'`] : []),
      ...choicesOf(command).map(
        ([option, choices]) => `[ "$before" = ${option} ] && choices='${choices.join(' ')}'`,
      ),
    ]
    return `    '${command.name}') ${own.join('; ')} ;;`
  })
  return `# bash completion of filingpress; made by: filingpress completion bash
_filingpress() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  local name='' words='' options='' taking='' filings='' choices='' index word
  for ((index = 1; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    case " ${table.map(({ name }) => `,${name},`).join(' ')} " in
      *",\${name:+$name }$word,"* | *",\${name:+$name }$word "*) name="\${name:+$name }$word" ;;
      *) break ;;
    esac
  done
  case "$name" in
${names.join('\n')}
  esac
  case "$name" in
${cases.join('\n')}
  esac
  if [ -n "$choices" ]; then
    COMPREPLY=($(compgen -W "$choices" -- "$current"))
  elif [[ " $taking " == *" $before "* ]]; then
    COMPREPLY=($(compgen -f -- "$current"))
  elif [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  else
    [ -n "$filings" ] && words="$words $(${listFilings})"
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    [ \${#COMPREPLY[@]} -eq 0 ] && [ -n "$options" ] && COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _filingpress filingpress
`
}

const quoted = (text: string): string => text.replace(/'/g, '’').replace(/[[\]:]/g, '\\$&')

function zsh(table: readonly Command[]): string {
  const words = [...wordTree(table)].map(([before, list]) => {
    const rows = [...list].map((word) => {
      const name = before === '' ? word : `${before} ${word}`
      const summary = table.find((one) => one.name === name)?.summary ?? `commands of ${name}`
      return `'${word}:${summary.replace(/'/g, '’')}'`
    })
    return `    '${before}') words=(${rows.join(' ')}) ;;`
  })
  const cases = table.map((command) => {
    const { filings, words: fixed } = offered(command)
    const specs = Object.entries(command.options).map(([key, { type, text, choices, value = 'value' }]) => {
      const what = type === 'flag' ? '' : `:${value}:${choices ? `(${choices.join(' ')})` : '_files'}`
      return `'${type === 'list' ? '*' : ''}--${key}[${quoted(text)}]${what}'`
    })
    const rest = fixed.length > 0 ? `(${fixed.join(' ')})` : filings ? '_filingpress_filings' : '_files'
    return `    '${command.name}') _arguments ${[...specs, `'--help[explain this command]'`, `'*:argument:${rest}'`].join(' ')} ;;`
  })
  return `#compdef filingpress
# zsh completion of filingpress; made by: filingpress completion zsh
_filingpress_filings() {
  local -a filings
  filings=(content/*(N/:t))
  filings=(\${filings:#registrants})
  _alternative 'filings:filing:(\${filings})' 'files:file:_files'
}
_filingpress() {
  local name='' next
  local -a words_typed words
  words_typed=("\${words[@]}")
  local index=2
  local known=' ${table.map(({ name }) => `,${name},`).join(' ')} '
  while (( index < CURRENT )); do
    next="\${name:+$name }\${words_typed[index]}"
    [[ "$known" == *",$next,"* || "$known" == *",$next "* ]] || break
    name="$next"
    (( index++ ))
  done
  local typed="$name"
  case "$name" in
${cases.join('\n')}
    *)
      case "$name" in
${words.join('\n')}
      esac
      _describe 'command' words ;;
  esac
}
compdef _filingpress filingpress
`
}

function fish(table: readonly Command[]): string {
  const text = (value: string) => `'${value.replace(/'/g, '’')}'`
  const lines = [...wordTree(table)].flatMap(([before, list]) =>
    [...list].map((word) => {
      const name = before === '' ? word : `${before} ${word}`
      const summary = table.find((one) => one.name === name)?.summary ?? `commands of ${name}`
      return `complete -c filingpress -f -n "__filingpress_is ${text(before)}" -a ${word} -d ${text(summary)}`
    }),
  )
  const options = table.flatMap((command) => {
    const at = `complete -c filingpress -n "__filingpress_in ${text(command.name)}"`
    const { filings, files, words } = offered(command)
    return [
      ...Object.entries(command.options).map(([key, option]) => {
        const value =
          option.type === 'flag' ? '' : option.choices ? ` -x -a ${text(option.choices.join(' '))}` : ' -r'
        return `${at} -l ${key}${value} -d ${text(option.text)}`
      }),
      ...(filings ? [`${at}${files ? '' : ' -f'} -a "(__filingpress_filings)"`] : []),
      ...(words.length > 0 ? [`${at} -f -a ${text(words.join(' '))}`] : []),
    ]
  })
  return `# fish completion of filingpress; made by: filingpress completion fish
function __filingpress_filings
  for one in content/*/
    set one (string trim -r -c / $one | string split -f 2 /)
    test "$one" = registrants; or echo $one
  end
end
# Whether the words so far are exactly these.
function __filingpress_is
  set -l typed (commandline -opc)[2..-1]
  test "$typed" = "$argv[1]"
end
# Whether the words so far begin with these.
function __filingpress_in
  set -l typed (commandline -opc)[2..-1]
  set -l name (string split ' ' -- $argv[1])
  test "$typed[1..$(count $name)]" = "$name"
end
${[...lines, ...options].join('\n')}
`
}

const scripts: Readonly<Record<Shell, (table: readonly Command[]) => string>> = { bash, zsh, fish }
