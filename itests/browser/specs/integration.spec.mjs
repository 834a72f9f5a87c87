/** A partner refuses a message: an integrator sees why, mends it, and it is delivered. */
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { accessible, api, expect, LAMP_DATA, picture, report, shell, signIn, test, user } from './hall.mjs'

const ROUTES = `${LAMP_DATA}/etc/routes`
const READER = 'erp-browser'
const FILES = ['erp-browser.camel.yaml', 'erp-browser.properties']
const ROUTE = `
- route:
    id: ${READER}
    from:
      uri: journal:${READER}
      parameters:
        types: request.received,request.triaged
        from: now
        region: "330602"
        attempts: 2
        retryDelay: 50
      steps:
        - marshal:
            json: {}
        - setHeader:
            name: CamelHttpMethod
            constant: POST
        - to:
            uri: "{{partner}}"
`

/** Another company's system, which takes nothing without a plant. */
const taken = []
const partner = createServer((request, answer) => {
  const parts = []
  request.on('data', part => parts.push(part)).on('end', () => {
    const facts = JSON.parse(Buffer.concat(parts).toString())
    if (!facts.plant) return void answer.writeHead(422, { 'Content-Type': 'text/plain' }).end('plant is missing')
    taken.push([request.headers['ce-subject'], request.headers['ce-type'], facts.plant])
    answer.writeHead(204).end()
  })
})

test.beforeAll(async () => {
  await once(partner.listen(0, '127.0.0.1'), 'listening')
  mkdirSync(ROUTES, { recursive: true })
  writeFileSync(`${ROUTES}/${FILES[1]}`, `partner = http://127.0.0.1:${partner.address().port}/facts`)
  writeFileSync(`${ROUTES}/${FILES[0]}`, ROUTE)
  const call = await api('integrator')
  await expect.poll(async () => (await call('GET', '/api/v1/routes')).json.items.find(set => set.name === READER)?.state).toBe('running')
})
test.afterAll(async () => {
  test.setTimeout(120_000)
  for (const file of FILES) rmSync(`${ROUTES}/${file}`, { force: true })
  const call = await api('integrator')
  await expect.poll(async () => (await call('GET', '/api/v1/routes')).json.items.some(set => set.name === READER)).toBe(false)
  // The cursor of a route that does not come back would show as lagging; it is given up once no node has seen it for a while.
  await expect.poll(async () => (await call('GET', '/api/v1/readers')).json.items.find(each => each.name === READER)?.present, { timeout: 60_000 }).toBe(false)
  shell(`lamp:readers --forget ${READER}`)
  partner.close()
})

test.describe('a letter', () => {
  test.use({ allowed: ['412 /api/v1/letters'] })

  test('is looked at, corrected and replayed, and what waited behind it comes next', async ({ page }) => {
    test.setTimeout(120_000)
    const dispatcher = await api('dispatcher')
    const letters = page.locator('table [data-row]')
    const data = page.locator('#letter-data')
    await signIn(page, 'integrator', '/app/integration/letters')
    await expect(page.locator('.blank')).toBeVisible()
    const no = await report(dispatcher, 'ERP 不认的一张')
    const { etag } = await dispatcher('GET', `/api/v1/requests/${no}`)
    await dispatcher('POST', `/api/v1/requests/${no}/triage`, { priority: 3 }, { 'If-Match': etag })

    // It appears by itself, and says why and what waits for it.
    await expect(letters).toHaveCount(1)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expect(page.locator('.side .late').first()).toContainText('422')
    await expect(page.locator('.side .facts')).toContainText(no)
    await expect(page.locator('.side')).toContainText('1')
    await accessible(page, 'a letter')
    await picture(page, 'letter.zh')

    // What is no JSON is said with its place, and does not go out.
    await page.keyboard.press('e')
    await expect(data).toBeFocused()
    const facts = JSON.parse(await data.inputValue())
    await data.fill('{"plant": "P1",}')
    await expect(page.locator('#letter-wrong')).toBeVisible()
    await expect(page.locator('footer .is-main')).toBeDisabled()
    await accessible(page, 'a mistake in a letter')

    // Somebody else corrects it meanwhile: he is named, and what was typed stays.
    await data.fill(JSON.stringify({ ...facts, plant: 'P1' }, null, 2))
    const other = await api('administrator')
    const [letter] = (await other('GET', `/api/v1/letters?reader=${READER}`)).json.items
    expect((await other('PUT', `/api/v1/letters/${letter.id}`, { data: { ...facts, plant: 'P9' } }, { 'If-Match': '*' })).status).toBe(200)
    await page.locator('footer .is-main').click()
    await expect(page.locator('.side .banner')).toContainText(user('administrator').user)
    await expect(data).toHaveValue(/"P1"/)
    expect(taken).toEqual([])

    await page.locator('footer .is-main').click()
    await expect.poll(() => taken).toEqual([[no, 'request.received', 'P1']])
    // The next entry of the same request follows, and is refused for the same reason.
    await expect(letters).toHaveCount(1)
    await letters.first().click()
    await expect(page.locator('.side .facts')).toContainText('request.triaged')
    await data.fill(JSON.stringify({ ...JSON.parse(await data.inputValue()), plant: 'P2' }))
    await page.locator('h1').click()
    await page.keyboard.press('r')
    await expect.poll(() => taken).toEqual([[no, 'request.received', 'P1'], [no, 'request.triaged', 'P2']])
    await expect(letters).toHaveCount(0)
    await expect(page.locator('.blank')).toBeVisible()
  })

  test('is discarded with a reason, which stands in the journal', async ({ page }) => {
    await signIn(page, 'integrator', '/app/integration')
    await picture(page, 'integration.zh')
    const no = await report(await api('dispatcher'), 'ERP 不要的一张')
    await page.goto('/app/integration/letters')
    await page.locator('table [data-row]').first().click()
    await page.keyboard.press('x')
    await page.locator('#discard-why').fill('对方已手工录入')
    await accessible(page, 'discarding')
    await page.keyboard.press('Enter')
    await expect(page.locator('.blank')).toBeVisible()
    const { json } = await (await api('integrator'))('GET', '/api/v1/journal/search?types=letter.discarded')
    expect(json.items.some(entry => entry.data.why === '对方已手工录入')).toBe(true)
    expect(taken.some(([subject]) => subject === no)).toBe(false)
  })
})
