export interface Authority {
  readonly folder: string
  /** Path of the root certificate. */
  readonly root: string
  answer(request: Uint8Array): Uint8Array
  /** A token of the same bytes as a good one, signed as it should not be. */
  forge(info: Uint8Array): Uint8Array
  verify(answer: Uint8Array, data: Uint8Array): boolean
}
export function hasOpenSsl(): boolean
export function authority(folder: string, how?: { kind?: 'rsa' | 'ec'; use?: string }): Authority
