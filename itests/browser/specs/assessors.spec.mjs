/** The assessors' room: commit, draw when that is sealed, look, compute anew, find, take along; what others see of it. */
import { accessible, api, expect, picture, report, signIn, test } from './hall.mjs'

const REGION = '330602'

/** Complaints that are closed. */
async function closed(call, texts) {
  const agent = await api('agent')
  for (const text of texts) {
    const no = await report(call, text, { kind: 'complaint' })
    const move = async (to, body) => expect((await call('POST', `/api/v1/requests/${no}/${to}`, body, { 'If-Match': '*' })).status, to).toBe(200)
    await move('triage', {})
    await move('resolve', { result: '已答复' })
    expect((await agent('POST', `/api/v1/requests/${no}/visit`, { score: 5 }, { 'If-Match': '*' })).status).toBe(200)
    expect((await agent('POST', `/api/v1/requests/${no}/close`, {}, { 'If-Match': '*' })).status).toBe(200)
  }
}

for (const locale of ['zh-CN', 'en-GB']) {
  test.describe(locale, () => {
    // Until the commitment is sealed a draw is refused, and said; so is a finding without words.
    test.use({ locale, allowed: ['409 /api/v1/samples/', '400 /api/v1/samples/'] })

    test('an assessor commits, draws, looks, finds and takes along', async ({ page }) => {
      test.setTimeout(180_000)
      const zh = locale === 'zh-CN'
      const call = await api('dispatcher')
      await closed(call, ['抄表不准，投诉', '停电未通知，投诉', '答复太慢，投诉'])
      await signIn(page, 'assessor', '/app/assessors')
      await page.goto('/app/assessors/new')
      await page.locator('#sample-region').fill(REGION)
      await page.locator('#sample-size').fill('2')
      const secret = await page.locator('#sample-secret').inputValue()
      await accessible(page, 'committing')
      await page.locator('#sample-secret').press('Control+Enter')
      await expect(page.locator('#draw-secret')).toHaveValue(secret)
      await accessible(page, 'before the draw')
      await expect(async () => {
        await page.locator('form.draw button[type=submit]').click()
        await expect(page.locator('[data-case]').first()).toBeVisible({ timeout: 1_000 })
      }).toPass({ timeout: 60_000 })
      await expect(page.locator('[data-case]')).toHaveCount(2)
      await expect(page.locator('.proof')).toContainText(secret)
      await picture(page, `assessors-sample.${zh ? 'zh' : 'en'}`)
      await page.locator('[data-case] a').first().click()

      const evidence = page.locator('.evidence')
      await expect(evidence.locator('tbody tr').first()).toBeVisible()
      await expect(evidence.locator('.late')).toHaveCount(0)
      await page.keyboard.press('r')
      await expect(evidence.locator('[data-anew] .met').first()).toBeVisible()
      const form = page.locator('form.form')
      await page.keyboard.press('2')
      await form.locator('button[type=submit]').click()
      await expect(form.locator('.why .is-late')).toBeVisible()
      await page.locator('#finding-words').fill('答复未附依据')
      await accessible(page, 'a finding')
      await picture(page, `assessors.${zh ? 'zh' : 'en'}`)
      await page.locator('#finding-words').press('Control+Enter')
      await expect(page.locator('.finding .said')).toContainText('答复未附依据')
      await expect(page.locator('[data-case]').first()).toContainText(zh ? '不一致' : 'Wrong')

      const download = page.waitForEvent('download')
      await page.locator('.pagehead button').click()
      expect((await download).suggestedFilename()).toMatch(/^S\d{11}\.zip$/)
    })
  })
}

for (const role of ['supervisor', 'administrator']) {
  test(`a ${role} looks at samples, and draws none`, async ({ page }) => {
    await signIn(page, role, '/app/assessors')
    await expect(page.locator('.assessors .list')).toBeVisible()
    await expect(page.locator('.assessors a[href$="/assessors/new"]')).toHaveCount(0)
    await accessible(page, `/assessors as ${role}`)
  })
}
