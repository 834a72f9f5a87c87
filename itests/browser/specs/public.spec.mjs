import { devices } from '@playwright/test'
import { accessible, api, expect, picture, test, user } from './hall.mjs'

const phone = { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } }
delete phone.defaultBrowserType

const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

async function fill(page, script, address = '越城区天下小区3幢', number = '13800000417') {
  await page.goto('/')
  await page.locator('input[value=no-power]').check()
  await page.locator('#text').fill('整个单元没电')
  await page.locator('a[href="#where"]').first().click()
  await page.locator('#address').fill(address)
  await page.locator('a[href="#who"]').click()
  await page.locator('#phone').fill(number)
  if (script) await accessible(page, 'who')
  await page.locator('button[type=submit]').click()
}

for (const script of [true, false]) {
  test.describe(script ? 'with a script' : 'without a script', () => {
    test.use({ ...phone, locale: 'zh-CN', javaScriptEnabled: script })

    test('somebody reports from a phone and sees how it goes', async ({ page }) => {
      await fill(page, script)
      const no = await page.locator('.answer h1').innerText()
      expect(no).toMatch(/\w{6,}/)
      const link = await page.locator('a[href*="#"]').last().getAttribute('href')
      await page.locator('.is-main[type=submit]').click()
      await expect(page.locator('.road .is-now')).toBeVisible()
      await expect(page.locator('h1')).toContainText('已收到')
      if (script) {
        // The link of the text message: its code never reaches an address that the server sees.
        const asked = []
        page.on('request', request => asked.push(request.url()))
        await page.goto('/')
        await page.goto(link)
        await expect(page.locator('.road')).toBeVisible()
        expect(asked.some(url => url.includes(link.split('#')[1]))).toBe(false)
      }
    })

    test('he adds a photo, which staff save', async ({ page }) => {
      const other = String(Date.now()).slice(-8)
      await fill(page, script, `越城区第${other}号桥`, `137${other}`)
      const no = await page.locator('.answer h1').innerText()
      await page.locator('#photo').setInputFiles({ name: 'pole.png', mimeType: 'image/png', buffer: DOT })
      if (script) await picture(page, 'thanks.zh', ['phone'])
      await page.locator('form[action*=photos] button').click()
      await expect(page.locator('h1')).toHaveText('照片已收到，谢谢。')
      if (script) await accessible(page, 'photos')
      const { json } = await (await api('dispatcher'))('GET', `/api/v1/photos?request=${no}`)
      expect(json.items.map(photo => photo.mediaType)).toEqual(['image/png'])
      await page.locator('.is-main[type=submit]').click()
      await expect(page.locator('.road')).toBeVisible()
    })

    test('he says how it was, once, and reads it again', async ({ page }) => {
      const other = String(Date.now()).slice(-8)
      await fill(page, script, `越城区第${other}号村`, `139${other}`)
      const no = await page.locator('.answer h1').innerText()
      const dispatcher = await api('dispatcher')
      for (const [move, body] of [['triage', {}], ['schedule', { from: '2026-11-22T09:00:00+08:00', to: '2026-11-22T11:00:00+08:00' }], ['dispatch', { crew: user('crew').user }], ['accept', {}], ['arrive', {}], ['resolve', { cause: '熔丝', result: '已更换' }]]) {
        expect((await dispatcher('POST', `/api/v1/requests/${no}/${move}`, body, { 'If-Match': '*' })).status).toBe(200)
      }
      await page.locator('.is-main[type=submit]').click()
      if (script) await accessible(page, 'rating')
      if (script) await picture(page, 'rating.zh', ['phone'])
      await page.locator('input[value="4"]').check()
      await page.locator('#comment').fill('来得快 <b>谢谢</b>')
      await page.locator('form[action*=rate] button').click()
      await expect(page.locator('.rated')).toContainText('4 · 满意')
      await expect(page.locator('.rated')).toContainText('来得快 <b>谢谢</b>')
      await expect(page.locator('input[name=score]')).toHaveCount(0)
      expect((await dispatcher('GET', `/api/v1/requests/${no}`)).json.state).toBe('visited')
    })
  })
}

