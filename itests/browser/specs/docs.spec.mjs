import { expect, picture, signIn, test, user } from './hall.mjs'

test.describe('the API, read and tried', () => {
  test('whoever is signed in at the hall tries it under his own session', async ({ page }) => {
    await signIn(page, 'dispatcher')
    await page.goto('/api/docs')
    await page.locator('.opblock-tag[data-tag=sessions]').click()
    await page.locator('.opblock').first().waitFor()
    await picture(page, 'api-docs')
    const mine = page.locator('.opblock-get', { has: page.locator('[data-path="/api/v1/sessions/current"]') })
    await mine.locator('.opblock-summary').click()
    await mine.locator('.try-out__btn').click()
    await mine.locator('.execute').click()
    await expect(mine.locator('.live-responses-table')).toContainText(user('dispatcher').user)
  })
})
