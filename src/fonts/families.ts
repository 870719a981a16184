/**
 * The families that come with filingpress: static TrueType faces of pinned packages under the SIL Open Font
 * License, each known by its digest, so that a build never sets another font in silence.
 */
export interface FaceFile {
  readonly package: string
  readonly path: string
  readonly sha256: string
}

export type Cut = 'regular' | 'italic' | 'bold' | 'bold-italic'

export type Family = Readonly<Record<Cut, FaceFile>>

const face = (family: string, path: string, sha256: string): FaceFile => ({
  package: `@expo-google-fonts/${family}`,
  path,
  sha256,
})

const sourceSerif: Family = {
  regular: face(
    'source-serif-4',
    '400Regular/SourceSerif4_400Regular.ttf',
    'd47da11c5f55f031d9ec54c3172865d76009b2cbab5c706dfa73866b00096639',
  ),
  italic: face(
    'source-serif-4',
    '400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
    '8abc06ebcf3a84d6e18763fad2fd237c9149104f16963f459c8763390048aff2',
  ),
  bold: face(
    'source-serif-4',
    '700Bold/SourceSerif4_700Bold.ttf',
    '162a20188bb5c72582b77ca1c3a03480b743695b1c3c04dd0d79ead4e74f4533',
  ),
  'bold-italic': face(
    'source-serif-4',
    '700Bold_Italic/SourceSerif4_700Bold_Italic.ttf',
    'e22a3787d4ee1fe51b331b4bcb342fcb4451424065e862e5569c5fd8c8706554',
  ),
}

/** Tinos has the widths of Times New Roman. */
const tinos: Family = {
  regular: face(
    'tinos',
    '400Regular/Tinos_400Regular.ttf',
    '924ef269e73da94c1803ff68877f5d998dd16605c5ffad82ee181034f8a1fffe',
  ),
  italic: face(
    'tinos',
    '400Regular_Italic/Tinos_400Regular_Italic.ttf',
    '4a52de5bcf70e37bd71949f8a85302b75795a1943aedffbbee4f2db7744e1c81',
  ),
  bold: face(
    'tinos',
    '700Bold/Tinos_700Bold.ttf',
    '576a19b5dc026cafe6ae8fde4c849588dae6475cf5d912cebdf2827388c43ad9',
  ),
  'bold-italic': face(
    'tinos',
    '700Bold_Italic/Tinos_700Bold_Italic.ttf',
    '10c90ef7896d758923c06a1485d7824cdb457466da0bf7d42f81c5228931281b',
  ),
}

/** By name in lower case; `serif` and the Times names are what EDGAR pages ask for. */
export const families: Readonly<Record<string, Family>> = {
  'source serif 4': sourceSerif,
  serif: sourceSerif,
  tinos,
  'times new roman': tinos,
  times: tinos,
}
