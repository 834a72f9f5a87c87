/** What people do at the screens that the parts bring besides the desk. */
import { readFileSync } from 'node:fs'
import { accessible, api, expect, picture, report, signIn, test } from './hall.mjs'

test.describe('customers', () => {
  const number = `33060100${String(Date.now()).slice(-6)}`
  const name = '<img src=x onerror=alert(1)>骆'
  const good = `${number},${name},330602,13900000417,青藤里 3-2-501,JS-07`
  const bad = `${number}9,=1+1,330602,12,,`

  test('come by CSV: what is bad is named, and saved as it was sent', async ({ page }) => {
    await signIn(page, 'integrator', '/app/customers')
    const csv = ['customerNo,name,region,phones,address,cell', good, bad].join('\r\n')
    await page.locator('input[type=file]').setInputFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await page.locator('.import .is-main').click()
    await expect(page.locator('.import .dense tbody tr')).toHaveCount(1)
    await expect(page.locator('.import .dense tbody tr')).toContainText('phones')
    await accessible(page, 'import')
    await picture(page, 'customers-import.zh', ['desk'])
    const saved = page.waitForEvent('download')
    await page.keyboard.press('d')
    expect(readFileSync(await (await saved).path(), 'utf8').split('\r\n')).toEqual(['customerNo,name,region,phones,address,cell', bad, ''])
  })

  test('are found and looked at, whatever their names say', async ({ page }) => {
    await signIn(page, 'agent', '/app/customers')
    await page.keyboard.press('/')
    await page.keyboard.type(number)
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-row]')).toHaveCount(1)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/customers/${number}`))
    await expect(page.locator('h2', { hasText: name })).toBeVisible()
    await expect(page.locator('body')).toContainText('13900000417')
    await accessible(page, 'profile')
    await picture(page, 'customer.zh', ['desk', 'phone'])
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/\/customers\?q=/)
  })
})

test.describe('partners', () => {
  test('are made, given another key, and withdrawn', async ({ page, request }) => {
    const name = `erp-${Date.now()}`
    const submit = async key => (await request.post('/api/v1/submissions', { headers: { 'X-Api-Key': key }, data: { channel: 'app', channelRef: `${Date.now()}`, text: '停电', region: '330602', contact: { phone: '13900000418' } } })).status()
    await signIn(page, 'administrator', '/app/access')
    await page.keyboard.press('n')
    await page.locator('#partner-name').fill(name)
    await page.locator('#partner-channels').fill('app')
    await page.locator('footer .is-main').click()
    const first = await page.locator('.shown code').innerText()
    await accessible(page, 'a key')
    await page.locator('footer .is-main').click()
    await expect(page.locator('.shown')).toHaveCount(0)
    expect(await submit(first)).toBe(201)

    await page.locator('tr', { hasText: name }).click()
    await page.locator('footer .is-main').click()
    await accessible(page, 'another key')
    await page.getByRole('dialog').locator('.is-main').click()
    const second = await page.locator('.shown code').innerText()
    expect(second).not.toBe(first)
    await expect.poll(() => submit(first)).toBe(401)
    expect(await submit(second)).toBe(201)

    await page.locator('footer .is-main').click()
    await page.locator('tr', { hasText: name }).click()
    await page.locator('footer .is-danger').click()
    await page.getByRole('dialog').locator('.is-danger').click()
    await expect(page.locator('tr', { hasText: name })).toHaveCount(0)
    await expect.poll(() => submit(second)).toBe(401)
  })
})

test.describe('the record', () => {
  test('is searched and followed, and verified while one watches', async ({ page }) => {
    const call = await api('dispatcher')
    const no = await report(call, '路灯整夜不亮')
    await signIn(page, 'assessor', '/app/record')
    await page.keyboard.press('/')
    await page.keyboard.type(no)
    await page.keyboard.press('Enter')
    await expect(page.locator('.dense tbody tr').last()).toContainText('request.received')
    await page.keyboard.press('f')
    const { etag } = await call('GET', `/api/v1/requests/${no}`)
    await call('POST', `/api/v1/requests/${no}/triage`, { priority: 3 }, { 'If-Match': etag })
    await expect(page.locator('.dense tbody tr').first()).toContainText('request.triaged')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expect(page.locator('.side pre')).toContainText('"to": "triaged"')
    await accessible(page, 'an entry')
    await page.keyboard.press('v')
    await expect(page.locator('.banner.sound')).toBeVisible()
    await expect(page.locator('.chain .is-met').first()).toBeVisible()
    await picture(page, 'record-verified.zh', ['desk', 'wide'])
  })
})

