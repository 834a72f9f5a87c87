/** Customers are asked how it was, and what that comes to: an agent's call, the visits, the rates, the indices. */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { accessible, api, expect, LAMP_DATA, picture, report, signIn, test } from './hall.mjs'

const CONFIG = `${LAMP_DATA}/etc/io.lamplighter.visits.cfg`
const AT_ONCE = 'textHours = 0\nformHours = 0\ncallHours = 00:00-08:00,08:00-16:00,16:00-23:59\n'
const VIEWS = [['/visits?view=all', '.list'], ['/visits?view=rates', '.list'], ['/indices', '.tile']]

/** A complaint that the dispatcher has settled, and that is on the agents' list. */
async function settled(call, text) {
  const no = await report(call, text, { kind: 'complaint' })
  const any = { 'If-Match': '*' }
  expect((await call('POST', `/api/v1/requests/${no}/triage`, {}, any)).status).toBe(200)
  expect((await call('POST', `/api/v1/requests/${no}/resolve`, { result: '已答复' }, any)).status).toBe(200)
  await expect.poll(async () => (await call('GET', `/api/v1/visits?state=calling&requestNo=${no}`)).json.items.length, { timeout: 30_000 }).toBe(1)
  return no
}

// Nobody waits a day for an answer to a text here.
test.beforeAll(() => writeFileSync(CONFIG, AT_ONCE))
test.afterAll(() => { if (existsSync(CONFIG)) rmSync(CONFIG) })

for (const locale of ['zh-CN', 'en-GB']) {
  test.describe(locale, () => {
    // What he forgets is refused, and said.
    test.use({ locale, allowed: ['400 /api/v1/visits/'] })

    test('an agent calls, and what he hears is in the list, the rates and the indices', async ({ page }) => {
      test.setTimeout(150_000)
      const zh = locale === 'zh-CN'
      const call = await api('dispatcher')
      const no = await settled(call, '抄表员没有来，投诉')
      await signIn(page, 'agent', '/app/visits')
      const row = page.locator('.visits [data-row]').filter({ hasText: no })
      await row.click()
      const form = page.locator('form.call')
      await expect(form).toContainText('王先生')
      await form.locator('input[name=score][value="2"]').check()
      await form.locator('button[type=submit]').click()
      await expect(form.locator('.late').first()).toBeVisible()
      await form.locator('input[value="late"]').check()
      await form.locator('input[name=settled][value=no]').check()
      await form.locator('#visit-comment').fill('等了一上午')
      await accessible(page, 'a call')
      await picture(page, `visits-call.${zh ? 'zh' : 'en'}`)
      await form.locator('#visit-comment').press('Control+Enter')
      await expect(row).toHaveCount(0)

      await page.goto(`/app/visits?view=all&bad=true`)
      const visit = page.locator(`[data-visit^="${no}."]`)
      await expect(visit).toContainText(zh ? '已答复' : 'answered')
      await accessible(page, 'all visits')
      await picture(page, `visits.${zh ? 'zh' : 'en'}`)
      await expect.poll(async () => (await call('GET', `/api/v1/requests/${no}`)).json.state, { timeout: 30_000 }).toBe('triaged')

      await page.goto('/app/visits?view=rates&by=kind')
      await expect(page.locator('[data-unit=complaint]')).toBeVisible()
      await accessible(page, 'rates')
      await picture(page, `visits-rates.${zh ? 'zh' : 'en'}`)

      await page.goto('/app/indices?index=satisfaction&missed=true')
      await expect(page.locator('[data-index=satisfaction].is-open')).toBeVisible()
      await expect(page.locator('.indices a').filter({ hasText: no })).toBeVisible()
      await accessible(page, 'indices')
      await picture(page, `indices.${zh ? 'zh' : 'en'}`)
      await page.locator('.indices a').filter({ hasText: no }).click()
      await expect(page).toHaveURL(new RegExp(`/requests/${no}`))
    })
  })
}

for (const role of ['agent', 'dispatcher', 'supervisor', 'assessor', 'administrator']) {
  test(`visits and indices open for a ${role}`, async ({ page }) => {
    await signIn(page, role)
    for (const [path, ready] of VIEWS) {
      await page.goto(`/app${path}`)
      await expect(page.locator(ready).first()).toBeVisible()
      await accessible(page, `${path} as ${role}`)
    }
  })
}
