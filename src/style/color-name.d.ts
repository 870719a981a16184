/** The names of CSS Color 4 with red, green and blue from 0 to 255. */
declare module 'color-name' {
  const names: Readonly<Record<string, readonly [red: number, green: number, blue: number]>>
  export default names
}
