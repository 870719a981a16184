/** The theme's style sheet: what stands in strings and comments ends nothing, and what is wrong is told with its place. */
import { describe, expect, it } from 'vitest'
import { Log, where } from '../../src/diagnostics/log.ts'
import { readDeclarations } from '../../src/html/css.ts'
import { readSheet } from '../../src/style/sheet.ts'

function read(css: string) {
  const log = new Log()
  const sheet = readSheet({ path: 'house.css', text: css }, log)
  return { sheet, told: log.diagnostics.map(({ code, span }) => `${code} ${span ? where(span) : ''}`) }
}

describe('a string of a style sheet', () => {
  it('may hold what would end a declaration, a list or a block', () => {
    const { sheet, told } = read(
      '@page { @bottom-center { content: "One; two, } three: " counter(page) " of " counter(pages) } }\n' +
        'p, h1 /* , { */ { font-family: "Acme; Serif, { Two }", serif; color: #000000 }',
    )
    expect(told).toEqual([])
    expect(sheet.page.foot.other).toBe('One; two, } three: {page} of {pages}')
    expect(
      sheet.rules.map(({ steps, declarations }) => [
        steps,
        declarations.map(({ name, value }) => [name, value]),
      ]),
    ).toEqual(
      ['p', 'h1'].map((element) => [
        [{ element, classes: [] }],
        [
          ['font-family', '"Acme; Serif, { Two }", serif'],
          ['color', '#000000'],
        ],
      ]),
    )
  })

  it('may stand beside what is not one, and hold escapes', () => {
    expect(read('@page { @top-center { content: "a"counter(page)\'b\\201C\' } }').sheet.page.head.other).toBe(
      'a{page}b\u201c',
    )
  })

  it('in a style attribute ends no declaration', () => {
    expect(readDeclarations("font-family:'Acme; Serif, Two',serif;color:#112233", 10)).toEqual({
      fontFamily: 'Acme; Serif, Two',
      color: '#112233',
    })
  })
})

describe('a style sheet', () => {
  it.each([
    ['a block without its end', 'p { color: black', ['S001 house.css:1:1']],
    ['an end without its block', '} p { color: black }', ['S004 house.css:1:1']],
    ['a string without its end', 'p { font-family: "Acme\n}', ['S003 house.css:1:5', 'S001 house.css:1:18']],
    ['a comment without its end', 'p { color: black } /* more', ['S001 house.css:1:20']],
    ['words that declare nothing', 'p { bold; }', ['S001 house.css:1:5']],
    ['an unknown property', 'p {\n  colour: black;\n}', ['S002 house.css:2:3']],
    ['a wrong value', 'p { color: /* no */ pink; }', ['S003 house.css:1:5']],
    ['a selector of another kind', 'p > b { color: black }', ['S004 house.css:1:1']],
    ['a block in a block', 'p { @top-center { content: none } }', ['S004 house.css:1:5']],
    ['a box of another kind', '@page { @left-middle { content: none } }', ['S003 house.css:1:9']],
    ['blocks 100,000 deep', '@page {'.repeat(100_000), ['W020 house.css:1:1']],
    ['a value with brackets 100,000 deep', `p { margin: ${'('.repeat(100_000)} }`, ['S003 house.css:1:5']],
    ['100,000 begun comments', '/* '.repeat(100_000), ['S001 house.css:1:1']],
  ])('with %s is told at its place', (_what, css, expected) => {
    let told: string[] = []
    try {
      told = read(css).told
    } catch (error) {
      const { diagnostics } = error as { diagnostics: readonly { code: string }[] }
      told = diagnostics.map(({ code }) => `${code} house.css:1:1`)
    }
    expect(told).toEqual(expected)
  })
})
