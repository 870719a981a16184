/** What runs in the review file: documents to switch between, paragraphs to comment on, comments to save. */

interface Comment {
  readonly document: string
  /** Letters of the document before the paragraph. */
  readonly letter: number
  readonly quote: string
  text: string
}

const comments: Comment[] = []
const sections = [...document.querySelectorAll<HTMLElement>('section')]
const tabs = [...document.querySelectorAll<HTMLButtonElement>('nav button')]
const list = document.getElementById('comments')
const save = document.getElementById('save') as HTMLButtonElement

function showPart(chosen: number): void {
  sections.forEach((section, index) => {
    section.hidden = index !== chosen
  })
  tabs.forEach((tab, index) => {
    tab.setAttribute('aria-pressed', String(index === chosen))
  })
}

/** White space and what shows nothing, which is no letter. */
const nothing = /\u034f|[\s\u00ad\u200b\u2060\ufeff]/g

/** Letters of a document before an element. */
function lettersBefore(root: ShadowRoot, element: Element): number {
  let count = 0
  const walker = document.createTreeWalker(root.querySelector('.body') ?? root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (element.contains(node)) return count
    if (!node.parentElement?.closest('style')) count += (node.textContent ?? '').replace(nothing, '').length
  }
  return count
}

function add(section: HTMLElement, root: ShadowRoot, element: HTMLElement): void {
  const words = (element.textContent ?? '').replace(/\s+/g, ' ').trim()
  const document_ = section.dataset['name'] ?? ''
  const letter = lettersBefore(root, element)
  const known = comments.findIndex((one) => one.document === document_ && one.letter === letter)
  if (known >= 0) return list?.querySelectorAll('textarea')[known]?.focus()
  const comment: Comment = { document: document_, letter, quote: words.slice(0, 400), text: '' }
  comments.push(comment)
  element.classList.add('marked')
  draw(comment, element)
}

function draw(comment: Comment, element: HTMLElement): void {
  const card = document.createElement('div')
  card.className = 'comment'
  const quote = document.createElement('q')
  quote.textContent = comment.quote
  const text = document.createElement('textarea')
  text.setAttribute('aria-label', `Comment on: ${comment.quote.slice(0, 60)}`)
  const remove = document.createElement('button')
  remove.type = 'button'
  remove.textContent = 'Remove'
  card.append(quote, text, remove)
  list?.append(card)
  text.addEventListener('input', () => {
    comment.text = text.value
    ready()
  })
  remove.addEventListener('click', () => {
    comments.splice(comments.indexOf(comment), 1)
    element.classList.remove('marked')
    card.remove()
    ready()
  })
  text.focus()
  ready()
}

function ready(): void {
  save.disabled = !comments.some(({ text }) => text.trim() !== '')
}

function saveComments(): void {
  const { filing = '', digest = '' } = document.body.dataset
  const reviewer = (document.getElementById('reviewer') as HTMLInputElement).value.trim()
  const whole = {
    format: 1,
    filing,
    digest,
    reviewer,
    date: `${new Date().toISOString().slice(0, 19)}Z`,
    comments: comments.filter(({ text }) => text.trim() !== ''),
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(
    new Blob([JSON.stringify(whole, undefined, 2)], { type: 'application/json' }),
  )
  const who = reviewer.toLowerCase().replace(/[^a-z0-9]+/g, '-') || 'reviewer'
  link.download = `${filing}-comments-${who}.json`
  link.click()
}

tabs.forEach((tab, index) => {
  tab.addEventListener('click', () => showPart(index))
})
save.addEventListener('click', saveComments)
document.getElementById('print')?.addEventListener('click', () => print())
for (const section of sections) {
  const root = section.shadowRoot
  if (!root || section.dataset['comments'] === undefined) continue
  for (const element of root.querySelectorAll<HTMLElement>('p,h1,h2,h3,h4,h5,h6,tr')) {
    if (element.closest('tr') && element.tagName !== 'TR') continue
    element.classList.add('can')
    element.tabIndex = 0
    element.addEventListener('click', () => add(section, root, element))
    element.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') add(section, root, element)
    })
  }
}
showPart(0)
