/**
 * For the default of every switch over kinds of blocks or inlines: a kind that the switch has forgotten does not
 * compile. A test adds a kind and looks at every place that the compiler then names.
 */
export function unknownKind(kind: never): never {
  throw new Error(`unknown kind of block or inline: ${JSON.stringify(kind)}`)
}
