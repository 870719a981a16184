// PDFs of others and damaged ones, as `check` reads them.
import { check, full, tests } from '../kit.mjs'

await check('damaged PDFs are read with all their words, or are a finding', () => {
  const rounds = full ? 2_000 : 200
  const passed = tests(['tests/check/pdf.test.ts'], { DAMAGED: rounds }, 20)
  return `${passed}; ${rounds} each of two makers`
})

await check('many filings in one process leave nothing behind', () =>
  tests(['tests/commands/memory.test.ts'], { HELD: full ? 400 : 60 }, 20),
)
