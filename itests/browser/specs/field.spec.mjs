/** From the board to the crew's phone and back, with nothing made up: the real dispatch and the real desk. */
import { accessible, api, expect, picture, report, signIn, test, user } from './hall.mjs'
import { dayOf } from './dispatch-desk.mjs'

const STATION = '330602-JS'
const PHONE = '/app/parts/dispatch/phone/index.html'
const MATES = ['mate-1', 'mate-2', 'mate-3']
const HOUR = 3_600_000
let day

/** Two crews of two, at work from now on. */
async function crews() {
  const administrator = await api('administrator')
  const integrator = await api('integrator')
  for (const mate of MATES) expect([201, 409]).toContain((await administrator('POST', '/api/v1/users', { user: mate, roles: ['crew'], region: '330602' })).status)
  const members = (...logins) => logins.map(login => `${login}|repair|survey|meter`).join(';')
  const csv = ['code,name,station,region,lon,lat,vehicle,members', `BD1,裴远班,${STATION},330602,120.58,30.0,,${members(user('crew').user, MATES[0])}`, `BD2,程既白班,${STATION},330602,120.60,30.01,,${members(MATES[1], MATES[2])}`].join('\n') + '\n'
  const loaded = await integrator('POST', '/api/v1/crews', csv, { 'Content-Type': 'text/csv' })
  expect(loaded.status, JSON.stringify(loaded.json)).toBe(200)
  const from = new Date(Math.floor((Date.now() - HOUR / 2) / 60_000) * 60_000)
  // What is dangerous in the town is given to whoever is at work first: not to the crew that is looked at.
  for (const crew of ['BD2', 'BD1']) {
    const put = await integrator('PUT', `/api/v1/crews/${crew}/roster`, { shifts: [{ from: from.toISOString(), to: new Date(from.getTime() + 9 * HOUR).toISOString() }] }, { 'If-Match': '*' })
    expect(put.status, JSON.stringify(put.json)).toBe(200)
    await expect.poll(async () => (await administrator('GET', `/api/v1/work-orders?station=${STATION}&state=open&limit=100`)).json.items?.filter(one => one.priority === 9).length, { timeout: 30_000 }).toBe(0)
  }
  // The day on which the shift begins, as it is there.
  return dayOf(from)
}
/** A fault that is judged, and the work that it needs. */
async function fault(call, text) {
  const no = await report(call, text, { address: '青藤里 3 幢 203', location: { lon: 120.59, lat: 30.002 } })
  const { etag } = await call('GET', `/api/v1/requests/${no}`)
  const judged = await call('POST', `/api/v1/requests/${no}/triage`, { priority: 3, cell: 'JS-01' }, { 'If-Match': etag })
  expect(judged.status, JSON.stringify(judged.json)).toBe(200)
  const orders = async () => (await call('GET', `/api/v1/work-orders?request=${no}`)).json.items
  await expect.poll(async () => (await orders()).length).toBe(1)
  return { no, workOrder: (await orders())[0].workOrder }
}

test.beforeAll(async () => { day = await crews() })

