/** A month is remarked on, closed, and taken away as Excel and PDF. */
import { readFileSync } from 'node:fs'
import { accessible, expect, picture, signIn, test } from './hall.mjs'

/** So many months before this one, as 2026-10. */
function monthBefore(months) {
  const at = new Date()
  at.setDate(1)
  at.setMonth(at.getMonth() - months)
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}`
}

async function documentOf(page, ending) {
  const coming = page.waitForEvent('download')
  await page.locator(`[data-document=${ending}]`).click()
  const came = await coming
  expect(came.suggestedFilename()).toMatch(new RegExp(`^indices-\\d*-\\d{4}-\\d\\d\\.${ending}$`))
  return readFileSync(await came.path())
}

for (const [locale, months] of [['zh-CN', 2], ['en-GB', 3]]) {
  test.describe(locale, () => {
    test.use({ locale })

    test('a supervisor remarks on a month and closes it', async ({ page }) => {
      test.setTimeout(120_000)
      const zh = locale === 'zh-CN'
      const month = monthBefore(months)
      await signIn(page, 'supervisor', `/app/indices?month=${month}&index=on-time`)
      const bar = page.locator('.report')
      await expect(bar).toContainText(zh ? '未结' : 'open')
      await bar.locator('#remark-whole').fill(zh ? '本月平稳。' : 'A calm month.')
      await bar.locator('#remark-whole').press('Control+Enter')
      await expect(bar.locator('form').first().locator('button')).toBeDisabled()
      await bar.locator('#remark-on-time').fill('=1+1')
      await bar.locator('form').nth(1).locator('button').click()
      await expect(bar.locator('form').nth(1).locator('button')).toBeDisabled()
      // Somebody else's page has it too.
      await page.reload()
      await expect(bar.locator('#remark-on-time')).toHaveValue('=1+1')
      const draft = await documentOf(page, 'pdf')
      expect(draft.subarray(0, 5).toString()).toBe('%PDF-')
      await accessible(page, 'an open month')
      await picture(page, `month-open.${zh ? 'zh' : 'en'}`)

      await bar.getByRole('button', { name: zh ? '月结' : 'Close the month' }).click()
      const dialog = page.getByRole('dialog')
      await accessible(page, 'closing a month')
      await dialog.getByRole('button', { name: zh ? '月结' : 'Close the month' }).click()
      await expect(bar.locator('.tag')).toContainText(zh ? '已结' : 'closed')
      await expect(bar.locator('textarea')).toHaveCount(0)
      await expect(bar).toContainText(zh ? '本月平稳。' : 'A calm month.')
      const pdf = await documentOf(page, 'pdf')
      const excel = await documentOf(page, 'xlsx')
      expect(pdf.equals(draft)).toBe(false)
      expect(excel.subarray(0, 2).toString()).toBe('PK')
      await page.reload()
      expect((await documentOf(page, 'pdf')).equals(pdf)).toBe(true)
      expect((await documentOf(page, 'xlsx')).equals(excel)).toBe(true)
      await accessible(page, 'a closed month')
      await picture(page, `month-closed.${zh ? 'zh' : 'en'}`)
    })
  })
}

test('an agent sees how many files there are, and none of them', async ({ page }) => {
  await signIn(page, 'agent', '/app/indices?index=negative-list')
  await expect(page.locator('[data-index=negative-list].is-open')).toBeVisible()
  await expect(page.locator('.both > p.dim')).toBeVisible()
  await expect(page.locator('.report form')).toHaveCount(0)
  await accessible(page, 'an index whose cases are not for him')
})