test.describe('the network', () => {
  test.use({ allowed: ['400 /api/v1/network/loads'] })

  test('is gone through by keys, and an asset says what feeds it', async ({ page }) => {
    await signIn(page, 'agent', '/app/network')
    await expect(page.locator('.tree li')).toHaveCount(2)
    await page.keyboard.press('j')
    await page.keyboard.press('ArrowRight')
    await expect(page.locator('.tree')).toContainText('稽山 101 线')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/network\/assets\/JS-L1/)
    await expect(page.locator('.path')).toContainText('稽山变')
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/\/network\/assets$/)
  })

  test('a file with a mistake is refused with its line, a good one is in force', async ({ page }) => {
    await signIn(page, 'integrator', '/app/network/loads')
    const send = async (name, text) => {
      await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
      await page.locator('form .is-main').click()
    }
    await send('wrong.csv', 'id,kind,name,parent\nJS-T99,transformer,错的,nowhere\n')
    await expect(page.locator('[role=alert]')).toContainText('2')
    await accessible(page, 'a refused file')
    await send('right.csv', 'id,kind,name,parent\nJS-T98,transformer,新装公变,JS-L1\n')
    await expect(page.locator('[role=status] .is-met')).toBeVisible()
    await expect(page.locator('.dense tbody tr').first()).toContainText('integrator')
  })
})

for (const [language, locale] of [['zh', 'zh-CN'], ['en', 'en-GB']]) {
  test.describe(`the planner, ${language}`, () => {
    test.use({ locale })

    test('plans a day while one watches, and finds a place for one more', async ({ page }) => {
      await signIn(page, 'dispatcher', '/app/planner')
      await page.locator('.put button').click()
      await page.locator('.seconds input').fill('3')
      await page.keyboard.press('Control+Enter')
      await expect(page.locator('.tour')).toHaveCount(4)
      await page.locator('.tour .head').first().click()
      await accessible(page, 'tours')
      await picture(page, `planner-tours.${language}`)
      await page.locator('#insert-id').fill('X1')
      await page.locator('#insert-lon').fill('120.6')
      await page.locator('#insert-lat').fill('30.01')
      await page.locator('.form .btn').click()
      await expect(page.locator('.found li').first()).toBeVisible()
      await accessible(page, 'one more')
    })
  })
}

test.describe('a day that makes no sense', () => {
  test.use({ allowed: ['400 /api/v1/plans/solve'] })

  test('says where, and keeps what was put in', async ({ page }) => {
    await signIn(page, 'supervisor', '/app/planner')
    await page.locator('#planner-day').fill('{"travel":{"mode":"euclidean"},"jobs":[{"id":"1"}],"crews":[]}')
    await page.keyboard.press('Control+Enter')
    await expect(page.locator('[role=alert] li').first()).toBeVisible()
    await expect(page.locator('#planner-day')).toHaveValue(/euclidean/)
  })
})

for (const [language, locale] of [['zh', 'zh-CN'], ['en', 'en-GB']]) {
  test.describe(`an agent's calls, ${language}`, () => {
    test.use({ locale })

    test('five callers are known, and what they say is taken down without the mouse, in a minute', async ({ page }) => {
      await signIn(page, 'agent', '/app/calls')
      await accessible(page, 'no call')
      await picture(page, `calls.${language}`)
      let looked = 0
      const look = async what => {
        const begun = Date.now()
        await what()
        looked += Date.now() - begun
      }
      const begun = Date.now()
      for (let i = 0; i < 5; i++) {
        await page.keyboard.press('F2')
        await page.locator('#call-phone').fill('13911110041')
        await page.keyboard.press('Enter')
        await expect(page.locator('.on .met')).toBeVisible()
        await expect(page.locator('#take-address')).not.toHaveValue('')
        await expect(page.locator('#take-text')).toBeFocused()
        await page.keyboard.type(`家里老人用制氧机，备用只到十一点半 ${i}`)
        if (i === 0) {
          await look(async () => {
            await accessible(page, 'a call')
            await picture(page, `call.${language}`)
          })
        }
        await page.keyboard.press('Control+Enter')
        await expect(page.locator('.taken .number')).toBeVisible()
        await page.keyboard.press('F9')
        await expect(page.getByRole('dialog')).toBeVisible()
        if (i === 0) await look(() => accessible(page, 'end of a call'))
        await page.locator('#call-outcome').press('Tab')
        await page.keyboard.press('Tab')
        await page.keyboard.press('Enter')
        await expect(page.getByRole('dialog')).toHaveCount(0)
      }
      expect(Date.now() - begun - looked).toBeLessThan(60_000)
    })
  })
}
