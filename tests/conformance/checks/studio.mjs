// The studio in Debian's Chromium: whole stories, as people live them.
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, expect, Missing, root, run } from '../kit.mjs'
import {
  accessible,
  decide,
  enter,
  field,
  git,
  goTo,
  openFile,
  project,
  saved,
  seed,
  shot,
  story,
  until,
  write,
} from '../studio/kit.mjs'

const release = `---
timing: For Immediate Release
headline: Acme Holdings Corp. Announces Share Repurchase Program
place: WILMINGTON, Del.
date: 2026-11-20
contacts:
  - for: Investors
    name: Mary Major
    phone: { area: 302, number: 658-2201 }
---

{{release.place}}, {{date release.date "MMMM d, yyyy"}} — {{registrant.name}} today announced that its board of directors has authorized the repurchase of up to $50 million of its common stock.

## About Acme Holdings Corp.

Acme Holdings Corp. makes anvils.

###
`

await check(
  'studio: a filing from nothing to its archived final, without touching a file by hand',
  async () => {
    await story(project('new', []), async ({ page, folder }) => {
      await page.locator('.empty', { hasText: 'no filings yet' }).waitFor()
      await page.locator('button', { hasText: 'New filing' }).click()
      await field(page, 'Name of the folder').fill('acme-2026-11-20')
      await field(page, 'Date of report').fill('2026-11-20')
      await field(page, 'Exact name of registrant').fill('Acme Holdings Corp.')
      await page.locator('.choices label', { hasText: '8.01' }).locator('input').check()
      await shot(page, 'new')
      await accessible(page, 'new filing')
      await page.locator('button[type=submit]', { hasText: 'Begin' }).click()
      await page.locator('.sheet[data-digest]').first().waitFor()
      await openFile(page, '8-k.md')
      await write(
        page,
        '# Item 8.01\n\nOn {{date report.date "MMMM d, yyyy"}}, {{registrant.name}} issued a press release, a copy of which is attached as Exhibit 99.1, announcing that its board of directors has authorized the repurchase of up to $50 million of its common stock.\n\n# Item 9.01\n',
      )
      await saved(page)
      await openFile(page, 'ex99-1.md')
      await write(page, release)
      await saved(page)
      await openFile(page, 'filing.yaml')
      await page.locator('form.facts').waitFor()
      const facts = {
        'Commission File Number': '001-12345',
        'I.R.S. Employer Identification No.': '12-3456789',
        CIK: '1234567',
        'Trading Symbol(s)': 'ACME',
        Street: '400 Harbor Road',
        Namespace: 'http://www.acme.com',
      }
      for (const [label, value] of Object.entries(facts)) {
        await field(page, label).fill(value)
        await field(page, label).blur()
      }
      await shot(page, 'facts')
      const phone = page
        .locator('fieldset', { has: page.locator('legend', { hasText: 'telephone number' }) })
        .last()
      await phone.getByLabel('Number', { exact: true }).fill('658-2200')
      await phone.getByLabel('Number', { exact: true }).blur()
      const signing = page
        .locator('fieldset', { has: page.locator('legend', { hasText: /^Signature$/ }) })
        .last()
      await signing.locator('button', { hasText: 'more field' }).first().click()
      await signing.getByLabel('Date signed').fill('2026-11-20')
      await signing.getByLabel('Date signed').blur()
      await page.locator('button', { hasText: 'Add signatories' }).click()
      const signer = page.locator('.records tbody[aria-label="Signatories 1"]')
      await signer.getByLabel('Name').fill('Jane Roe')
      await signer.getByLabel('Name').blur()
      await signer.getByLabel('Title').fill('Chief Financial Officer')
      await signer.getByLabel('Title').blur()
      await saved(page)
      await goTo(page, 'Checks')
      // Everything was filled in by now, but for what a person has to judge.
      const counts = () => page.locator('.filters').innerText()
      await until('the checks to come to rest', async () => {
        const before = await counts()
        await page.waitForTimeout(1500)
        return before === (await counts())
      })
      while (!(await counts()).startsWith('0 errors\n0 findings\n0 warnings')) {
        const before = await counts()
        await page.locator('button', { hasText: 'Waive…' }).first().click()
        await page.getByLabel('Why it stands').fill('Looked at, and right')
        await page.getByLabel('Who says so').fill('Jane Roe')
        await page.locator('form.waive button').click()
        await until('a waiver to count', async () => before !== (await counts()))
      }
      await goTo(page, 'Decide')
      await field(page, 'Your name, as it is recorded').fill('Jane Roe, General Counsel')
      expect(
        (await decide(page, 'Final', 'Make final', 'Refused')).includes('nobody has approved'),
        'it was not refused',
      )
      await decide(page, 'Approve', 'Approve', 'Approved by Jane Roe')
      await decide(page, 'Final', 'Make final', 'The final documents are made')
      await decide(page, 'Archive', 'Archive this version', 'no archive is set')
      await field(page, 'Folder of the archive').fill('vault')
      await decide(page, 'Archive', 'Make an archive', 'vault is the archive')
      await decide(page, 'Archive', 'Archive this version', 'acme-2026-11-20 v1: archived')
      await decide(page, 'Archive', 'Verify', 'Every file is as recorded')
      await decide(page, 'Archive', 'Rebuild', 'rebuilt to the same bytes')
      await page.locator('.top .chip', { hasText: 'Final' }).waitFor()
      await page.locator('.top .chip', { hasText: 'Archived v1' }).waitFor()
      await shot(page, 'decided')
      await decide(page, 'Submit', 'Test submission', 'TEST submission')
      for (const name of [
        'out/acme-2026-11-20/8-k.pdf',
        'out/acme-2026-11-20-submission/submission.xml',
        'vault/0=ocfl_1.1',
      ])
        expect(existsSync(join(folder, name)), `${name} is not there`)
      const cli = run(process.execPath, [join(root, 'dist/cli.cjs'), 'archive', 'verify'], { cwd: folder })
      expect(cli.code === 0, cli.out + cli.err)
    })
  },
)

