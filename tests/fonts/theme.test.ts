/** A theme's own TrueType files: set, embedded and kept as inputs; refused clearly when they cannot be. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { buildWith, real } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

const ttf = readFileSync(
  createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
)
const css = new TextDecoder().decode(real.readFile(`${real.ownTemplates}/house.css`))
const theme = (face: string, font: Uint8Array = ttf) =>
  buildWith(
    {
      ...modern,
      'house/house.css': `${css.replace('font-family: "Source Serif 4"', 'font-family: "Acme"')}\n${face}`,
      'house/fonts/acme.ttf': font,
    },
    { templates: 'house' },
  )
const good = '@font-face { font-family: "Acme"; src: url("fonts/acme.ttf") }'

/** One byte of the table directory changed, so that a table is another. */
const renamed = (from: string, to: string) => {
  const bytes = Buffer.from(ttf)
  bytes.write(to, bytes.indexOf(from), 'latin1')
  return bytes
}
const restricted = () => {
  const bytes = Buffer.from(ttf)
  const entry = bytes.indexOf('OS/2')
  bytes.writeUInt16BE(2, bytes.readUInt32BE(entry + 8) + 8)
  return bytes
}

describe('a theme font', () => {
  it('is set, embedded, and one of the inputs', () => {
    const { ok, world, diagnostics } = theme(good)
    expect(diagnostics).toEqual([])
    expect(ok).toBe(true)
    expect(Buffer.from(world.files.get('out/one/8-k.pdf') ?? []).toString('latin1')).toMatch(
      /\/FontName \/[A-Z]{6}\+Tinos/,
    )
    const record = JSON.parse(new TextDecoder().decode(world.files.get('out/one/build.json'))) as {
      inputs: { name: string }[]
    }
    expect(record.inputs.map(({ name }) => name)).toContain('templates/fonts/acme.ttf')
  })

  it.each<[string, string, Uint8Array, string]>([
    ['that is no font', good, new Uint8Array([1, 2, 3]), 'F002'],
    ['that is cut short', good, ttf.subarray(0, 4000), 'F002'],
    ['with PostScript outlines', good, renamed('glyf', 'CFF '), 'F002'],
    ['that is variable', good, renamed('gasp', 'fvar'), 'F002'],
    ['that may not be embedded', good, restricted(), 'F002'],
    ['that is not there', good.replace('acme', 'other'), ttf, 'F002'],
    ['that is no TrueType file', good.replace('.ttf', '.woff2'), ttf, 'S003'],
    ['outside the house', good.replace('fonts/', '../fonts/'), ttf, 'S003'],
  ])('%s is refused', (_what, face, font, code) => {
    const { ok, diagnostics } = theme(face, font)
    expect(ok).toBe(false)
    expect(diagnostics.map((found) => found.code)).toContain(code)
  })
})
