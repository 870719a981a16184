/** National securities exchanges: EDGAR's code, the member for a class listed on two, and the letters of its header. */
import { transformed } from './transforms.ts'

/** Names that the transformation does not read, and what they mean. */
const known: Readonly<Record<string, string>> = {
  'nasdaq capital market': 'NASDAQ',
  'nasdaq capital market llc': 'NASDAQ',
  'new york stock exchange inc': 'NYSE',
  'nyse chicago': 'CHX',
  'nyse chicago inc': 'CHX',
  'nyse texas': 'CHX',
  'nyse texas inc': 'CHX',
  'cboe bzx': 'CboeBZX',
  'cboe byx': 'CboeBYX',
  'cboe edgx': 'CboeEDGX',
}

/** EDGAR's code of an exchange by its printed name; none where the name could be another's. */
export function exchangeCodeOf(name: string): string | undefined {
  const read = transformed('ixt-sec:exchnameen', name)
  if (read !== undefined) return read
  const plain = name.toLowerCase().replace(/[.,]/g, ' ').replace(/\s+/g, ' ').trim().replace(/^the /, '')
  return known[plain]
}

interface Exchange {
  /** Member of `exch`, by the market identifier code of ISO 10383. */
  readonly member: string
  /** Letters of the self-regulatory organization in a submission's header. */
  readonly sro: string
}

const exchanges: Readonly<Record<string, Exchange>> = {
  NASDAQ: { member: 'XNAS', sro: 'NASD' },
  NYSE: { member: 'XNYS', sro: 'NYSE' },
  NYSEAMER: { member: 'XASE', sro: 'AMEX' },
  NYSEArca: { member: 'ARCX', sro: 'ARCA' },
  CHX: { member: 'XCHI', sro: 'CHX' },
  CboeBZX: { member: 'BATS', sro: 'CBOE' },
  CBOE: { member: 'XCBO', sro: 'CBOE' },
  IEX: { member: 'IEXG', sro: 'NONE' },
  BX: { member: 'XBOS', sro: 'BSE' },
  Phlx: { member: 'XPHL', sro: 'PHLX' },
  ISE: { member: 'XISX', sro: 'ISE' },
  NYSENAT: { member: 'XCIS', sro: 'NSX' },
}

export const exchangeOf = (code: string): Exchange | undefined => exchanges[code]
