import { describe, expect, it } from 'vitest'
import { placeOf } from '../../src/diagnostics/source.ts'
import { buildWith, release } from '../support/filing.ts'

/** The lines of a release's PDF-proved HTML, labels and all, and what was found. */
function listed(markdown: string) {
  const { world, diagnostics } = buildWith({ 'ex99-1.md': `${release}\n${markdown}\n` })
  const html = new TextDecoder().decode(world.readFile('out/one/ex99-1.htm'))
  const items = html.split('<li').slice(1)
  return {
    items: items.map((item) =>
      item
        .replace(/^[^>]*>/, '')
        .replace(/<\/font>/g, ' ')
        .replace(/<[^>]*>/g, '')
        .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
        .replace(/\s+/g, ' ')
        .trim(),
    ),
    found: diagnostics.map(({ code, span, message }) => {
      const at = span && placeOf(span.source, span.start)
      return `${code} ${at?.line}:${at?.column} ${message}`
    }),
  }
}

describe('the numbers of a list', () => {
  it('stay as they are written, and where they do not follow one another it is told', () => {
    expect(listed('2. a\n4. b\n5. c')).toEqual({
      items: ['2. a', '4. b', '5. c'],
      found: ['M015 8:1 4. follows 2'],
    })
  })

  it('are counted where one number stands throughout', () => {
    expect(listed('3) a\n3) b\n3) c')).toEqual({ items: ['3) a', '4) b', '5) c'], found: [] })
  })
})

describe('a box to tick', () => {
  it('stands in place of a bullet', () => {
    expect(listed('- [ ] open\n- [x] ticked\n- plain').items).toEqual(['☐ open', '☒ ticked', '• plain'])
  })

  it('stands there in a list with space between its items too', () => {
    expect(listed('- [x] ticked\n\n  and more\n\n- [ ] open').items).toEqual(['☒ ticked and more', '☐ open'])
  })

  it('stands in the text behind a number', () => {
    expect(listed('1. [x] ticked\n2. [ ] open\n   line').items).toEqual(['1. ☒ ticked', '2. ☐ open line'])
  })
})
