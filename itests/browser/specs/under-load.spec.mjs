/** Ten thousand open requests and two hundred entries a second: the pool stays smooth, and lets nobody lose his place. */
import { api, expect, isLong, LAMP, numbersOf, rows, signIn, test, users } from './hall.mjs'

const OPEN = 10_000
const SECONDS = isLong ? 600 : 12
const A_SECOND = 200
const LONGEST = 100
const GROWTH = 20e6

const counted = page => page.locator('.views a b').first()

/** Fills the house by every partner that may, until so many are open. */
async function fill(call, most) {
  const keys = users().filter(each => each.partner && !['meter', 'social'].includes(each.channels[0]))
  const numbers = await numbersOf(call, 'received')
  let next = numbers.length
  const client = async () => {
    while (next < most) {
      const i = next++
      const { key, channels: [channel] } = keys[i % keys.length]
      const body = { channel, channelRef: `many-${i}`, kind: 'fault-repair', text: `停电 ${i}`, address: `越城区第${100_000 + i}号宅`, region: '330602', contact: { name: '王先生', phone: `135${10_000_000 + i}` } }
      const answer = await fetch(`${LAMP}/api/v1/submissions`, { method: 'POST', headers: { 'X-Api-Key': key, 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
      const said = await answer.json()
      if (answer.status !== 201) throw new Error(`${channel}: ${answer.status} ${JSON.stringify(said)}`)
      numbers.push(said.requestNo)
    }
  }
  await Promise.all(Array.from({ length: 12 }, client))
  return numbers
}

/** So many acts a second, as they are done by several people; answers how many were done. */
function busy(calls, numbers, aSecond) {
  const inTheAir = new Set()
  let done = 0
  let next = 0
  let due = 0
  const timer = setInterval(() => {
    due += aSecond / 20
    // What the house does not take at once is not piled up on it.
    for (; due >= 1; due--) {
      if (inTheAir.size > 40) continue
      const i = next++
      const one = calls[i % calls.length]('POST', `/api/v1/requests/${numbers[i % numbers.length]}/triage`, { priority: i % 7 }, { 'If-Match': '*' })
        .then(({ status }) => { if (status === 200) done++ }).finally(() => inTheAir.delete(one))
      inTheAir.add(one)
    }
  }, 50)
  return async () => {
    clearInterval(timer)
    await Promise.all(inTheAir)
    return done
  }
}

/** A piece of work that is always the same, beside it: how much the machine takes away from one at its worst, in ms. */
async function control(context) {
  const page = await context.newPage()
  await page.evaluate(() => {
    window.spans = []
    setInterval(() => {
      const begun = performance.now()
      for (let i = 0, sum = 0; i < 1e6; i++) sum += Math.sqrt(i)
      window.spans.push(performance.now() - begun)
    }, 100)
  })
  return () => page.evaluate(() => {
    const spans = window.spans.splice(0).sort((a, b) => a - b)
    return Math.round(spans.at(-1) - spans[Math.floor(spans.length / 2)])
  })
}

test('the pool stays smooth, and the list where it is', async ({ page, context }) => {
  test.setTimeout((SECONDS + 240) * 1000)
  const supervisor = await api('supervisor')
  const begun = Date.now()
  const numbers = await fill(supervisor, OPEN)
  const filled = Date.now()
  await page.addInitScript(() => {
    window.tasks = []
    new PerformanceObserver(list => window.tasks.push(...list.getEntries().map(each => Math.round(each.duration)))).observe({ type: 'longtask' })
  })
  // Who may look in bulk: ten thousand are more than others are shown in a day.
  await signIn(page, 'supervisor', '/app/pool')
  await expect.poll(async () => Number(await counted(page).innerText()), { timeout: 60_000 }).toBeGreaterThanOrEqual(OPEN)
  console.log(`under load: ${numbers.length} received in ${Math.round((filled - begun) / 1000)} s, there in the pool after ${Math.round((Date.now() - filled) / 1000)} s`)
  const atFirst = await page.evaluate(() => Math.max(0, ...window.tasks))

  // In the middle of the list, with the mouse in it.
  const box = page.locator('.box')
  await box.hover()
  await box.evaluate(each => { each.scrollTop = 100_000 })
  await expect(rows(page).first()).toBeVisible()
  const place = () => box.evaluate(each => {
    const { top } = each.getBoundingClientRect()
    const first = [...each.querySelectorAll('[role=row]')].map(row => ({ no: row.querySelector('.no').textContent, at: Math.round(row.getBoundingClientRect().top - top) })).sort((a, b) => a.at - b.at).find(row => row.at >= 0)
    return `${first.no} at ${first.at}`
  })
  const before = await place()
  const devtools = await page.context().newCDPSession(page)
  const heap = async () => {
    await devtools.send('HeapProfiler.collectGarbage')
    return (await devtools.send('Runtime.getHeapUsage')).usedSize
  }
  await page.evaluate(() => {
    window.heard = 0
    new BroadcastChannel('lamplighter-stream').onmessage = ({ data }) => { if (data.entry) window.heard++ }
  })
  const calls = [supervisor, await api('dispatcher'), await api('agent')]
  const warm = busy(calls, numbers.slice(0, 1500), A_SECOND * 0.6)
  await page.waitForTimeout(3000)
  await warm()

  const taken = await control(context)
  const small = await heap()
  await page.evaluate(() => { window.tasks = []; window.heard = 0 })
  const since = Date.now()
  const end = busy(calls, numbers.slice(0, 1500), A_SECOND * 0.6)
  await page.waitForTimeout(SECONDS * 1000)
  const done = await end()
  const seconds = (Date.now() - since) / 1000
  const heard = await page.evaluate(() => window.heard)
  const tasks = await page.evaluate(() => window.tasks)
  const grown = await heap() - small
  const away = await taken()
  console.log(`under load: ${Math.round(done / seconds)} acts and ${Math.round(heard / seconds)} entries a second for ${Math.round(seconds)} s; longest task ${Math.max(0, ...tasks)} ms of ${tasks.length} over 50 ms, of which the machine may have taken ${away} ms, while it loaded ${atFirst} ms; memory ${(grown / 1e6).toFixed(1)} MB more`)
  expect(await place()).toBe(before)
  // A machine that gives less has not tried it.
  expect(heard / seconds).toBeGreaterThanOrEqual(A_SECOND / 2)
  expect(Math.max(0, ...tasks) - away).toBeLessThan(LONGEST)
  expect(grown).toBeLessThan(GROWTH)
  // It still shows what happens, and goes where one wants.
  await page.mouse.wheel(0, -200_000)
  await expect(rows(page).first()).toBeVisible()
})
