/** A theme's own TrueType files: set, embedded and kept as inputs; refused clearly when they cannot be. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { openFace } from '../../src/fonts/face.ts'
import { readPdf } from '../../src/pdf/read.ts'
import { FontFile } from '../../src/proof/font-file.ts'
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

  it('of the same length as the one before it is told from it', () => {
    const face = openFace('acme', ttf)
    const [table, glyph] = [face.font.tables.get('glyf')?.offset ?? 0, face.font.glyphOf(0x65)]
    const loca = face.font.tables.get('loca')?.offset ?? 0
    const start = face.font.longOffsets
      ? ttf.readUInt32BE(loca + glyph * 4)
      : ttf.readUInt16BE(loca + glyph * 2) * 2
    const other = Buffer.from(ttf)
    // The left edge of the box of one letter, which is a part of its outline.
    other.writeInt16BE(other.readInt16BE(table + start + 2) + 1, table + start + 2)
    const programOf = (font: Uint8Array) => {
      const { ok, diagnostics, world } = theme(good, font)
      expect([ok, diagnostics]).toEqual([true, []])
      const read = readPdf(world.files.get('out/one/ex99-1.pdf') ?? new Uint8Array())
      const embedded = read.fonts.find(({ name }) => name.startsWith('Tinos'))
      const code = [...(embedded?.texts ?? [])].find(([, text]) => text === 'e')?.[0] ?? 0
      return embedded && new FontFile(embedded.program()).outlineOf(code)
    }
    const [first, second] = [programOf(ttf), programOf(other)]
    expect(first).toBe(new FontFile(ttf).outlineOf(glyph))
    expect(second).toBe(new FontFile(other).outlineOf(glyph))
    expect(second).not.toBe(first)
    expect(programOf(ttf)).toBe(first)
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
