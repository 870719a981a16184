/** The command table: what every command promises, and what is made from it. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { codes } from '../../src/check/registry.ts'
import { argumentsOf } from '../../src/cli/command.ts'
import { commands } from '../../src/cli/commands.ts'
import { completion, type Shell } from '../../src/cli/completion.ts'
import { commandHelp, groupHelp, overview } from '../../src/cli/help.ts'
import { parse } from '../../src/cli/parse.ts'

const named = commands.map((command) => [command.name, command] as const)

/** A line as a shell would cut it: quotes, variables before the command, a comment or redirection behind it. */
function words(line: string): string[] {
  const command = line.replace(/^(?:\w+=\S+ )+/, '').replace(/\s+(?:#|>|2>).*$/, '')
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '')
}

describe('the command table', () => {
  it('has every name once', () => {
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length)
  })

  it.each(named)(
    '%s: its help fits a screen, and its examples can be parsed as this command',
    (_, command) => {
      const lines = commandHelp(command).split('\n')
      expect(lines.length).toBeLessThanOrEqual(48)
      for (const line of lines.filter((one) => !one.startsWith('  filingpress ')))
        expect(line.length, line).toBeLessThanOrEqual(100)
      expect(command.examples.length).toBeGreaterThan(0)
      for (const example of command.examples) {
        const [program, ...argv] = words(example)
        if (program !== 'filingpress') continue
        expect(parse(argv, commands), example).toMatchObject({ kind: 'run', command: { name: command.name } })
      }
    },
  )

  it.each(named)('%s: required arguments come first, but for a last one behind a version', (_, command) => {
    const list = command.arguments
    const from = list.findIndex(({ optional }) => optional)
    const late = from < 0 ? [] : list.slice(from).filter(({ optional }) => !optional)
    expect(late.length, argumentsOf(command)).toBeLessThanOrEqual(command.name === 'archive checkout' ? 1 : 0)
    expect(list.slice(0, -1).some(({ many }) => many)).toBe(false)
  })

  it('gives an option of one name one kind everywhere, so that arguments can be told from values', () => {
    const kinds = new Map<string, Set<boolean>>()
    for (const { options } of commands)
      for (const [name, { type }] of Object.entries(options))
        kinds.set(name, (kinds.get(name) ?? new Set()).add(type === 'flag'))
    expect([...kinds].filter(([, found]) => found.size > 1).map(([name]) => name)).toEqual([])
  })

  it('refuses every option of other commands, and names one that it belongs to', () => {
    let refused = 0
    for (const command of commands) {
      for (const option of new Set(commands.flatMap(({ options }) => Object.keys(options)))) {
        if (Object.hasOwn(command.options, option)) continue
        const argv = [...command.name.split(' '), `--${option}`]
        expect(() => parse(argv, commands)).toThrow(
          `${command.name} has no option --${option}; it belongs to`,
        )
        refused++
      }
    }
    expect(refused).toBeGreaterThan(500)
  })

  it('lists every command in the overview or in that of its group', () => {
    const whole = overview(commands)
    for (const { name, hidden } of commands) {
      const [first, ...more] = name.split(' ')
      if (hidden) expect(whole).not.toContain(`  ${name} `)
      else
        expect(whole.replace(/\n {20,}/g, ' ')).toMatch(
          new RegExp(`^ {2}${first} ${more.length > 0 ? `.*\\b${more.join(' ')}\\b` : ''}`, 'm'),
        )
    }
    expect(groupHelp('archive', commands)).toMatch(/^ {2}archive verify \[FILING\]/m)
    for (const line of whole.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100)
    expect(whole.split('\n').length).toBeLessThanOrEqual(48)
  })
})

const scratch = mkdtempSync(join(tmpdir(), 'filingpress-shells-'))
afterAll(() => rmSync(scratch, { recursive: true }))

function scriptFile(shell: Shell): string {
  const file = join(scratch, shell)
  writeFileSync(file, completion(shell, commands, Object.keys(codes)))
  return file
}

const has = (program: string) => spawnSync(program, ['--version']).status === 0

describe('completion', () => {
  const complete = (line: string, cwd: string) => {
    const typed = line.split(' ')
    const script = `${completion('bash', commands, Object.keys(codes))}
COMP_WORDS=(${typed.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${typed.length - 1}
_filingpress; printf '%s\\n' "\${COMPREPLY[@]}"`
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8', cwd })
    expect(stderr).toBe('')
    return stdout.split('\n').filter(Boolean)
  }

  it.skipIf(!has('bash'))('completes commands, options, choices, filings and files in bash', () => {
    const folder = mkdtempSync(join(tmpdir(), 'filingpress-completion-'))
    mkdirSync(join(folder, 'content/acme-2026'), { recursive: true })
    mkdirSync(join(folder, 'content/registrants'))
    writeFileSync(join(folder, 'counsel.pub'), '')
    expect(complete('filingpress arch', folder)).toEqual(['archive'])
    expect(complete('filingpress archive ver', folder)).toEqual(['verify'])
    expect(complete('filingpress archive key ', folder)).toEqual(['new'])
    expect(complete('filingpress build --edgar', folder)).toEqual(['--edgar-pdf'])
    expect(complete('filingpress build --format s', folder)).toEqual(['sarif'])
    expect(complete('filingpress build ', folder)).toEqual(['acme-2026'])
    expect(complete('filingpress archive verify --key cou', folder)).toEqual(['counsel.pub'])
    expect(complete('filingpress explain K06', folder)).toContain('K067')
    expect(complete('filingpress git-d', folder)).toEqual([])
    rmSync(folder, { recursive: true })
  })

  it.each(['zsh', 'fish'] as const)('is a script that %s can read', (shell) => {
    const script = completion(shell, commands, Object.keys(codes))
    for (const { name, options, hidden } of commands)
      if (!hidden && Object.keys(options).length > 0) expect(script).toContain(`'${name}'`)
    if (!has(shell)) return
    const { status, stderr } = spawnSync(shell, ['-n', scriptFile(shell)], { encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
  })

  it.skipIf(!has('fish'))('completes in fish', () => {
    const file = scriptFile('fish')
    const of = (line: string) => {
      const { stdout } = spawnSync('fish', ['--no-config', '-c', `source ${file}; complete -C '${line}'`], {
        encoding: 'utf8',
      })
      return stdout.split('\n').map((row) => row.split('\t')[0])
    }
    expect(of('filingpress archive ver')).toContain('verify')
    expect(of('filingpress build --edgar')).toContain('--edgar-pdf')
    expect(of('filingpress archive hold x o')).toContain('on')
    expect(of('filingpress build ')).toEqual(['immunogen-2007-06-04', ''])
  })
})
