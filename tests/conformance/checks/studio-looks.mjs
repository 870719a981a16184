// The studio in Debian's Chromium: every view as it looks, and to whom it is accessible.
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, root } from '../kit.mjs'
import { accessible, enter, git, goTo, openFile, project, seed, shot, story, views } from '../studio/kit.mjs'

const larkmoor = 'larkmoor-2026-07-30'

/** A project in which something is found, tied, tagged, commented on and changed. */
function folderOfLooks() {
  const folder = project('looks', [seed, 'earnings', 'officer-change'])
  for (const name of [larkmoor, 'registrants'])
    cpSync(join(root, 'tests/filings/good', name), join(folder, 'content', name), { recursive: true })
  git(folder, 'init', '-q')
  git(folder, 'add', '-A')
  git(folder, 'commit', '-qm', 'First draft')
  const items = join(folder, 'content', seed, '8-k.md')
  writeFileSync(items, readFileSync(items, 'utf8').replace('four of ten patients', 'five of ten patients'))
  writeFileSync(
    join(folder, 'content', seed, 'review.md'),
    '# Review\n\n## 1. A. Director, 2026-03-02T10:00:00Z: open\n\nIn 8-k.htm:\n\n> Among the information reported was\n\nIs it four?\n',
  )
  return folder
}

/** The panes that are opened within the views. */
async function lookWithin(page, look) {
  await goTo(page, 'Write')
  await openFile(page, 'filing.yaml')
  await page.locator('form.facts').waitFor()
  await look('Facts')
  await page.locator('.records').last().scrollIntoViewIfNeeded()
  await look('Records')
  await page.keyboard.press('Control+k')
  await page.locator('.palette').waitFor()
  await look('Commands')
  await page.keyboard.press('Escape')
}

/** Panes that are the same on every screen, or need the room of a wide one. */
async function lookAround(page, look) {
  await goTo(page, 'Changes')
  await page.locator('.change').first().waitFor()
  await page.getByLabel('PDF', { exact: true }).check()
  await page.locator('.redline .sheet[data-drawn]').first().waitFor()
  await look('Redline')
  await page.locator('.timeline summary').click()
  await look('History')
  await page.locator('a.brand').click()
  await page.locator('button', { hasText: 'New filing' }).click()
  await look('New')
  await page.keyboard.press('Escape')
  await page.locator('dialog button', { hasText: 'Cancel' }).click()
  await enter(page, larkmoor)
  await openFile(page, 'q2.xlsx')
  await page.locator('.cells').waitFor()
  await look('Workbook')
  await page.locator('.new-file').click()
  await look('Exhibit')
  await page.locator('.sheet-dialog button', { hasText: 'Cancel' }).click()
  await openFile(page, '8-k.md')
  await page.locator('.cm-line', { hasText: '| Nominee' }).click()
  await page.locator('button', { hasText: 'Table…' }).click()
  await look('Table')
  await page.locator('.sheet-dialog button', { hasText: 'Cancel' }).click()
  await page.locator('.sheet').first().locator('.textLayer span', { hasText: 'EXCHANGE' }).first().click()
  await page.locator('.beside-note').waitFor()
  await look('Template')
  await goTo(page, 'Pages')
  await page.getByLabel('Ties').check()
  await page.getByLabel('Tags').check()
  await page.getByLabel('Phone').uncheck()
  await page.waitForTimeout(2500)
  await look('Tags')
  await page.getByLabel('EX-99.1').check()
  await page.locator('.mark.tie').first().waitFor()
  await page.locator('.side-by-side .sheet[data-digest]').first().waitFor()
  await look('Ties')
}

const sizes = { wide: [1280, 720], tablet: [820, 1180], phone: [390, 844], zoomed: [640, 360] }

await check(
  'studio: every view light and dark, without a violation to axe-core; on a tablet and a phone',
  async () => {
    const folder = folderOfLooks()
    let seen = 0
    for (const [size, [width, height]] of Object.entries(sizes))
      for (const colorScheme of size === 'zoomed' ? ['light'] : ['light', 'dark'])
        await story(
          folder,
          async ({ page }) => {
            const look = async (view) => {
              const name = `${view.toLowerCase()}-${size}-${colorScheme}`
              await accessible(page, name)
              await shot(page, name)
              seen++
            }
            await page.waitForFunction(() => !document.body.innerText.includes('Looking…'))
            await look('Filings')
            await enter(page, seed)
            for (const view of views) {
              await goTo(page, view)
              await page.waitForTimeout(view === 'Changes' ? 2500 : 900)
              await look(view)
            }
            await lookWithin(page, look)
            if (size === 'wide') await lookAround(page, look)
          },
          { options: { viewport: { width, height }, colorScheme } },
        )
    return `${seen} looks`
  },
)
