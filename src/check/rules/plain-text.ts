/** Lines of a document in plain text (EFM 5.2.1): 80 characters, 132 in a table. */
import { span } from '../../diagnostics/source.ts'
import { family } from '../rule.ts'

export const plainText = family(
  {
    K010: {
      severity: 'warning',
      grade: 'warns',
      source: 'EFM 5.2.1',
      means: 'a line of a text file is longer than EDGAR accepts',
      hint: 'break lines at 80 characters; a table between <TABLE> and </TABLE> may have 132',
      in: 'folder',
      wrong: 'a line of 90 characters in a .txt file',
      right: 'the same words on two lines',
    },
  },
  {
    markup({ source, dialect }, say) {
      if (dialect !== 'text') return
      const places = []
      let [start, table] = [0, false]
      for (const line of source.text.split('\n')) {
        const length = line.replace(/\r$/, '').length
        if (/<table>/i.test(line)) table = true
        if (length > (table ? 132 : 80)) places.push(span(source, start + 80, start + length))
        if (/<\/table>/i.test(line)) table = false
        start += line.length + 1
      }
      const [first] = places
      if (first)
        say(
          'K010',
          places,
          `${places.length === 1 ? 'a line has' : `${places.length} lines have`} more than 80 characters`,
        )
    },
  },
)
