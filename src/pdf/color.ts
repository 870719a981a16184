/** The output intent that PDF/A asks for: a small sRGB profile made here (ICC.1:2001, matrix and curves). */

const fixed = (value: number): number => Math.round(value * 65536)

function tag(view: DataView, at: number, signature: string): void {
  for (let index = 0; index < 4; index++) view.setUint8(at + index, signature.charCodeAt(index))
}

function xyz(x: number, y: number, z: number): Uint8Array {
  const bytes = new Uint8Array(20)
  const view = new DataView(bytes.buffer)
  tag(view, 0, 'XYZ ')
  ;[x, y, z].forEach((value, index) => {
    view.setInt32(8 + index * 4, fixed(value))
  })
  return bytes
}

/** A plain power curve; 2.2 in eighths of 256 is what sRGB comes to. */
function gamma(): Uint8Array {
  const bytes = new Uint8Array(16)
  const view = new DataView(bytes.buffer)
  tag(view, 0, 'curv')
  view.setUint32(8, 1)
  view.setUint16(12, Math.round(2.2 * 256))
  return bytes
}

function description(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((12 + text.length + 1 + 78) / 4) * 4)
  const view = new DataView(bytes.buffer)
  tag(view, 0, 'desc')
  view.setUint32(8, text.length + 1)
  for (let index = 0; index < text.length; index++) view.setUint8(12 + index, text.charCodeAt(index))
  return bytes
}

function plainText(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((8 + text.length + 1) / 4) * 4)
  const view = new DataView(bytes.buffer)
  tag(view, 0, 'text')
  for (let index = 0; index < text.length; index++) view.setUint8(8 + index, text.charCodeAt(index))
  return bytes
}

/** An sRGB display profile; primaries adapted to D50 (IEC 61966-2-1). */
export function srgbProfile(): Uint8Array {
  const curve = gamma()
  const tags: readonly (readonly [string, Uint8Array])[] = [
    ['desc', description('sRGB')],
    ['cprt', plainText('No copyright')],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['rXYZ', xyz(0.43607, 0.22249, 0.01392)],
    ['gXYZ', xyz(0.38515, 0.71687, 0.09708)],
    ['bXYZ', xyz(0.14307, 0.06061, 0.7141)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]
  const start = 128 + 4 + tags.length * 12
  const size = tags.reduce((sum, [, bytes]) => sum + bytes.length, start)
  const profile = new Uint8Array(size)
  const view = new DataView(profile.buffer)
  view.setUint32(0, size)
  view.setUint32(8, 0x02100000)
  tag(view, 12, 'mntr')
  tag(view, 16, 'RGB ')
  tag(view, 20, 'XYZ ')
  ;[2007, 6, 4, 0, 0, 0].forEach((value, index) => {
    view.setUint16(24 + index * 2, value)
  })
  tag(view, 36, 'acsp')
  ;[0.9642, 1, 0.8249].forEach((value, index) => {
    view.setInt32(68 + index * 4, fixed(value))
  })
  view.setUint32(128, tags.length)
  let offset = start
  tags.forEach(([signature, bytes], index) => {
    const at = 132 + index * 12
    tag(view, at, signature)
    view.setUint32(at + 4, offset)
    view.setUint32(at + 8, bytes.length)
    profile.set(bytes, offset)
    offset += bytes.length
  })
  return profile
}
