/** The label of an item or note as text: one, or in a redline the old one and the new where it was renumbered. */
import { nowhere } from './build.ts'
import type { ListItem, Note, Text } from './document.ts'

export function labelTexts({ label, revision }: Pick<ListItem | Note, 'label' | 'revision'>): Text[] {
  const say = (value: string): Text => ({ type: 'text', value, origin: nowhere })
  if (revision?.kind === 'restyled') {
    const { before, change } = revision
    // Beside the label of an item that changed its look alone stands a bar, as beside its text.
    if (!before || !('label' in before) || before.label === label)
      return [{ ...say(label), revision: { kind: 'restyled', change, quiet: true } }]
    return [
      { ...say(before.label), revision: { kind: 'deleted', change } },
      { ...say(label), revision: { kind: 'inserted', change } },
    ]
  }
  return [{ ...say(label), ...(revision && { revision }) }]
}