test.describe('mistakes', () => {
  test.use({ ...phone, locale: 'zh-CN', allowed: ['400 /', '404 /p/'] })

  test('what was filled in is still there, and what is wrong is said', async ({ page }) => {
    await page.goto('/#who')
    await page.locator('#name').fill('<b>王</b>')
    await page.locator('button[type=submit]').click()
    await expect(page.locator('.why').first()).toBeVisible()
    await expect(page.locator('#name')).toHaveValue('<b>王</b>')
    await accessible(page, 'mistakes')
  })

  test('a wrong code and an unknown number are one answer', async ({ page }) => {
    await page.goto('/p/?lang=zh')
    await page.locator('#no').fill('99999999999')
    await page.locator('#token').fill('nonsense')
    await page.locator('button[type=submit]').click()
    await expect(page.locator('.why')).toContainText('请核对')
  })
})

for (const [language, locale] of [['zh', 'zh-CN'], ['en', 'en-GB']]) {
  for (const scheme of ['light', 'dark']) {
    test.describe(`${language}, ${scheme}`, () => {
      test.use({ ...phone, locale, colorScheme: scheme })

      test('public pages are for everybody, also at 320 px', async ({ page }) => {
        const end = scheme === 'dark' ? `${language}.dark` : language
        await page.goto('/')
        await accessible(page, 'report')
        if (scheme === 'light') await picture(page, `public-report.${end}`, ['phone', 'desk'])
        await page.setViewportSize({ width: 320, height: 640 })
        for (const step of ['#what', '#where', '#who']) {
          await page.goto('/' + step)
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
          await accessible(page, step)
        }
        await page.setViewportSize(phone.viewport)
        await fill(page, true)
        await accessible(page, 'thanks')
        await page.locator('.is-main[type=submit]').click()
        await expect(page.locator('.road .is-now')).toBeVisible()
        await accessible(page, 'progress')
        if (scheme === 'light') await picture(page, `public-progress.${end}`, ['phone', 'desk'])
      })
    })
  }
}

test('first load: small, packed and kept', async ({ page, request }) => {
  const bytes = []
  page.on('response', async answer => bytes.push((await answer.body().catch(() => '')).length))
  await page.goto('/')
  await page.waitForLoadState('networkidle')
  expect(bytes.reduce((a, b) => a + b, 0)).toBeLessThan(120_000)

  const frame = await request.get('/app/', { headers: { 'Accept-Encoding': 'gzip' } })
  const html = await frame.text()
  const names = new Set(html.match(/\/app\/lib\/[\w.-]+\.(?:js|css)/g))
  let packed = 0
  for (const name of names) {
    const answer = await request.get(name, { headers: { 'Accept-Encoding': 'gzip' } })
    const headers = answer.headers()
    expect(headers['cache-control']).toContain('immutable')
    packed += Number(headers['content-length'] ?? 0)
  }
  console.log(`the hall's first screen: ${Math.round(packed / 1000)} kB packed in ${names.size} files`)
  expect(packed).toBeGreaterThan(0)
  expect(packed).toBeLessThan(480_000)

  // An office behind one address: files are not counted as strangers' calls.
  const [script] = names
  const many = await Promise.all(Array.from({ length: 150 }, () => request.get(script)))
  expect(many.every(answer => answer.ok())).toBe(true)
})

test.describe('on a slow line', () => {
  test.use({ ...phone, locale: 'zh-CN' })

  test('the public page is there within a second and a half', async ({ page }) => {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Network.enable')
    // Slow 4G as Lighthouse has it.
    await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 })
    await page.goto('/', { waitUntil: 'networkidle' })
    const painted = await page.evaluate(() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true })))
    console.log(`largest contentful paint on slow 4G: ${Math.round(painted)} ms`)
    expect(painted).toBeLessThan(1500)
  })
})
