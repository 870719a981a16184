/** Rows of text as columns: the first flush left, the others flush right unless they too are text. */
export function columns(rows: readonly (readonly string[])[], others: 'left' | 'right' = 'right'): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  return rows.map((row) =>
    row
      .map((value, column) =>
        column === 0 || others === 'left'
          ? value.padEnd(widths[column] ?? 0)
          : value.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
}
