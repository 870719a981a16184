/** Handlebars' parser by itself, as `Handlebars.parse` calls it. */
/// <reference types="handlebars" />
declare module 'handlebars/dist/cjs/handlebars/compiler/base.js' {
  const base: { parse(text: string): hbs.AST.Program }
  export default base
}
