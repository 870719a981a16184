// The studio in Debian's Chromium: every view as it looks, and to whom it is accessible.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check } from '../kit.mjs'
import { accessible, enter, git, goTo, openFile, project, seed, shot, story, views } from '../studio/kit.mjs'

await check(
  'studio: every view light and dark, without a violation to axe-core; on a tablet and a phone',
  async () => {
    const folder = project('looks', [seed, 'earnings', 'officer-change'])
    git(folder, 'init', '-q')
    git(folder, 'add', '-A')
    git(folder, 'commit', '-qm', 'First draft')
    const items = join(folder, 'content', seed, '8-k.md')
    writeFileSync(items, readFileSync(items, 'utf8').replace('four of ten patients', 'five of ten patients'))
    const sizes = { wide: [1280, 720], tablet: [820, 1180], phone: [390, 844], zoomed: [640, 360] }
    let seen = 0
    for (const [size, [width, height]] of Object.entries(sizes))
      for (const colorScheme of size === 'wide' ? ['light', 'dark'] : ['light'])
        await story(
          folder,
          async ({ page }) => {
            const name = (view) => `${view.toLowerCase()}-${size}-${colorScheme}`
            const look = async (view) => {
              await accessible(page, name(view))
              await shot(page, name(view))
              seen++
            }
            await page
              .locator('.chip', { hasText: /Draft|finding/ })
              .first()
              .waitFor()
            await look('Filings')
            await enter(page, seed)
            for (const view of views) {
              await goTo(page, view)
              await page.waitForTimeout(view === 'Changes' ? 2500 : 900)
              await look(view)
            }
            await goTo(page, 'Write')
            await openFile(page, 'filing.yaml')
            await page.locator('form.facts').waitFor()
            await look('Facts')
            await page.keyboard.press('Control+k')
            await page.locator('.palette').waitFor()
            await look('Commands')
          },
          { options: { viewport: { width, height }, colorScheme } },
        )
    return `${seen} looks`
  },
)
