import { command } from '../command.ts'
import { print, said } from '../say.ts'

export const gitSetup = command({
  name: 'git-setup',
  group: 'Set up',
  summary: 'let git diff and git log compare .md, .htm and .pdf as documents',
  arguments: [],
  options: {},
  examples: ['filingpress git-setup'],
  async run({ world }) {
    return (await import('../in-git.ts')).setUpGit(world)
  },
  print: (lines) => said(lines.join('\n')),
})

export const gitDiff = command({
  name: 'git-diff',
  group: 'Set up',
  summary: 'compare two states of a file for git, which calls this',
  hidden: true,
  arguments: ['PATH', 'OLD', 'HASH', 'MODE', 'NEW', 'HASH', 'MODE', 'RENAMED', 'SIMILARITY'].map((name) => ({
    name,
    optional: true,
  })),
  options: {},
  examples: ['GIT_EXTERNAL_DIFF="filingpress git-diff" git diff'],
  async run({ world, words }) {
    return (await import('../in-git.ts')).gitDiff(world, words)
  },
  print(text) {
    print(text)
    // Git takes anything else for a failure of the driver.
    return 0
  },
})

export const textconv = command({
  name: 'textconv',
  group: 'Set up',
  summary: 'print the words of a file for git, which calls this',
  hidden: true,
  arguments: [{ name: 'FILE' }],
  options: {},
  examples: ['filingpress textconv out/acme-2026-03-02/8-k.pdf'],
  async run({ world, words: [path = ''] }) {
    const { textconv: wordsIn } = await import('../../commands/git.ts')
    return wordsIn(path, world.readFile(path) ?? new Uint8Array()).trimEnd()
  },
  print: said,
})
