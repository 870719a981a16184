import { describe, expect, it } from 'vitest'
import { buildWith, release } from '../support/filing.ts'

const table = '| (in millions) | 2026 |\n| --- | ---: |\n| Revenue | $1 |\n\n{.financial}\n'
const headsOf = (files: Parameters<typeof buildWith>[0]) => {
  const { world, diagnostics } = buildWith({ 'ex99-1.md': `${release}\n${table}`, ...files })
  const html = new TextDecoder().decode(world.readFile('out/one/ex99-1.htm'))
  return {
    heads: [...html.matchAll(/<th class="column"[^>]*text-align:(\w+)[^>]*>/g)].map(([, align]) => align),
    codes: diagnostics.map(({ code }) => code),
  }
}

describe('the first cell of a row', () => {
  it('is set by rules of its own: the head of the labels stands left, as a printer sets it', () => {
    expect(headsOf({}).heads).toEqual(['left', 'right'])
  })

  it('is asked for of cells alone', () => {
    const css =
      'body { font-family: "Source Serif 4"; font-size: 10pt }\np:first-child { text-align: left }\n'
    const { diagnostics } = buildWith({ 'house/house.css': css }, { templates: 'house' })
    expect(diagnostics.map(({ code }) => code)).toContain('S004')
  })
})
