/** The negative list: a file opens by itself, the dispatcher states, the supervisor judges by the library; every role's screens. */
import { accessible, api, expect, picture, report, ROLES, signIn, test, user } from './hall.mjs'

const SEES = ['supervisor', 'assessor', 'administrator']

test.describe('in English', () => {
  test.use({ locale: 'en-GB' })

  for (const role of ROLES) {
    test(`the screens of accountability open for a ${role}`, async ({ page }) => {
      await signIn(page, role)
      const views = ['mine', 'cases', ...(SEES.includes(role) ? ['open', 'month', 'rules'] : [])]
      for (const view of views) {
        await page.goto(`/app/accountability/${view}`)
        await expect(page.locator('.accountability .views .is-here')).toBeVisible()
        await expect(page.locator('.accountability .col').first()).toBeVisible()
        await accessible(page, `/accountability/${view} as ${role}`)
      }
    })
  }
})

/** A complaint that is over as soon as it has come is found by rule; the dispatcher had it. */
async function found() {
  const call = await api('dispatcher')
  const no = await report(call, '投诉无人处理', { kind: 'complaint' })
  const moved = (move, body) => call('POST', `/api/v1/requests/${no}/${move}`, body, { 'If-Match': '*' })
  expect((await moved('triage', { holder: user('dispatcher').user })).status).toBe(200)
  expect((await moved('resolve', { result: '已答复' })).status).toBe(200)
  const look = await api('supervisor')
  let file
  await expect.poll(async () => {
    file = (await look('GET', `/api/v1/accountability-files?on=${no}`)).json.items[0]
    return file?.state
  }, { timeout: 60_000 }).toBe('notified')
  return file.no
}

test('a statement is given by one and judged by another', async ({ page, browser }) => {
  test.setTimeout(180_000)
  const no = await found()
  const other = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1366, height: 768 } })
  const his = await other.newPage()
  await signIn(his, 'dispatcher', `/app/accountability/mine/${no}`)
  await expect(his.locator('.letter .dense tbody tr').first()).toBeVisible()
  await his.locator('#acc-text').fill('客户撤回，当场答复')
  await accessible(his, 'stating')
  await picture(his, 'accountability-state.zh', ['desk'])
  await his.locator('#acc-text').press('Control+Enter')
  await expect(his.locator('.timeline')).toContainText('本人陈述')
  await other.close()

  await signIn(page, 'supervisor', `/app/accountability/judge/${no}`)
  await expect(page.locator('.letter')).toContainText('客户撤回')
  await page.locator('#acc-fault').selectOption('oversight')
  await page.locator('#acc-consequence').selectOption('none')
  await page.locator('#acc-text').fill('属实，情节轻微')
  await accessible(page, 'judging')
  await picture(page, 'accountability-judge.zh', ['desk', 'wide'])
  await page.locator('#acc-text').press('Control+Enter')
  await expect(page.locator('.letter')).toContainText('A-02')
})
