/** A dispatcher's ten minutes while a storm comes in: he judges, takes in batches, merges, schedules and loses a race, by keys. */
import { accessible, api, expect, isLong, numbersOf, picture, report, row, rows, signIn, test, user } from './hall.mjs'
import { CUSTOMERS } from './town.mjs'

const MINUTES = isLong ? 10 : 0.5
/** The storm's peak, as the field has it: 180 calls in five minutes. */
const GAP = 5 * 60_000 / 180
const WORDS = ['整个单元停电了', '家里突然没电了，邻居家也没有', '刮大风之后就停电了', '听到一声巨响，然后全楼停电', 'Power is out in the whole building', '🔦 又停电了！！', '电梯停了，老人被困在楼上']
const OPEN = ['received', 'triaged', 'returned', 'scheduled', 'dispatched', 'accepted', 'on-site', 'resolved', 'visited']

/** The same numbers in each run. */
function seeded(seed) {
  return below => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return Math.floor(seed / 2147483648 * below)
  }
}

/** People call until it is ended; a third of them of places from which somebody has called already. */
function storm(call) {
  const next = seeded(20261122)
  const reported = []
  let over = false
  const blows = (async () => {
    while (!over) {
      const known = next(3) === 0 ? { customerNo: CUSTOMERS[next(CUSTOMERS.length)] } : {}
      reported.push(await report(call, WORDS[next(WORDS.length)], known))
      await new Promise(done => setTimeout(done, GAP))
    }
  })()
  return { reported, async end() { over = true; await blows } }
}

const chosen = page => page.locator('.box .row.is-focus .no').innerText()
const said = page => page.locator('.filters [role=status]')

