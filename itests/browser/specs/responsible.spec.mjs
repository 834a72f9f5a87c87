/** Who is responsible, and by when: urged and answered by two people, rules tried out, a handover taken. */
import { accessible, api, expect, picture, report, ROLES, signIn, test, user } from './hall.mjs'

const SCREENS = [['/rules', '.edition'], ['/calendar', '.month'], ['/organisation', '.tree li'], ['/organisation/handovers', '.sec'], ['/organisation/gaps', '.dense tbody tr'], ['/organisation/edges', '.halves']]

test.describe('in English', () => {
  test.use({ locale: 'en-GB' })

  for (const role of ROLES) {
    test(`the screens of clocks and organisation open for a ${role}`, async ({ page }) => {
      await signIn(page, role)
      const some = role === 'integrator' ? SCREENS : [...SCREENS, ['/supervision', '.list'], ['/supervision?view=urged', '.col']]
      for (const [path, ready] of some) {
        await page.goto(`/app${path}`)
        await expect(page.locator(ready).first()).toBeVisible()
        await accessible(page, `${path} as ${role}`)
      }
    })
  }
})

test('an urge is raised by one and answered by the other', async ({ page, browser }) => {
  test.setTimeout(120_000)
  const call = await api('dispatcher')
  const no = await report(call, '抄表员又没来，要求答复', { kind: 'complaint' })
  await signIn(page, 'supervisor', '/app/supervision?rule=complaint.specialist')
  const row = page.locator('.list .all .row').filter({ hasText: no })
  await expect(row).toBeVisible()
  await row.click()
  await expect(page.locator('.panel .why-due')).toBeVisible()
  await page.keyboard.press('u')
  await expect(page.locator('#urge-text')).toBeFocused()
  await page.locator('#urge-to').fill(user('agent').user)
  await page.locator('#urge-minutes').fill('45')
  await page.locator('#urge-text').fill('请今日回电客户，说明原因')
  await accessible(page, 'urging')
  await picture(page, 'supervision-urge.zh', ['desk', 'wide'])
  await page.locator('#urge-text').press('Control+Enter')
  await expect(page.locator('.urge [role=status]')).toBeVisible()

  const other = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1366, height: 768 } })
  const his = await other.newPage()
  await signIn(his, 'agent', '/app/supervision?view=owed')
  const urge = his.locator('[data-urge]').filter({ hasText: no })
  await expect(urge).toContainText('请今日回电客户')
  await urge.locator('button').click()
  await his.locator('[data-urge] textarea').fill('已回电，约明日上午上门')
  await accessible(his, 'answering')
  await picture(his, 'supervision-owed.zh', ['desk'])
  await his.locator('[data-urge] textarea').press('Control+Enter')
  await expect(urge).toHaveCount(0)
  await other.close()
  await page.keyboard.press('Escape')
  await page.goto('/app/supervision?view=urged')
  await expect(page.locator('[data-urge]').filter({ hasText: no })).toHaveCount(0)
})

test('a row says whom the next step will tell, and its request is handed over there', async ({ page }) => {
  test.setTimeout(120_000)
  const call = await api('supervisor')
  const no = await report(call, '抄表员多次未来', { kind: 'complaint' })
  expect((await call('POST', `/api/v1/requests/${no}/triage`, { holder: user('dispatcher').user }, { 'If-Match': '*' })).status).toBe(200)
  await signIn(page, 'supervisor', '/app/supervision?rule=complaint.answer')
  const row = page.locator('.list .all .row').filter({ hasText: no })
  await expect(row).toContainText(user('dispatcher').user)
  await row.click()
  await page.keyboard.press('h')
  await page.locator('.panel .holders button').click()
  await page.locator('#offer-to').fill(user('agent').user)
  await page.locator('#offer-reason').fill('网格熟悉该户')
  await accessible(page, 'handing over from a row')
  await page.locator('.panel .holders form button[type=submit]').click()
  await expect(page.locator('.panel .holders .handover')).toContainText(user('agent').user)
})

