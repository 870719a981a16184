/** One edit of a file of a filing, and what is told where none can be made. */

/** Offsets are UTF-16, in the file as it stands. */
export interface FileEdit {
  readonly path: string
  readonly start: number
  readonly end: number
  readonly text: string
  /** The fact that it changes, which other places show as well. */
  readonly fact?: string
}

/** Why a step is not taken, and what a person can do. */
export interface Told {
  readonly told: string
  readonly choices: string
}

export type Edits = readonly FileEdit[] | Told

export const isTold = (edits: Edits): edits is Told => 'told' in edits

export const told = (why: string, choices: string): Told => ({ told: why, choices })

/** The texts of the files of a filing by their paths. */
export type Texts = ReadonlyMap<string, string>

/** Letters that Markdown would take for marks, escaped. */
export const escapedAt = (text: string): string =>
  text
    .replace(/[\\`*~^{}]/g, '\\$&')
    .replace(/(^|[\s\p{P}])_|_(?=[\s\p{P}]|$)/gu, (match) => match.replace('_', '\\_'))
    .replace(/\[(?=\^)|\](?=[(:[])/g, '\\$&')
    .replace(/<(?=[a-z/!?]|$)/gi, '\\<')
    .replace(/&(?=[#\w]|$)/g, '\\&')
    .replace(/\|/g, '\\|')
