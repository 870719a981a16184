// Makes the pictures of the studio in docs/pictures: node tests/conformance/studio/pictures.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../kit.mjs'
import { decide, enter, field, git, goTo, openFile, project, seed, story } from './kit.mjs'

const folder = project('pictures', [seed, 'earnings', 'officer-change', 'agreement'])
git(folder, 'init', '-q')
git(folder, 'add', '-A')
git(folder, 'commit', '-qm', 'First draft')
const path = join(folder, 'content', 'earnings', 'ex99-1.md')
writeFileSync(path, readFileSync(path, 'utf8').replace('fourth quarter', 'fourth fiscal quarter'))
/** Without how long the build took, which is another on every machine. */
async function picture(page, name) {
  await page.addStyleTag({ content: '.status { visibility: hidden }' })
  await page.screenshot({ path: join(root, 'docs/pictures', `studio-${name}.png`) })
}

await story(
  folder,
  async ({ page }) => {
    await page.waitForFunction(() => !document.body.innerText.includes('Looking…'))
    await picture(page, 'filings')
    await enter(page, 'earnings')
    await openFile(page, 'ex99-1.md')
    await page.locator('.cm-content', { hasText: 'fourth' }).waitFor()
    await page.getByLabel('EX-99.1').check()
    // The first build warms the worker; people look at later ones.
    await page.reload()
    await page.locator('.sheet[data-digest]').first().waitFor()
    await openFile(page, 'ex99-1.md')
    await page.getByLabel('EX-99.1').check()
    await page.waitForTimeout(1500)
    await picture(page, 'write')
    await openFile(page, 'filing.yaml')
    await page.waitForTimeout(600)
    await picture(page, 'facts')
    await goTo(page, 'Pages')
    await page.waitForTimeout(1500)
    await picture(page, 'pages')
    await goTo(page, 'Changes')
    await page.locator('.change').first().waitFor()
    await page.keyboard.press('n')
    await page.waitForTimeout(600)
    await picture(page, 'changes')
    await goTo(page, 'Decide')
    await field(page, 'Your name, as it is recorded').fill('Jane Roe, General Counsel')
    await decide(page, 'Build', 'Build', 'Built')
    await picture(page, 'decide')
    await page.locator('a.brand').click()
    await enter(page, seed)
    await goTo(page, 'Checks')
    await page.locator('.filters button', { hasText: 'waived' }).click()
    await picture(page, 'checks')
  },
  // Smaller than they were seen, to weigh less than 100 KB each.
  { options: { viewport: { width: 1280, height: 720 }, deviceScaleFactor: 0.64 } },
)
