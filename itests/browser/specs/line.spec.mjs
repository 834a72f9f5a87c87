/** The live stream breaks and comes back: the page says so, and nothing is lost or comes twice. */
import { api, expect, picture, report, row, shell, signIn } from './hall.mjs'
import { test } from './line.mjs'

const stale = page => page.locator('.topbar .live[role=status]')
/** Longer than the page waits for a sign of life, which comes every 15 s. */
const SILENT = { timeout: 40_000 }

/** Every entry that the line brings from now on, as often as it does. */
const listen = page => page.evaluate(() => {
  window.heard = []
  new BroadcastChannel('lamplighter-stream').onmessage = ({ data }) => { if (data.entry) window.heard.push(data.entry.id) }
})

const BREAKS = [
  { name: 'is cut', breaks: line => line.cut(), mends: line => line.mend() },
  { name: 'goes silent', breaks: line => line.silence(), mends: line => line.mend() },
  { name: 'ends, because its part is stopped', breaks: () => shell('bundle:stop io.lamplighter.console'), mends: () => shell('bundle:start io.lamplighter.console') },
]

test.use({ allowed: ['503 /api'] })
for (const { name, breaks, mends } of BREAKS) {
  test(`a line that ${name} says how old the page is, and brings what was missed, once`, async ({ page, line }) => {
    test.setTimeout(180_000)
    const call = await api('dispatcher')
    const known = await report(call, '断线之前来的')
    const asked = []
    page.on('request', request => { if (request.url().includes('/journal/stream')) asked.push(request) })
    await signIn(page, 'dispatcher')
    await expect(row(page, known)).toBeVisible()
    await listen(page)
    const first = await report(call, '断线之前又来一个')
    await expect(row(page, first)).toBeVisible()

    await breaks(line)
    const seen = await page.evaluate(() => window.heard.at(-1))
    // Whoever reports does it on a line of his own; the part of the people's API may be the one that is away.
    const missed = []
    const away = name.startsWith('ends')
    for (let i = 0; i < 5; i++) missed.push(await report(call, `断线时来的 ${i}`))
    if (!away) {
      const { etag } = await call('GET', `/api/v1/requests/${known}`)
      expect((await call('POST', `/api/v1/requests/${known}/triage`, { priority: 5 }, { 'If-Match': etag })).status).toBe(200)
    }
    await expect(stale(page)).toContainText(/截至 \d\d:\d\d/, SILENT)
    await expect(page.locator('.hall.is-stale')).toBeVisible()
    await expect(row(page, missed[0])).toHaveCount(0)
    if (name === 'is cut') await picture(page, 'stream-cut.zh', ['desk'])

    const before = asked.length
    await mends(line)
    await expect(page.locator('.topbar .live .is-met')).toBeVisible(SILENT)
    for (const no of missed) await expect(row(page, no)).toHaveCount(1)
    if (!away) await expect(row(page, known)).toContainText('已研判')
    expect(asked.length).toBeGreaterThan(before)
    for (const request of asked.slice(before)) expect((await request.allHeaders())['last-event-id']).toBe(seen)

    // What the journal has since, in its order and each once.
    const heard = await page.evaluate(() => window.heard)
    const since = []
    for (let after = heard[0]; since.length < heard.length - 1;) {
      const { json } = await call('GET', `/api/v1/journal?after=${after}&limit=100`)
      if (!json.items.length) break
      since.push(...json.items.map(each => each.id))
      after = since.at(-1)
    }
    expect(heard.slice(1)).toEqual(since.slice(0, heard.length - 1))
    expect(heard.length).toBeGreaterThan(missed.length)
  })
}
