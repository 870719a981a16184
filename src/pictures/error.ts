/** Why a picture cannot be used, as a sentence. */
export class PictureError extends Error {
  override readonly name = 'PictureError'
}

/** Eight bits a sample, red, green, blue, rows from the top. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
}
