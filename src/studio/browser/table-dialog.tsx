/** A table as a grid: cells to type in, cells of a spreadsheet to paste, rows and columns to add and take away. */
import { signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { cellsOfClipboard, type Grid, gridText, type PlacedGrid, withCells } from './grid.ts'

export interface TableToEdit {
  readonly grid: PlacedGrid
  /** Puts text in place of the table. */
  readonly replace: (text: string) => void
}

export const tableToEdit = signal<TableToEdit | undefined>(undefined)

export function TableDialog() {
  const table = tableToEdit.value
  return table ? <Edit key={table.grid.start} table={table} /> : null
}

function Edit({ table }: { table: TableToEdit }) {
  const [grid, setGrid] = useState<Grid>(table.grid)
  const width = grid.aligns.length
  const close = () => {
    tableToEdit.value = undefined
  }
  const set = (row: number, column: number, cell: string) => setGrid(withCells(grid, row, column, [[cell]]))
  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const cells = cellsOfClipboard(event.clipboardData?.getData('text/plain') ?? '')
    if (!cells) return
    event.preventDefault()
    setGrid(withCells(grid, row, column, cells))
  }
  const save = (event: Event) => {
    event.preventDefault()
    table.replace(gridText(grid))
    close()
  }
  const without = (column: number) =>
    setGrid({
      rows: grid.rows.map((row) => row.filter((_, at) => at !== column)),
      aligns: grid.aligns.filter((_, at) => at !== column),
    })
  return (
    <div class="backdrop">
      <div
        class="sheet-dialog wide"
        role="dialog"
        aria-modal="true"
        aria-labelledby="table-title"
        onKeyDown={(event) => event.key === 'Escape' && close()}
      >
        <form onSubmit={save}>
          <h2 id="table-title">Table</h2>
          <p class="quiet">Paste cells of a spreadsheet into any cell: the table grows as it must.</p>
          <div class="grid-home">
            <table class="grid">
              <tbody>
                {grid.rows.map((row, y) => (
                  <tr key={`${y}`}>
                    {Array.from({ length: width }, (_, x) => (
                      <td key={`${x}`}>
                        <input
                          aria-label={`Row ${y + 1}, column ${x + 1}`}
                          class={grid.aligns[x]?.endsWith(':') ? 'right' : ''}
                          value={row[x] ?? ''}
                          autofocus={y === 0 && x === 0}
                          onInput={(event) => set(y, x, event.currentTarget.value)}
                          onPaste={(event) => paste(event, y, x)}
                        />
                      </td>
                    ))}
                    <td>
                      <button
                        type="button"
                        class="link"
                        aria-label={`Remove row ${y + 1}`}
                        disabled={grid.rows.length < 3}
                        onClick={() => setGrid({ ...grid, rows: grid.rows.filter((_, at) => at !== y) })}
                      >
                        ✕
                      </button>
                    </td>
                  </tr>
                ))}
                <tr>
                  {Array.from({ length: width }, (_, x) => (
                    <td key={`${x}`}>
                      <button
                        type="button"
                        class="link"
                        aria-label={`Remove column ${x + 1}`}
                        disabled={width < 2}
                        onClick={() => without(x)}
                      >
                        ✕
                      </button>
                    </td>
                  ))}
                  <td />
                </tr>
              </tbody>
            </table>
          </div>
          <footer>
            <button type="button" onClick={() => set(grid.rows.length, 0, '')}>
              Add a row
            </button>
            <button type="button" onClick={() => set(0, width, '')}>
              Add a column
            </button>
            <span class="grow" />
            <button type="button" onClick={close}>
              Cancel
            </button>
            <button type="submit" class="primary">
              Put it into the text
            </button>
          </footer>
        </form>
      </div>
    </div>
  )
}
