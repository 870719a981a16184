/**
 * A filing and its theme -> the documents it files: the 8-K, and each exhibit that is written here.
 *
 * Templates make the page, authored blocks go into its slots, house style is computed onto the whole. What
 * comes out is complete and frozen in meaning: the writers only spell it.
 */
import type { Log } from '../diagnostics/log.ts'
import { whole } from '../diagnostics/source.ts'
import type { Block, Document, Form } from '../document/document.ts'
import { tidy } from '../document/tidy.ts'
import { mapSections, withInlines } from '../document/walk.ts'
import type { IsoDate } from '../filing/dates.ts'
import type { Exhibit, Filing, Item } from '../filing/filing.ts'
import { editionOn } from '../filing/form-8-k.ts'
import { readTemplateHtml } from '../html/read.ts'
import { baseStyle, styled } from '../style/compute.ts'
import { identityOf } from '../xbrl/identity.ts'
import { checkClasses } from './classes.ts'
import { fillIn } from './expressions.ts'
import type { Data } from './facts.ts'
import { formatDate } from './helpers.ts'
import { withPictures } from './pictures.ts'
import type { Theme } from './theme.ts'
import { checkUnused } from './unused.ts'
import { commonView, itemsView, releaseView } from './view.ts'

export function compose(filing: Filing, theme: Theme, log: Log): Document[] {
  const complete = withExhibitItem(withCoverData(filing))
  const composer: Composer = { theme, log, pictures: complete.pictures }
  checkUnused(theme.set, ['8-k', 'ex99'], log)
  const common = commonView(complete)
  const exhibits = complete.exhibits.flatMap((exhibit) => {
    const document = composeExhibit(exhibit, complete, common, composer)
    return document ? [document] : []
  })
  return [composeForm(complete, common, composer), ...exhibits]
}

/** What makes pages: the theme, and where complaints go. */
interface Composer {
  readonly theme: Theme
  readonly log: Log
  readonly pictures: ReadonlyMap<string, Uint8Array>
}

type View = { readonly [key: string]: Data }

const cover104 = 'Cover Page Interactive Data File (embedded within the Inline XBRL document)'

/** Exhibit 104 goes without saying where the cover page is tagged and another exhibit is listed (interpretation 101.01). */
function withCoverData(filing: Filing): Filing {
  const others = filing.exhibits.filter(({ facts }) => !/^10[14]/.test(facts.number))
  const listed = filing.exhibits.some(({ facts }) => /^104/.test(facts.number))
  if (listed || others.length === 0 || identityOf(filing, () => {}) === undefined) return filing
  const made: Exhibit = {
    facts: { number: '104', title: cover104 },
    at: filing.places('exhibits'),
    content: { kind: 'embedded' },
  }
  return { ...filing, exhibits: [...filing.exhibits, made] }
}

/** Item 9.01 goes without saying where there are exhibits (Form 8-K, Item 9.01(d)). */
function withExhibitItem(filing: Filing): Filing {
  // The form of before August 2004 is known as filed only: nothing goes without saying there.
  const known = editionOn(filing.facts.reportDate as IsoDate) !== undefined
  const listed = filing.items.some(({ number }) => number === '9.01')
  if (!known || listed || filing.exhibits.length === 0) return filing
  const made: Item = {
    number: '9.01',
    asFiledHeading: undefined,
    heading: filing.places('exhibits'),
    blocks: [],
  }
  return { ...filing, items: [...filing.items, made] }
}

function composeForm(filing: Filing, common: View, composer: Composer): Document {
  const view = { ...common, items: itemsView(filing), release: null }
  const slots = new Map(
    filing.items.map((item) => [`item-${item.number}`, authored(item.blocks, view, composer)]),
  )
  if (filing.note) slots.set('explanatory-note', authored(filing.note, view, composer))
  const date = formatDate(filing.facts.reportDate as IsoDate, 'MMMM d, yyyy')
  return finish('8-k', slots, view, composer, {
    form: filing.facts.form,
    title: `${filing.registrants[0].name} Form ${filing.facts.form}, ${date}`,
    language: filing.facts.language,
    fileName: '8-k.htm',
  })
}

function composeExhibit(
  exhibit: Exhibit,
  filing: Filing,
  common: View,
  composer: Composer,
): Document | undefined {
  const { content, facts } = exhibit
  if (content.kind !== 'authored') return undefined
  const own = common['exhibits'] as readonly Data[]
  const view = {
    ...common,
    exhibit: own[filing.exhibits.indexOf(exhibit)] ?? null,
    release: releaseView(exhibit),
    items: itemsView(filing),
  }
  const slots = new Map([['text', authored(content.blocks, view, composer)]])
  const form: Form = `EX-${facts.number}`
  return finish('ex99', slots, view, composer, {
    form,
    title: `Exhibit ${facts.number}: ${content.release.headline ?? facts.title}`,
    language: filing.facts.language,
    fileName: content.fileName,
  })
}

/** What an author wrote, as it goes into its slot. */
function authored(blocks: readonly Block[], view: View, { theme, log }: Composer): readonly Block[] {
  checkClasses(blocks, theme.sheet, log)
  return fillIn(blocks, theme.templates, view, log)
}

type Identity = Pick<Document, 'form' | 'title' | 'language' | 'fileName'>

function finish(
  page: string,
  slots: ReadonlyMap<string, readonly Block[]>,
  view: View,
  composer: Composer,
  identity: Identity,
): Document {
  const { theme, log } = composer
  const before = log.diagnostics.length
  const { html, provenance } = theme.templates.expand(page, view, log)
  const source = theme.set.pages.get(page) ?? { path: `${page}.hbs`, text: '' }
  const sections =
    log.diagnostics.length > before ? [] : readTemplateHtml(html, provenance, slots, whole(source), log)
  return {
    ...identity,
    pagePlan: theme.sheet.page,
    base: baseStyle(theme.sheet),
    sections: withPictures(
      // White space is folded everywhere, authored or from a template, as every writer will show it.
      styled(
        mapSections(sections, (block) => withInlines(block, tidy)),
        theme.sheet,
      ),
      composer.pictures,
      theme.sheet.page,
      log,
    ),
  }
}