test.describe('a file that is refused', () => {
  test.use({ allowed: ['400 /api/v1/units/people'] })

  test('units are brought in with a preview, and what is wrong is said by line', async ({ page }) => {
    await signIn(page, 'integrator', '/app/organisation/bring')
    await page.locator('input[value=people]').check()
    const file = text => ({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.locator('input[type=file]').setInputFiles(file('unit,login,as\nnowhere,nobody,boss\n'))
    await expect(page.locator('[role=alert] li').first()).toContainText('2')
    await accessible(page, 'refused file')
    await page.locator('input[value=units]').check()
    await expect(page.locator('[role=alert]')).toHaveCount(0)
    const units = (await (await api('integrator'))('GET', '/api/v1/units?limit=500')).json.items
    const kept = units.map(one => [one.code, one.name, one.level, one.parent ?? '', one.region, one.areaType ?? '', one.serviceLevel ?? ''].join(','))
    const all = ['code,name,level,parent,region,areaType,serviceLevel', ...kept, 'bring-1,试导县,county,,330681,,']
    await page.locator('input[type=file]').setInputFiles({ ...file(all.join('\n') + '\n'), name: 'units.csv' })
    await expect(page.locator('[role=status]').filter({ hasText: 'bring-1' })).toBeVisible()
    await accessible(page, 'previewed file')
    expect((await (await api('integrator'))('GET', '/api/v1/units/bring-1')).status).toBe(404)
    await page.locator('.acts .is-main').click()
    await expect.poll(async () => (await (await api('integrator'))('GET', '/api/v1/units/bring-1')).status).toBe(200)
  })
})

test('a request shows each limit, and why it is due then', async ({ page }) => {
  const call = await api('dispatcher')
  const no = await report(call, '投诉：电表跑得快', { kind: 'complaint' })
  await signIn(page, 'agent', `/app/requests/${no}`)
  const limit = page.locator('.limits [data-rule="complaint.first-answer"]')
  await expect(limit.locator('.clock')).toBeVisible()
  await expect(page.locator('.limits [data-rule="complaint.answer"] .days li').first()).toBeVisible()
  await accessible(page, 'limits')
  await picture(page, 'request-limits.zh')
})

test('rules are tried on the month that was, and a mistake is named with its line', async ({ page }) => {
  const call = await api('dispatcher')
  await report(call, '试算的一张', { kind: 'complaint' })
  await signIn(page, 'supervisor', '/app/rules?code=complaint.first-answer')
  await expect(page.locator('.edition').first()).toBeVisible()
  const head = 'code,edition,issuer,from,to,kind,class,important,area,channel,region,starts,ends,cancels,part,amount,unit,calendar,reading,measure,warn,ladder,pauses,extend,overlay,status,source'
  const line = amount => `complaint.first-answer,2026,Own,-,-,complaint,-,-,-,-,-,request.received,request.triaged,request.cancelled,-,${amount},minutes,24x7,-,each,-,complaint,-,-,-,own,-`
  const send = text => page.locator('input[type=file]').setInputFiles({ name: 'rules.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await send([head, line(1)].join('\n') + '\n')
  await page.locator('aside form button[type=submit]').click()
  await expect(page.locator('aside .fig')).toBeVisible()
  await accessible(page, 'tried')
  await picture(page, 'rules-tried.zh', ['desk'])
})

test.describe('with a mistake', () => {
  test.use({ allowed: ['400 /api/v1/rules/try'] })

  test('a set is refused as a whole', async ({ page }) => {
    await signIn(page, 'supervisor', '/app/rules')
    await page.locator('input[type=file]').setInputFiles({ name: 'rules.csv', mimeType: 'text/csv', buffer: Buffer.from('code,edition\nx,y\n') })
    await page.locator('aside form button[type=submit]').click()
    await expect(page.locator('aside [role=alert]')).toBeVisible()
  })
})

test('two editions differ', async ({ page }) => {
  await signIn(page, 'agent', '/app/rules?code=complaint.answer')
  await expect(page.locator('.edition').first()).toBeVisible()
  await page.keyboard.press('d')
  await expect(page.locator('.diff tbody tr').first()).toBeVisible()
  await picture(page, 'rules-differ.zh', ['desk'])
})

test('a year is previewed before it is in force', async ({ page }) => {
  await signIn(page, 'administrator', '/app/calendar/CN/2027')
  await expect(page.locator('.banner')).toBeVisible()
  await page.locator('input[type=file]').setInputFiles({ name: '2027.csv', mimeType: 'text/csv', buffer: Buffer.from('day,what,name\n2027-01-01,off,元旦\n2027-12-25,firm-to,通知\n') })
  await expect(page.locator('.bring [role=status] .acts')).toBeVisible()
  await accessible(page, 'preview')
  await picture(page, 'calendar-preview.zh', ['desk'])
})

test('a handover is offered, taken, and the request shows the new holder', async ({ page, browser }) => {
  test.setTimeout(120_000)
  const call = await api('dispatcher')
  const no = await report(call, '客户要网格上门')
  const { etag } = await call('GET', `/api/v1/requests/${no}`)
  expect((await call('POST', `/api/v1/requests/${no}/triage`, { holder: user('dispatcher').user }, { 'If-Match': etag })).status).toBe(200)
  await signIn(page, 'dispatcher', `/app/requests/${no}`)
  await expect(page.locator('.holders .is-now').first()).toBeVisible()
  await page.locator('.holders button').first().click()
  await page.locator('#offer-to').fill(user('agent').user)
  await page.locator('#offer-reason').fill('客户要求网格上门')
  await accessible(page, 'handing over')
  await page.locator('.holders form button[type=submit]').click()
  await expect(page.locator('.holders .handover')).toContainText(user('agent').user)
  await picture(page, 'request-handover.zh', ['desk'])

  const other = await browser.newContext({ locale: 'en-GB', timezoneId: 'Asia/Shanghai', viewport: { width: 1366, height: 768 } })
  const his = await other.newPage()
  await signIn(his, 'agent', '/app/organisation/handovers')
  const offer = his.locator('.handover').filter({ hasText: no })
  await expect(offer).toBeVisible()
  await accessible(his, 'offered')
  await picture(his, 'handovers-offered.en', ['desk'])
  await offer.locator('.is-main').click()
  await expect(offer).toHaveCount(0)
  await other.close()
  await expect(page.locator('.holders li.is-now')).toContainText(user('agent').user)
  await expect.poll(async () => (await call('GET', `/api/v1/requests/${no}`)).json.holder).toBe(user('agent').user)
})