/** Brings what has come, and stands before the first one. */
async function home(page) {
  await expect(page).toHaveURL(/\/pool/)
  if (await page.locator('.fresh').count()) await page.keyboard.press('n')
  await page.keyboard.press('j')
  await page.keyboard.press('Home')
}
/** By its number, as one has it from a call. */
async function find(page, no) {
  await page.keyboard.press('/')
  await page.keyboard.press('Control+a')
  await page.keyboard.type(no)
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveCount(1)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/requests/${no}`))
  await expect(page.locator('#move-note, #move-from').first()).toBeVisible()
}
/** Out of the field, and back to the list. */
async function back(page) {
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/\/pool$/)
  await expect(rows(page).nth(1)).toBeVisible()
}

const ACTS = {
  async judge(page, call, no) {
    await find(page, no)
    await page.keyboard.press('t')
    await expect(page.locator('.moves .field :focus')).toBeVisible()
    await page.locator('#move-priority').fill('6')
    await page.locator('#move-note').fill('多户停电，先派抢修')
    await page.keyboard.press('Control+Enter')
    await expect(page.locator('.steps .is-now')).toContainText('研判')
    expect((await call('GET', `/api/v1/requests/${no}`)).json).toMatchObject({ state: 'triaged', priority: 6 })
    await back(page)
  },
  async schedule(page, call, no) {
    await find(page, no)
    await page.keyboard.press('s')
    await page.locator('#move-from').fill('2027-01-04T09:00')
    await page.locator('#move-to').fill('2027-01-04T11:00')
    await page.keyboard.press('Control+Enter')
    await expect(page.locator('.steps .is-now')).toContainText('约时')
    expect((await call('GET', `/api/v1/requests/${no}`)).json.state).toBe('scheduled')
    await back(page)
  },
  /** Three at once. */
  async batch(page, call) {
    await page.goto('/app/pool?view=nobody')
    await expect(rows(page).nth(2)).toBeVisible()
    await home(page)
    const taken = []
    for (let i = 0; i < 3; i++) {
      taken.push(await chosen(page))
      await page.keyboard.press(' ')
      await page.keyboard.press('j')
    }
    await page.keyboard.press('a')
    await expect(said(page)).toContainText('3 张已办')
    for (const no of taken) expect((await call('GET', `/api/v1/requests/${no}`)).json.holder).toBe(user('dispatcher').user)
  },
  /** The one that is picked goes into the one that is chosen. */
  async merge(page, call, no, other) {
    await page.goto('/app/pool?state=received')
    await expect(row(page, no)).toBeVisible()
    await home(page)
    for (let i = 0; i < 500 && await chosen(page) !== other; i++) await page.keyboard.press('j')
    await page.keyboard.press(' ')
    await page.keyboard.press('Home')
    for (let i = 0; i < 500 && await chosen(page) !== no; i++) await page.keyboard.press('j')
    await page.keyboard.press('m')
    await expect(said(page)).toContainText('1 张已办')
    expect((await call('GET', `/api/v1/requests/${other}`)).json).toMatchObject({ state: 'merged', mergedInto: no })
  },
  /** Somebody else is quicker; what was written stays, and goes out by the same key. */
  async race(page, call, no) {
    await find(page, no)
    await page.locator('#move-note').fill('先联系客户')
    // The news of it is held back, as on a slow line.
    const news = new RegExp(`/api/v1/requests/${no}`)
    await page.route(news, async (route, request) => { if (request.method() === 'GET') await new Promise(done => setTimeout(done, 1500)); await route.continue().catch(() => undefined) })
    const other = await api('supervisor')
    expect((await other('POST', `/api/v1/requests/${no}/triage`, { priority: 2 }, { 'If-Match': '*' })).status).toBe(200)
    await page.keyboard.press('Control+Enter')
    await expect(page.locator('.race')).toBeVisible()
    await expect(page.locator('#move-note')).toHaveValue('先联系客户')
    await page.unroute(news)
    await page.keyboard.press('Control+Enter')
    await expect(page.locator('.race')).toHaveCount(0)
    await expect(page.locator('#move-note')).toHaveValue('')
    await back(page)
  },
}

test.use({ allowed: ['412 /api/v1/requests'] })
test('ten minutes of a storm: everything that came is there, and every act has been done once', async ({ page }) => {
  test.setTimeout((MINUTES + 4) * 60_000)
  const call = await api('dispatcher')
  await signIn(page, 'dispatcher')
  const blowing = storm(await api('agent'))
  const took = {}
  const until = Date.now() + MINUTES * 60_000
  let used = 0
  /** One that has come since, and that nobody has touched. */
  const fresh = async () => {
    for (;;) {
      await expect.poll(() => blowing.reported.length, { timeout: 60_000 }).toBeGreaterThan(used)
      const no = blowing.reported[used++]
      const { json } = await call('GET', `/api/v1/requests/${no}`)
      if (json.state === 'received' && !json.holder) return no
    }
  }
  let rounds = 0
  do {
    rounds++
    for (const [name, act] of Object.entries(ACTS)) {
      const numbers = name === 'batch' ? [] : name === 'merge' ? [await fresh(), await fresh()] : [await fresh()]
      if (name === 'schedule') expect((await call('POST', `/api/v1/requests/${numbers[0]}/triage`, {}, { 'If-Match': '*' })).status).toBe(200)
      const begun = Date.now()
      await act(page, call, ...numbers)
      ;(took[name] ??= []).push(Date.now() - begun)
    }
    if (rounds === 1) {
      await page.goto('/app/pool')
      await expect(rows(page).nth(5)).toBeVisible()
      await accessible(page, 'the pool in a storm')
      await picture(page, 'pool-storm.zh', ['desk', 'wide'])
    }
  } while (Date.now() < until)
  await blowing.end()
  console.log(`storm: ${blowing.reported.length} calls, ${rounds} rounds; slowest ${Object.entries(took).map(([name, all]) => `${name} ${Math.max(...all)} ms`).join(', ')}`)

  // Nothing that came is missing, and the page has every one that is open.
  await page.goto('/app/pool')
  const open = []
  for (const state of OPEN) open.push(...await numbersOf(call, state))
  for (const no of blowing.reported) expect((await call('GET', `/api/v1/requests/${no}`)).status).toBe(200)
  expect(new Set(open).size).toBe(open.length)
  await expect(page.locator('.foot')).toContainText(new RegExp(`(^|\\D)${open.length}\\D`))
})
