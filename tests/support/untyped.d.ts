/** fontkit has no types of its own; these are the members that tests use. */
declare module 'fontkit' {
  interface Glyph {
    readonly advanceWidth: number
    readonly path: { toSVG(): string }
  }
  export function create(bytes: Buffer): {
    getGlyph(id: number): Glyph
    glyphForCodePoint(point: number): Glyph & { id: number }
    readonly characterSet: readonly number[]
  }
}
