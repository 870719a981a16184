/** Every file that a document refers to is attached, and every picture attached is shown (EFM 5.2.2). */
import { whole } from '../../diagnostics/source.ts'
import { family } from '../rule.ts'

export const attachedFiles = family(
  {
    K104: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.2',
      means: 'a file is referred to but not attached, or a picture is attached but not used',
      hint: 'attach what is referred to, and only that',
      in: 'folder',
      wrong: 'unused.gif',
      right: 'a.gif',
    },
  },
  {
    files({ names, referred }, say) {
      // A file read alone stands for no submission.
      if (names.length < 2) return
      const attached = new Set(names.map((name) => name.toLowerCase()))
      for (const [name, at] of referred) {
        if (!attached.has(name)) say('K104', at, `${name} is referred to and not attached`)
      }
      for (const name of names) {
        if (/\.(gif|jpg)$/i.test(name) && !referred.has(name.toLowerCase()))
          say('K104', whole({ path: name, text: '' }), `${name} is attached and no document shows it`)
      }
    },
  },
)
