/** Names of companies as texts write them. */

/** What tells the kind of a company, at the end of its name. */
export const suffix =
  /(?<![,\s])[,\s]+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|plc|l\.p|lp)\.?$/i

export const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
