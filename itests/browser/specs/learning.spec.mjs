/** How often the desk was corrected, and the models that were learned from it, open for those who decide. */
import { accessible, expect, picture, signIn, test } from './hall.mjs'

const VIEWS = ['corrections', 'versions']

for (const locale of ['zh-CN', 'en-GB']) {
  test.describe(locale, () => {
    test.use({ locale })

    for (const role of ['supervisor', 'administrator']) {
      test(`learning opens for a ${role}`, async ({ page }) => {
        await signIn(page, role)
        for (const view of VIEWS) {
          await page.goto(`/app/learning?view=${view}`)
          await expect(page.locator('.learning .list')).toBeVisible()
          await accessible(page, `${view} as ${role}`)
          await picture(page, `learning-${view}.${locale === 'zh-CN' ? 'zh' : 'en'}`)
        }
      })
    }
  })
}
