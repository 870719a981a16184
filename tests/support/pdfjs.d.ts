export declare function pdfjsWords(bytes: Uint8Array, wanted: readonly string[]): Promise<string[]>