await check('studio: the change of the last hour, with redline and certificate', async () => {
  const folder = project('last-hour')
  git(folder, 'init', '-q')
  git(folder, 'add', '-A')
  git(folder, 'commit', '-qm', 'As approved')
  await story(folder, async ({ page }) => {
    await enter(page, seed)
    await goTo(page, 'Decide')
    await field(page, 'Your name, as it is recorded').fill('Jane Roe')
    await decide(page, 'Approve', 'Approve', 'Approved by Jane Roe')
    await decide(page, 'Final', 'Make final', 'The final documents are made')
    await goTo(page, 'Write')
    await openFile(page, '8-k.md')
    const path = join(folder, 'content', seed, '8-k.md')
    await write(
      page,
      readFileSync(path, 'utf8').replace('had an objective response', 'had an objective tumor response'),
    )
    await saved(page)
    await goTo(page, 'Decide')
    const refused = await decide(page, 'Final', 'Make final', 'Refused')
    expect(/objective tumor response/.test(refused), refused)
    await goTo(page, 'Changes')
    await page.locator('.change', { hasText: 'tumor' }).waitFor()
    await page.keyboard.press('n')
    await shot(page, 'changes')
    await accessible(page, 'changes')
    const frame = page.frameLocator('iframe.redline')
    await frame.locator('.changed ins', { hasText: 'tumor' }).waitFor()
    for (const [button, name] of [
      ['Certificate', `${seed}-certificate.zip`],
      ['Word', 'redline-8-k.docx'],
      ['PDF', 'redline-8-k.pdf'],
    ]) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('.exports button', { hasText: button }).click(),
      ])
      expect(download.suggestedFilename() === name, download.suggestedFilename())
      expect(readFileSync(await download.path()).length > 500, `${name} is empty`)
    }
    await page.getByLabel('PDF', { exact: true }).check()
    await page.locator('.redline .sheet[data-drawn]').first().waitFor()
    await shot(page, 'redline-pdf')
    await accessible(page, 'redline as PDF')
    await page.locator('.cause', { hasText: '8-k.md:5' }).first().click()
    await page.locator('.cm-content').waitFor()
    await goTo(page, 'Decide')
    await decide(page, 'Approve', 'Approve', 'Approved by Jane Roe')
    await decide(page, 'Final', 'Make final', 'The final documents are made')
  })
})

