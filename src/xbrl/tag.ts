/**
 * Tags a report: each fact of the cover page where it is printed first, by the node that prints it.
 *
 * House templates of any shape are tagged, because facts carry their path. What cannot be tagged is told with its
 * place; nothing is tagged by guess.
 */
import type { CheckBox, Document, Fact, Inline } from '../document/document.ts'
import { visitBlocks, visitInlines } from '../document/walk.ts'
import type { Filing } from '../filing/filing.ts'
import { conceptNamed, concepts } from './concepts.ts'
import { type Cast, castOf } from './contexts.ts'
import { hiddenFacts } from './hidden-facts.ts'
import { identityOf } from './identity.ts'
import { type Draft, isUnread, readings } from './readings.ts'
import type { Context, Identity, Member, Problem, Tag, TaggedPiece, Tagging, Tell } from './tagging.ts'

/** @param day of filing, where it is not that of the signature */
export function tagReport(document: Document, filing: Filing, day?: string): TaggedReport {
  const problems: Problem[] = []
  const tell: Tell = (code, at, message, hint) => problems.push({ code, at, message, hint })
  const identity = identityOf(filing, tell, day)
  return { tagging: identity && tagged(document, filing, identity, tell), problems }
}

export interface TaggedReport {
  /** None where the report is not tagged. */
  readonly tagging: Tagging | undefined
  readonly problems: readonly Problem[]
}

function tagged(document: Document, filing: Filing, identity: Identity, tell: Tell): Tagging {
  const cast = castOf(filing, identity)
  const contexts = new Contexts(cast)
  const done = new Set<string>()
  const pieces = new Map<Inline, readonly TaggedPiece[]>()
  /** Wanted concepts that have been told of already. */
  const unread = new Set<string>()
  let count = 0
  const number = ({ path, at, concept, words, format, value }: Draft): Tag => ({
    id: `f-${++count}`,
    concept,
    context: contexts.of(path),
    ...(format !== undefined && { format }),
    shown: words,
    value,
    path,
    at,
  })
  for (const node of factsOf(document)) {
    const drafts = draftsOf(node, filing, unread, tell).filter((draft) => {
      const key = `${draft.concept} ${contexts.keyOf(draft.path)}`
      if (done.has(key) || !applies(draft, filing)) return false
      done.add(key)
      return true
    })
    if (drafts.length > 0) pieces.set(node, cut(shownBy(node), drafts, number))
  }
  const hidden = hiddenFacts(filing, (draft) => done.has(`${draft.concept} ${contexts.keyOf(draft.path)}`))
  const printed = new Set([...done].flatMap((key) => (key.endsWith(' ') ? [key.trim()] : [])))
  tellMissing(filing, printed, hidden, unread, tell)
  return {
    identity,
    language: filing.facts.language,
    pieces,
    hidden: hidden.map(number),
    contexts: contexts.used,
    own: cast.own.filter(({ name }) => contexts.names(`${identity.prefix}:${name}`)),
  }
}

/** What EDGAR wants on every cover page and no template printed, or no transformation reads. */
function tellMissing(
  { places }: Filing,
  printed: ReadonlySet<string>,
  hidden: readonly Draft[],
  unread: ReadonlySet<string>,
  tell: Tell,
): void {
  const has = (name: string) =>
    unread.has(name) || printed.has(name) || hidden.some(({ concept }) => concept === name)
  for (const { name, need } of concepts) {
    if (need === 'may' || has(name)) continue
    const hint = 'print the fact on the cover page, where the form has it'
    tell(need === 'must' ? 'K036' : 'K037', places('registrants.0'), `${name} is not tagged`, hint)
  }
  if (!has('EntityAddressStateOrProvince') && !has('EntityAddressCountry'))
    tell(
      'K037',
      places('registrants.0.address'),
      'the address has neither a state nor a country that EDGAR knows',
      'give state as its code, or country by its usual English name',
    )
}

type Node = Fact | CheckBox