test('a fault is put on the board, published, and done by a crew that had no network', async ({ page, browser }) => {
  test.setTimeout(180_000)
  const call = await api('dispatcher')
  const { no, workOrder } = await fault(call, '整个单元没电')
  await signIn(page, 'dispatcher', `/app/board/${STATION}/${day}`)
  const row = page.locator(`.waiting [data-work="${workOrder}"]`)
  await expect(row).toBeVisible()
  await row.focus()
  await page.keyboard.press('f')
  await expect(page.locator('.place3 li').first()).toBeVisible()
  await accessible(page, 'the real board')
  await picture(page, 'board-real.zh', ['desk'])
  await page.locator('.place3 li').filter({ hasText: '裴远班' }).locator('button').click()
  const stop = page.locator(`.line[data-crew="BD1"] [data-work="${workOrder}"]`)
  await expect(stop).toBeVisible()
  // Taken back within ten seconds, and put there again by the keys.
  await page.keyboard.press('u')
  await expect(row).toBeVisible()
  await row.focus()
  await page.keyboard.press('f')
  await page.locator('.place3 li').filter({ hasText: '裴远班' }).locator('button').click()
  await expect(stop).toBeVisible()
  // An emergency that comes in between moves the plan under him: that is said, and he presses again.
  await expect(async () => {
    await page.keyboard.press('p')
    await expect(page.locator('.pagehead .mark.is-met')).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 40_000 })
  await expect.poll(async () => (await call('GET', `/api/v1/requests/${no}`)).json.state).toBe('dispatched')

  const his = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 360, height: 740 } })
  const phone = await his.newPage()
  const { user: name, password } = user('crew')
  await phone.goto(PHONE)
  await phone.locator('#sign-user').fill(name)
  await phone.locator('#sign-password').fill(password)
  await phone.locator('form button[type=submit]').click()
  const mine = phone.locator(`.stop[data-work="${workOrder}"]`)
  await expect(mine).toBeVisible()
  if (await mine.locator('h2 button').count()) await mine.locator('h2 button').click()
  await expect(mine).toContainText('青藤里')
  await phone.evaluate(() => navigator.serviceWorker.ready)
  await picture(phone, 'crew-real.zh', ['phone'])

  await his.setOffline(true)
  const big = phone.locator('.thumb > .big.is-main, .thumb form .big.is-main')
  for (const word of ['接单', '出发', '到了']) {
    await expect(big).toHaveText(word)
    await big.click()
  }
  await big.click()
  await phone.locator('#finish-result').fill('换了低压侧熔丝')
  const photo = await phone.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 2400, height: 1800 })
    const pen = canvas.getContext('2d')
    for (let i = 0; i < 20_000; i++) {
      pen.fillStyle = `rgb(${Math.random() * 255} ${Math.random() * 255} ${Math.random() * 255})`
      pen.fillRect(Math.random() * 2400, Math.random() * 1800, 40, 40)
    }
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1]
  })
  await phone.locator('input[type=file]').setInputFiles([1, 2, 3].map(i => ({ name: `${i}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(photo, 'base64') })))
  await expect(phone.locator('figure')).toHaveCount(3)
  await phone.locator('.thumb form .is-main').click()
  await expect(phone.locator('.queue [data-state=here]')).toHaveCount(4)
  await phone.close()

  const again = await his.newPage()
  await again.goto(PHONE)
  await expect(again.locator('.queue [data-state=here]')).toHaveCount(4)
  expect((await call('GET', `/api/v1/requests/${no}`)).json.state).toBe('dispatched')
  await his.setOffline(false)
  await expect(again.locator('.queue [data-state=desk]')).toHaveCount(4, { timeout: 60_000 })
  await expect.poll(async () => (await call('GET', `/api/v1/requests/${no}`)).json.state).toBe('resolved')
  const { json: { items: [order] } } = await call('GET', `/api/v1/work-orders?request=${no}`)
  expect(order).toMatchObject({ state: 'finished', result: '换了低压侧熔丝' })
  await his.close()
  // The dispatcher's board has heard of it by itself.
  await expect(stop).toHaveClass(/is-done/)
})

test('an agent promises a time that holds, and the sheet has it', async ({ page }) => {
  const call = await api('dispatcher')
  const { no, workOrder } = await fault(call, '电压不稳，要约时间')
  await signIn(page, 'agent', `/app/requests/${no}`)
  const panel = page.locator('.work')
  await panel.getByRole('button', { name: '约时间' }).click()
  await panel.getByRole('button', { name: '约期' }).click()
  await panel.getByRole('button', { name: '看有哪些' }).click()
  await expect(panel.locator('[data-offer]').first()).toBeVisible()
  await accessible(page, 'real offers')
  await panel.locator('[data-offer] button').first().click()
  await expect(panel.locator(`[data-work="${workOrder}"] .tag`)).toHaveText('已约')
  await expect.poll(async () => (await call('GET', `/api/v1/requests/${no}`)).json.state).toBe('scheduled')

  await page.goto(`/app/capacity/${STATION}/${day}`)
  await expect(page.locator('.cap').first()).toBeVisible()
  await accessible(page, 'the real sheet')
  await picture(page, 'capacity-real.zh', ['desk'])
})
