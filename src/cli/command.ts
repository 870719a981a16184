/**
 * What a command is: one value with its name, texts, arguments, options, examples, exit codes, what it does and how
 * its result is printed. Parsing, help, the list in the README, shell completions and "did you mean" are made from it.
 */
import type { World } from '../platform/world.ts'

export interface Option {
  /** `flag`: present or absent. `text`: one value. `list`: may be given several times. */
  readonly type: 'flag' | 'text' | 'list'
  /** What stands for the value in the help, as DIR or NAME. */
  readonly value?: string
  readonly text: string
  readonly default?: string
  readonly required?: true
  /** The values that are accepted, when they can be listed. */
  readonly choices?: readonly string[]
  /** The option without which this one means nothing. */
  readonly needs?: string
}

export type Options = Readonly<Record<string, Option>>

type ValueOf<O extends Option> = O['type'] extends 'flag'
  ? boolean
  : O['type'] extends 'list'
    ? readonly string[]
    : O extends { readonly default: string } | { readonly required: true }
      ? string
      : string | undefined

/** The values of options as the command receives them. */
export type ValuesOf<O extends Options> = { readonly [K in keyof O]: ValueOf<O[K]> }

export interface Argument {
  readonly name: string
  readonly optional?: true
  readonly many?: true
  /** What a shell may offer for it: filings of `content/`, files and folders, either, codes, or these words. */
  readonly offers?: 'filings' | 'files' | 'either' | 'codes' | readonly string[]
}

export interface Call<O extends Options> {
  readonly world: World
  /** Arguments in their order; the parser has counted them. */
  readonly words: readonly string[]
  readonly values: ValuesOf<O>
}

/** Headings of the overview, in its order. */
export const groups = [
  'Prepare',
  'Check',
  'Approve and compare',
  'Archive',
  'Many machines',
  'Set up',
] as const

/** What every command has, whatever its options and result. */
export interface About {
  /** One word, or the word of its group and its own: `archive add`. */
  readonly name: string
  readonly group: (typeof groups)[number]
  /** One line for the overview. */
  readonly summary: string
  /** Further lines for its own help. */
  readonly more?: string
  readonly arguments: readonly Argument[]
  readonly examples: readonly string[]
  /** Meanings of exit codes where they differ from the usual ones. */
  readonly exits?: Readonly<Record<number, string>>
  /** The exit code when the author must fix something; 1 unless that already has a meaning. */
  readonly failure?: number
  /** Called by other programs; not in the overview. */
  readonly hidden?: true
}

interface Definition<O extends Options, R> extends About {
  readonly options: O
  run(call: Call<O>): R | Promise<R>
  /** Prints a result and gives the exit code. */
  print(result: R, call: Call<O>): number | Promise<number>
}

/** A command whose options the parser has still to fill in. */
export interface Command extends About {
  readonly options: Options
  /** @returns the exit code */
  start(world: World, words: readonly string[], values: Readonly<Record<string, unknown>>): Promise<number>
}

export function command<const O extends Options, R>(definition: Definition<O, R>): Command {
  const { run: _run, print: _print, ...about } = definition
  return {
    ...about,
    async start(world, words, values) {
      // The parser made the values from these very options.
      const call = { world, words, values: values as ValuesOf<O> }
      return definition.print(await definition.run(call), call)
    },
  }
}

/** The arguments as they stand in a line of help: `FILING [VERSION] DIR`. */
export function argumentsOf({ arguments: list }: About): string {
  return list
    .map(({ name, optional, many }) => {
      const shown = many ? `${name}...` : name
      return optional ? `[${shown}]` : shown
    })
    .join(' ')
}
