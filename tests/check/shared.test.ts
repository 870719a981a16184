/**
 * The finished files of twelve real filings, read by the checker. Each finding was judged once by hand: those that stand
 * in the golden list are true of the file (a caption misspelt, a statute misnamed, a picture that is not attached here,
 * quotation marks of two kinds), and the false ones were mended. `vitest -u` updates the list after another judgement.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkFinished } from '../../src/check/finished-files.ts'
import { open } from '../../src/diagnostics/diagnostic.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { placeOf } from '../../src/diagnostics/source.ts'
import { shared } from '../support/tools.ts'

const there = existsSync(`${shared}/filings`)

describe.skipIf(!there)(`twelve real filings${there ? '' : ' (skipped: no ../shared)'}`, () => {
  it('are found to be what they were judged to be', async () => {
    const lines: string[] = []
    const folders = readdirSync(`${shared}/filings`, { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )
    expect(folders).toHaveLength(12)
    for (const { name } of folders) {
      const files = readdirSync(`${shared}/filings/${name}`).filter(
        (file) => /\.(?:htm|html|txt)$/.test(file) && !file.startsWith('submission'),
      )
      const log = new Log()
      checkFinished(
        new Map(
          files.map((file) => [file, new Uint8Array(readFileSync(`${shared}/filings/${name}/${file}`))]),
        ),
        log,
      )
      lines.push(name)
      for (const { code, span } of log.diagnostics.filter(open))
        lines.push(
          `  ${code} ${span?.source.path.split('/').at(-1) ?? ''}${span ? `:${placeOf(span.source, span.start).line}` : ''}`,
        )
    }
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('golden/shared.txt')
  })
})
