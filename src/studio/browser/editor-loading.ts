/** The editor, loaded when a text is opened first: the pages do not wait for it. */
export type EditorModule = typeof import('./editor.ts')

let loading: Promise<EditorModule> | undefined

export function withEditor(): Promise<EditorModule> {
  loading ??= import('./editor.ts')
  return loading
}
