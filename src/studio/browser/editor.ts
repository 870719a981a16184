/** The editor of one text: CodeMirror, with what the build finds under the words. */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyField, historyKeymap, indentWithTab } from '@codemirror/commands'
import {
  bracketMatching,
  defaultHighlightStyle,
  HighlightStyle,
  syntaxHighlighting,
} from '@codemirror/language'
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { highlightSelectionMatches, openSearchPanel, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { Found } from '../protocol.ts'
import { complete, languageOf } from './editor-language.ts'
import { cellsOfClipboard, gridAt, gridOf, gridText, type PlacedGrid } from './grid.ts'

export interface EditorEvents {
  readonly changed: (text: string) => void
  /** The cursor stands at another offset. */
  readonly moved: (offset: number) => void
  readonly save: () => void
}

const look = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '650' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--key)' },
  { tag: [tags.string, tags.content], color: 'var(--ink)' },
  { tag: [tags.comment, tags.meta, tags.processingInstruction], color: 'var(--dim)' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
])

function extensions(path: string, events: EditorEvents): Extension[] {
  return [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    bracketMatching(),
    closeBrackets(),
    highlightSelectionMatches(),
    EditorView.lineWrapping,
    syntaxHighlighting(look),
    syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
    languageOf(path),
    autocompletion({ override: [(context) => complete(context, path)] }),
    EditorView.contentAttributes.of({ 'aria-label': `Text of ${path}`, spellcheck: 'true', tabindex: '0' }),
    keymap.of([
      {
        key: 'Mod-s',
        preventDefault: true,
        run() {
          events.save()
          return true
        },
      },
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...completionKeymap,
      ...lintKeymap,
      indentWithTab,
    ]),
    ...(path.endsWith('.md') ? [EditorView.domEventHandlers({ paste: pasteTable })] : []),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) events.changed(update.state.doc.toString())
      if (update.selectionSet || update.docChanged) events.moved(update.state.selection.main.head)
    }),
  ]
}

/** Cells of a spreadsheet come in as a table of Markdown. */
function pasteTable(event: ClipboardEvent, view: EditorView): boolean {
  const cells = cellsOfClipboard(event.clipboardData?.getData('text/plain') ?? '')
  if (!cells || cells.length < 2) return false
  event.preventDefault()
  view.dispatch(view.state.replaceSelection(`${gridText(gridOf(cells))}\n`))
  return true
}

/** The table at the cursor. */
export function tableAtCursor(view: EditorView): PlacedGrid | undefined {
  return gridAt(view.state.doc.toString(), view.state.selection.main.head)
}

/** Puts a text in place of a stretch. */
export function replaceRange(view: EditorView, from: number, to: number, insert: string): void {
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from } })
  view.focus()
}

/** Opens a text to read. */
export function openReader(parent: HTMLElement, path: string, text: string): EditorView {
  const extensions = [
    lineNumbers(),
    drawSelection(),
    highlightActiveLine(),
    EditorView.lineWrapping,
    EditorState.readOnly.of(true),
    syntaxHighlighting(look),
    syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
    languageOf(path),
    EditorView.contentAttributes.of({ 'aria-label': `Text of ${path}, to read`, tabindex: '0' }),
    keymap.of([...defaultKeymap, ...searchKeymap]),
  ]
  return new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) })
}

const historyKey = (path: string) => `filingpress undo ${path}`

/** Opens a text, with what could be undone before the tab was reloaded. */
export function openEditor(
  parent: HTMLElement,
  path: string,
  text: string,
  events: EditorEvents,
): EditorView {
  const config = { doc: text, extensions: extensions(path, events) }
  return new EditorView({ parent, state: remembered(path, text, config) ?? EditorState.create(config) })
}

function remembered(
  path: string,
  text: string,
  config: { extensions: Extension[] },
): EditorState | undefined {
  const kept = sessionStorage.getItem(historyKey(path))
  if (kept === null) return undefined
  try {
    const state = EditorState.fromJSON(JSON.parse(kept), config, { history: historyField })
    return state.doc.toString() === text ? state : undefined
  } catch {
    return undefined
  }
}

/** Keeps what can be undone for a reload of this tab. */
export function remember(view: EditorView, path: string): void {
  const kept = JSON.stringify(view.state.toJSON({ history: historyField }))
  // A very long history is no reason to fill what a tab may keep.
  if (kept.length < 1_500_000) sessionStorage.setItem(historyKey(path), kept)
}

/** Puts another text in place of the one that is shown, as the smallest change: cursor and history stay. */
export function replaceText(view: EditorView, text: string): void {
  const old = view.state.doc.toString()
  if (old === text) return
  let from = 0
  while (from < old.length && old[from] === text[from]) from++
  let [end, newEnd] = [old.length, text.length]
  while (end > from && newEnd > from && old[end - 1] === text[newEnd - 1]) {
    end--
    newEnd--
  }
  view.dispatch({ changes: { from, to: end, insert: text.slice(from, newEnd) } })
}

const severities = { error: 'error', finding: 'warning', warning: 'warning', note: 'info' } as const

/** Marks what was found in this text. */
export function markFound(view: EditorView, path: string, found: readonly Found[]): void {
  const length = view.state.doc.length
  const marks = found.flatMap((one): Diagnostic[] =>
    [one.at, ...one.also].flatMap((at) => {
      if (!at || at.path !== path || one.waived) return []
      const from = Math.min(at.start, length)
      const to = Math.min(Math.max(at.end, from + 1), length)
      const message = one.hint === undefined ? one.message : `${one.message}\n${one.hint}`
      return [{ from, to, severity: severities[one.severity], source: one.code, message }]
    }),
  )
  view.dispatch(setDiagnostics(view.state, marks))
}

/** Selects a place and brings it into view. */
export function showPlace(view: EditorView, start: number, end: number): void {
  const length = view.state.doc.length
  const [anchor, head] = [Math.min(start, length), Math.min(end, length)]
  view.dispatch({
    selection: { anchor, head },
    effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
  })
  view.focus()
}

export const find = openSearchPanel
