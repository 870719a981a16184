import { nearestWord } from '../../diagnostics/suggest.ts'
import type { Command } from '../command.ts'
import { command } from '../command.ts'
import { completion as scriptFor, shells } from '../completion.ts'
import { said, UsageError } from '../say.ts'

/** Needs the table it is itself a row of. */
export const completionOf = (table: () => readonly Command[]): Command =>
  command({
    name: 'completion',
    group: 'Set up',
    summary: 'print a script that completes commands in a shell',
    arguments: [{ name: 'SHELL', offers: shells }],
    options: {},
    examples: [
      'filingpress completion bash >> ~/.bashrc',
      'filingpress completion zsh > ~/.zfunc/_filingpress',
      'filingpress completion fish > ~/.config/fish/completions/filingpress.fish',
    ],
    async run({ words: [wanted = ''] }) {
      const shell = shells.find((one) => one === wanted)
      if (!shell) {
        const meant = nearestWord(wanted, shells)
        throw new UsageError(
          `SHELL is one of ${shells.join(', ')}${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
        )
      }
      const { codes } = await import('../../check/registry.ts')
      return scriptFor(shell, table(), Object.keys(codes))
    },
    print: (script) => said(script.trimEnd()),
  })
