/** Generated filings, checked without a crash: whatever their text, there is an answer. Ten thousand in the full conformance run. */
import { expect, it } from 'vitest'
import { check } from '../../src/check/check.ts'
import { readContent, readOwnTheme } from '../../src/commands/read.ts'
import { FilingError } from '../../src/diagnostics/diagnostic.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { composeFiling } from '../../src/pipeline.ts'
import { worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'
import { random } from '../support/random.ts'
import { makeRelease, paragraphs } from '../support/releases.ts'

const count = Number(process.env['FILINGPRESS_FILINGS'] ?? 40)
const source = paragraphs()
const front = modern['ex99-1.md'].split('\n\n')[0] ?? ''

it(`${count} generated filings are checked without a crash`, () => {
  let findings = 0
  for (let seed = 1; seed <= count; seed++) {
    const next = random(seed)
    const item = makeRelease(next, source)
      .replace(/^#+ .*$/gm, '')
      .slice(0, 1500)
    const files = {
      ...modern,
      'ex99-1.md': `${front}\n\n${makeRelease(next, source)}\n`,
      '8-k.md': modern['8-k.md'].replace('Nothing else happened.', item.trim() || 'Nothing.'),
    }
    const world = worldWith(files)
    const log = new Log()
    const places = { content: 'content', templates: undefined, out: 'out' }
    const [content, theme] = [readContent(world, places, 'one', log), readOwnTheme(world, places, 'one', log)]
    if (!content) throw new Error('no content')
    try {
      const { filing, documents } = composeFiling(content, theme, log)
      check(filing, documents, log)
    } catch (error) {
      // What an author must mend is an answer too; anything else is a crash.
      if (!(error instanceof FilingError)) throw error
    }
    findings += log.diagnostics.length
  }
  expect(findings).toBeGreaterThan(0)
})