/** Facts of the cover page in reading order, and of the note that explains an amendment. */
function factsOf({ sections }: Document): Node[] {
  const found: Node[] = []
  for (const { role, blocks } of sections) {
    visitBlocks(blocks, (block) => {
      if (!('inlines' in block)) return
      visitInlines(block.inlines, (inline) => {
        if (inline.type !== 'fact' && inline.type !== 'check-box') return
        if (role === 'cover-page' || pathOf(inline) === 'amendment.note') found.push(inline)
      })
    })
  }
  return found
}

const pathOf = (node: Node): string => (node.type === 'fact' ? node.path : (node.origin.path ?? ''))
const shownBy = (node: Node): string =>
  node.type === 'fact' ? node.shown : node.checked ? '\u2612' : '\u2610'

function draftsOf(node: Node, filing: Filing, unread: Set<string>, tell: Tell): Draft[] {
  const path = pathOf(node)
  const read = readings[path.replace(/\.\d+(?=\.|$)/g, '.#')]
  if (!read) return []
  const registrant = filing.registrants[Number(/^registrants\.(\d+)/.exec(path)?.[1] ?? '0')]
  const index = Number(/\.(\d+)(?:\.[a-zA-Z]+)?$/.exec(path)?.[1] ?? '0')
  const value = node.type === 'fact' ? node.value : node.checked
  const reading = read({ shown: shownBy(node), value, registrant, index })
  const at = node.origin.via ?? node.origin.span
  if (isUnread(reading)) {
    for (const concept of wantedOf[path.replace(/^registrants\.\d+\./, '')] ?? []) unread.add(concept)
    tell('K042', node.origin.span, reading.problem, reading.hint)
    return []
  }
  return reading.map((part) => ({ ...part, path, at }))
}

/** What EDGAR wants of a fact that cannot be read: one finding is enough. */
const wantedOf: Readonly<Record<string, readonly string[]>> = {
  form: ['DocumentType'],
  reportDate: ['DocumentPeriodEndDate'],
  name: ['EntityRegistrantName'],
  jurisdiction: ['EntityIncorporationStateCountryCode'],
  'address.state': ['EntityAddressStateOrProvince'],
  'address.country': ['EntityAddressCountry'],
  phone: ['CityAreaCode', 'LocalPhoneNumber'],
  emergingGrowthCompany: ['EntityEmergingGrowthCompany'],
}

/** What is due only where another fact says so. */
function applies({ concept, path }: Draft, { registrants }: Filing): boolean {
  if (concept !== 'EntityExTransitionPeriod') return true
  return registrants[Number(path.split('.')[1])]?.emergingGrowthCompany === true
}

/** What a fact shows, cut at its tags; words that stand between them are not tagged. */
function cut(shown: string, drafts: readonly Draft[], number: (draft: Draft) => Tag): TaggedPiece[] {
  const pieces: TaggedPiece[] = []
  let from = 0
  for (const draft of drafts) {
    const at = shown.indexOf(draft.words, from)
    if (at < 0) continue
    if (at > from) pieces.push({ text: shown.slice(from, at) })
    pieces.push({ text: draft.words, tag: number(draft) })
    from = at + draft.words.length
  }
  if (from < shown.length) pieces.push({ text: shown.slice(from) })
  return pieces
}

/** Contexts by what they are about, numbered as they come; the required one is always there. */
class Contexts {
  readonly #cast: Cast
  readonly #made = new Map<string, Context>([['', { id: 'c-1', members: [] }]])

  constructor(cast: Cast) {
    this.#cast = cast
  }

  keyOf(path: string): string {
    return keyOf(this.#cast.membersOf(path))
  }

  of(path: string): string {
    const members = this.#cast.membersOf(path)
    const key = keyOf(members)
    let found = this.#made.get(key)
    if (!found) {
      found = { id: `c-${this.#made.size + 1}`, members }
      this.#made.set(key, found)
    }
    return found.id
  }

  names(member: string): boolean {
    return this.used.some(({ members }) => members.some((one) => one.member === member))
  }

  get used(): readonly Context[] {
    return [...this.#made.values()]
  }
}

const keyOf = (members: readonly Member[]): string =>
  members.map(({ axis, member }) => `${axis}=${member}`).join(' ')

/** Whether a concept may be hidden without a warning. */
export const mayHide = (concept: string): boolean => conceptNamed(concept)?.hides === true