await check('studio: a Word draft and a filed page dropped in', async () => {
  const folder = project('dropped')
  const made = run(process.execPath, [join(root, 'dist/cli.cjs'), 'build', '--quiet'], { cwd: folder })
  expect(made.code <= 1, made.err)
  const htm = join(folder, 'out', seed, '8-k.htm')
  run('soffice', [
    '--headless',
    '--convert-to',
    'docx:MS Word 2007 XML',
    '--outdir',
    join(folder, 'word'),
    htm,
  ])
  const docx = join(folder, 'word', '8-k.docx')
  const filed = join(folder, 'word', 'filed.htm')
  cpSync(htm, filed)
  if (!existsSync(docx)) throw new Missing('LibreOffice is not installed')
  await story(folder, async ({ page }) => {
    for (const [path, slug] of [
      [docx, '8-k'],
      [filed, 'filed'],
    ]) {
      await page.locator('input[type=file]').setInputFiles(path)
      await page.waitForURL(new RegExp(`#/${slug}/write`), { timeout: 60_000 })
      await page.locator('.files button', { hasText: 'filing.yaml' }).waitFor()
      expect(existsSync(join(folder, 'content', slug, 'filing.yaml')), `${slug} was not written`)
      await page.locator('a.brand').click()
      await page.locator('table.rows').waitFor()
    }
  })
})

await check('studio: a review file on a phone without network, and its comments back', async () => {
  const folder = project('review')
  git(folder, 'init', '-q')
  git(folder, 'add', '-A')
  git(folder, 'commit', '-qm', 'First draft')
  const path = join(folder, 'content', seed, '8-k.md')
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace('an objective response', 'an objective tumor response'),
  )
  await story(folder, async ({ page, browser }) => {
    await enter(page, seed)
    await goTo(page, 'Decide')
    await field(page, 'Your name, as it is recorded').fill('Jane Roe')
    const since = page.locator('.choice select')
    await until('a version to compare with', async () => (await since.locator('option').count()) > 1)
    await since.selectOption({ index: 1 })
    const [made] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      page.locator('button', { hasText: 'Make the review file' }).click(),
    ])
    const file = join(folder, made.suggestedFilename())
    await made.saveAs(file)
    const phone = await browser.newContext({
      viewport: { width: 390, height: 844 },
      offline: true,
      acceptDownloads: true,
    })
    const review = await phone.newPage()
    const asked = []
    review.on('request', (request) => asked.push(request.url()))
    await review.goto(`file://${file}`)
    await review.locator('p', { hasText: 'Among the information' }).first().click()
    await review.locator('#comments textarea').fill('Is it four?')
    await review.locator('#reviewer').fill('A. Director')
    await shot(review, 'review')
    await accessible(review, 'review')
    const [saved_] = await Promise.all([review.waitForEvent('download'), review.locator('#save').click()])
    const comments = join(folder, saved_.suggestedFilename())
    await saved_.saveAs(comments)
    await review.locator('nav button', { hasText: 'Changes' }).first().click()
    await review.locator('section:not([hidden]) ins', { hasText: 'tumor' }).first().waitFor()
    await shot(review, 'review-changes')
    const away = asked.filter((url) => !/^(?:file|data|blob):/.test(url))
    expect(away.length === 0, `the review file asked for ${away.join(', ')}`)
    await goTo(page, 'Checks')
    await page.locator('.comments input[type=file]').setInputFiles(comments)
    const comment = page.locator('.comments .finding', { hasText: 'Is it four?' })
    await comment.waitFor()
    await shot(page, 'comments')
    const kept = () => readFileSync(join(folder, 'content', seed, 'review.md'), 'utf8')
    expect(/A\. Director.*: open/.test(kept()), 'the comment is not kept in review.md')
    await comment.locator('button', { hasText: 'Settle' }).click()
    await comment.locator('.chip', { hasText: 'Settled' }).waitFor()
    await until('it to be settled', () => /A\. Director.*: settled/.test(kept()))
    await comment.locator('.place').click()
    await page.waitForFunction(() => getSelection()?.toString() === 'Among')
  })
})
