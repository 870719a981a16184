/** A program as WebAssembly: what deflate.ts needs of it, since no library of types but the browser's has it. */

declare namespace WebAssembly {
  class Module {
    constructor(program: Uint8Array)
    static imports(module: Module): readonly unknown[]
    static exports(module: Module): readonly { readonly name: string; readonly kind: string }[]
  }
  class Instance {
    constructor(module: Module)
    readonly exports: object
  }
  interface Memory {
    readonly buffer: ArrayBuffer
  }
}
