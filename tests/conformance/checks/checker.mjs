// The checker judged by labels and by slips: precision by rule on filings that were read, recall by kind of slip. Filings lie
// in ../shared and in the folder that FILINGPRESS_CORPUS names; tests/check/labelled/labels.json says where each is from.
import { check, full, tests } from '../kit.mjs'

check('findings of the checker on labelled filings are true', () =>
  tests(['tests/check/labelled.test.ts'], {}, 5),
)
check('slips of every kind are found', () =>
  tests(['tests/check/slips.test.ts'], { SLIPS: full ? 12 : 3 }, 15),
)
check('documents that the SEC plugin judged are judged alike inside every good filing', () =>
  tests(['tests/check/filings.test.ts'], { EACH: 1 }, 100),
)
