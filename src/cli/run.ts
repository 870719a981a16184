/** One run of the command line: parses arguments, starts a command of the table, prints what came of it. */
import { disk } from '../platform/disk.ts'
import { version } from '../tool.ts'
import type { Command } from './command.ts'
import { commands } from './commands.ts'
import { failed } from './failed.ts'
import { commandHelp, groupHelp, overview } from './help.ts'
import { parse } from './parse.ts'
import { said } from './say.ts'

/** @returns the exit code */
export async function run(argv: readonly string[]): Promise<number> {
  let command: Command | undefined
  try {
    const parsed = parse(argv, commands)
    if (parsed.kind === 'version') return said(version)
    if (parsed.kind === 'help') return said(helpOn(parsed.about))
    command = parsed.command
    return await command.start(disk(), parsed.words, parsed.values)
  } catch (error) {
    return failed(error, command)
  }
}

function helpOn(about: string | undefined): string {
  if (about === undefined) return overview(commands)
  const command = commands.find(({ name }) => name === about)
  return command ? commandHelp(command) : groupHelp(about, commands)
}
