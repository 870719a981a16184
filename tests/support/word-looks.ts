/** A Word file as it looks once all its changes are accepted, or rejected: its paragraphs with their properties, its text by look. */

export interface LookedParagraph {
  readonly properties: string
  /** Stretches of text, each behind its properties. */
  readonly runs: readonly string[]
}

const gone = { accepted: 'del|moveFrom', rejected: 'ins|moveTo' }

/** @param xml the part `word/document.xml`, as we write it */
export function looksIn(xml: string, side: 'accepted' | 'rejected'): LookedParagraph[] {
  const there = xml
    .replace(/<w:tr><w:trPr>(.*?)<\/w:trPr>.*?<\/w:tr>/gs, (row, properties) =>
      new RegExp(`<w:(?:${gone[side]}) `).test(properties) ? '' : row,
    )
    .replace(
      new RegExp(`<w:tc><w:tcPr>[^]*?<w:cell${side === 'accepted' ? 'Del' : 'Ins'} [^]*?</w:tc>`, 'g'),
      (cell) => (cell.indexOf('<w:tc>', 1) < 0 ? '' : cell),
    )
  const out: LookedParagraph[] = []
  let runs: string[][] = []
  for (const [, own = '', inner = ''] of there.matchAll(
    /<w:p>(?:<w:pPr>(.*?)<\/w:pPr>(?=<w:r>|<w:(?:ins|del|move\w+|hyperlink) |<\/w:p>))?(.*?)<\/w:p>/gs,
  )) {
    const ends = /<w:rPr>(.*?)<\/w:rPr>/s.exec(own.replace(/<w:pPrChange.*/s, ''))?.[1] ?? ''
    runs.push(...runsIn(inner, side))
    if (new RegExp(`<w:(?:${gone[side]}) `).test(ends)) continue
    const properties = settled(own.replace(/<w:rPr>.*?<\/w:rPr>/s, ''), 'pPr', side)
    if (runs.length > 0) out.push({ properties, runs: joined(runs) })
    runs = []
  }
  return out
}

function runsIn(inner: string, side: 'accepted' | 'rejected'): string[][] {
  const there = inner.replace(new RegExp(`<w:(${gone[side]}) [^>]*[^/]>.*?</w:\\1>`, 'gs'), '')
  return [...there.matchAll(/<w:r>(?:<w:rPr>(.*?)<\/w:rPr>(?=<w:(?:t|delText|br)[ />]))?(.*?)<\/w:r>/gs)].map(
    ([, properties = '', text = '']) => [
      settled(properties, 'rPr', side),
      text.replace(/<w:(?:tab|br)\/>/g, ' ').replace(/<[^>]*>/g, ''),
    ],
  )
}

/** Properties as they are, or as they were. */
function settled(properties: string, name: 'pPr' | 'rPr', side: 'accepted' | 'rejected'): string {
  const [whole, was] =
    new RegExp(`<w:${name}Change [^>]*><w:${name}>(.*)</w:${name}></w:${name}Change>`, 's').exec(
      properties,
    ) ?? []
  return side === 'rejected' && was !== undefined ? was : properties.replace(whole ?? '', '')
}

/** Blanks have no look that is seen. */
function joined(runs: readonly (readonly string[])[]): string[] {
  const out: [string, string][] = []
  for (const [look = '', text = ''] of runs) {
    const bare = text.replace(/\s+/g, '')
    const last = out.at(-1)
    if (last?.[0] === look) last[1] += bare
    else if (bare !== '') out.push([look, bare])
  }
  return out.map(([look, text]) => `${look} ${text}`)
}
