import { devices } from '@playwright/test'
import { accessible, expect, picture, test } from './hall.mjs'

const phone = { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } }
delete phone.defaultBrowserType

async function fill(page, script) {
  await page.goto('/')
  await page.locator('input[value=no-power]').check()
  await page.locator('#text').fill('整个单元没电')
  await page.locator('a[href="#where"]').first().click()
  await page.locator('#address').fill('越城区天下小区3幢')
  await page.locator('a[href="#who"]').click()
  await page.locator('#phone').fill('13800000417')
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
      await page.locator('button[type=submit]').click()
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
        await page.locator('button[type=submit]').click()
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
