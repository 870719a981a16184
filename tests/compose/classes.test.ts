import { describe, expect, it } from 'vitest'
import { placeOf } from '../../src/diagnostics/source.ts'
import { buildWith, release } from '../support/filing.ts'

const found = (markdown: string) =>
  buildWith({ 'ex99-1.md': `${release}\n${markdown}\n` }).diagnostics.map(({ code, span, message, hint }) => {
    const at = span && placeOf(span.source, span.start)
    return `${code} ${at?.line}:${at?.column} ${message}; ${hint}`
  })

describe('classes that an author gives', () => {
  it('are told with their place, where no rule of the theme is for them', () => {
    expect(found('One. {.centre}\n\n- a\n- b\n\n{.zzzz}')).toEqual([
      'M014 7:7 house.css has no rule for the class "centre"; did you mean ".center"?',
      'M014 12:2 house.css has no rule for the class "zzzz"; name one of its classes, or add a rule',
    ])
  })

  it('are in order, where one is', () => {
    expect(
      found('One. {.center}\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n{.financial .leaders}\n\n###'),
    ).toEqual([])
  })
})

describe('braces that no one read', () => {
  it('are a placeholder left in the text', () => {
    expect(found('It was {amount} and more.')).toEqual(['G001 7:8 "{amount}" is a placeholder; fill it in'])
  })
})
