import { accessible, api, expect, newer, oneLanguage, picture, report, row, rows, shell, signIn, test, user } from './hall.mjs'

test.describe('signing in', () => {
  // By the first call that is refused the page learns that its session has ended.
  test.use({ allowed: ['401 /api/v1/'] })

  test('a wrong password is said, the right one leads to what the role may', async ({ page }) => {
    await page.goto('/app/')
    await page.locator('#sign-user').fill(user('dispatcher').user)
    await page.locator('#sign-password').fill('wrong')
    await page.keyboard.press('Enter')
    await expect(page.locator('#sign-wrong')).toBeVisible()
    await accessible(page, 'sign in')
    await page.locator('#sign-password').fill(user('dispatcher').password)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/app\/pool/)
    // No script reads the session.
    expect(await page.evaluate(() => document.cookie)).not.toContain('lamp=')
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain('token')
  })

  test('an integrator does not see the pool', async ({ page }) => {
    await signIn(page, 'integrator')
    await expect(page.locator('.nav')).toBeVisible()
    await expect(page.locator('.nav [data-part=desk]')).toHaveCount(0)
  })

  test('signed out everywhere, the page waits with what was typed', async ({ page }) => {
    const call = await api('agent')
    const no = await report(call, '楼道没电')
    await signIn(page, 'agent', `/app/requests/${no}`)
    await page.locator('#move-note').fill('写到一半')
    const { json } = await call('GET', '/api/v1/sessions')
    for (const { id } of json.items) await call('DELETE', `/api/v1/sessions/${id}`)
    await expect(page.locator('.door.is-over')).toBeVisible()
    await accessible(page, 'session ended')
    await page.locator('#sign-password').fill(user('agent').password)
    await page.keyboard.press('Enter')
    await expect(page.locator('.door')).toHaveCount(0)
    await expect(page.locator('#move-note')).toHaveValue('写到一半')
    await page.locator('#move-note').press('End')
    await page.keyboard.type('，写完了')
    await page.keyboard.press('Control+Enter')
    await expect(page.locator('.timeline')).toContainText('研判')
    await expect.poll(async () => (await (await api('agent'))('GET', `/api/v1/requests/${no}`)).json.state).toBe('triaged')
  })
})

test.describe('the pool', () => {
  test('shows what comes and what others do, by itself', async ({ page }) => {
    const call = await api('dispatcher')
    const first = await report(call, '整个单元停电了')
    await signIn(page, 'dispatcher')
    await expect(row(page, first)).toBeVisible()
    const second = await report(call, '变压器冒烟，有焦味', { kind: 'emergency' })
    await expect(row(page, second)).toBeVisible()
    const { etag } = await call('GET', `/api/v1/requests/${first}`)
    await call('POST', `/api/v1/requests/${first}/triage`, { priority: 2 }, { 'If-Match': etag })
    await expect(row(page, first)).toContainText('已研判')
  })

  test('new ones wait while somebody is in the list', async ({ page }) => {
    const call = await api('dispatcher')
    await report(call, '家里跳闸，合不上')
    await signIn(page, 'dispatcher')
    await rows(page).first().hover()
    const before = await rows(page).allTextContents()
    const no = await report(call, '刚来电又没了')
    await expect(page.locator('.fresh')).toBeVisible()
    expect((await rows(page).allTextContents()).length).toBe(before.length)
    await page.keyboard.press('n')
    await expect(row(page, no)).toBeVisible()
  })

  test('by keys alone: choose, take, open, triage, back', async ({ page }) => {
    const call = await api('dispatcher')
    const no = await report(call, '水厂二泵房停电')
    await signIn(page, 'dispatcher', `/app/pool?q=${no}`)
    await expect(rows(page)).toHaveCount(1)
    await page.keyboard.press('a')
    await expect(row(page, no)).toContainText(user('dispatcher').user)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/requests/${no}`))
    await page.keyboard.press('t')
    await page.locator('#move-note').fill('按键研判')
    await page.keyboard.press('Control+Enter')
    await expect(page.locator('.timeline')).toContainText('研判')
    // Out of the field, and back.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/\/pool/)
  })

  test('what strangers write is text', async ({ page }) => {
    const call = await api('dispatcher')
    const evil = `<img src=x onerror=alert(1)><script>alert(2)</script>\u202E 𠮷 ${'长'.repeat(600)}`
    const no = await report(call, evil)
    page.on('dialog', () => { throw new Error('a script ran') })
    await signIn(page, 'dispatcher', `/app/pool?q=${no}`)
    await expect(row(page, no)).toContainText('<script>')
    await page.goto(`/app/requests/${no}`)
    await expect(page.locator('.said q')).toContainText('onerror')
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  })
})

test.describe('two at one request', () => {
  test.use({ allowed: ['412 /api/v1/requests'] })

  test('the second sees what the first has changed, and keeps his words', async ({ page }) => {
    const call = await api('supervisor')
    const no = await report(call, '公交充电站离线')
    await signIn(page, 'dispatcher', `/app/requests/${no}`)
    await page.locator('#move-note').fill('我的话')
    // The news of it is held back, as on a slow line.
    await page.route('**/api/v1/requests/**', async (route, request) => { if (request.method() === 'GET') await new Promise(done => setTimeout(done, 1500)); await route.continue() })
    const { etag } = await call('GET', `/api/v1/requests/${no}`)
    expect((await call('POST', `/api/v1/requests/${no}/triage`, { priority: 7, holder: 'somebody' }, { 'If-Match': etag })).status).toBe(200)
    await page.keyboard.press('Control+Enter')
    await expect(page.locator('.race')).toBeVisible()
    await expect(page.locator('.race')).toContainText('somebody')
    await expect(page.locator('#move-note')).toHaveValue('我的话')
    await picture(page, 'request-race.zh', ['desk'])
    await page.locator('.race .is-main').click()
    await expect(page.locator('.race')).toHaveCount(0)
  })
})

test.describe('parts come and go under an open form', () => {
  test.use({ allowed: ['503 ', '404 /api'] })

  test('stopped, started and updated: nothing typed is lost, no page breaks', async ({ page }) => {
    test.setTimeout(180_000)
    const call = await api('dispatcher')
    const no = await report(call, '养殖场增氧机停了')
    await signIn(page, 'dispatcher', `/app/requests/${no}`)
    const note = page.locator('#move-note')
    await note.fill('只写了一')
    shell('bundle:stop io.lamplighter.desk')
    await expect(page.locator('.nav .is-away').first()).toBeVisible()
    await expect(page.locator('.main .banner')).toBeVisible()
    await expect(note).toHaveValue('只写了一')
    await picture(page, 'part-away.zh', ['desk'])
    shell('bundle:start io.lamplighter.desk')
    await expect(page.locator('.nav .is-away')).toHaveCount(0)
    await note.focus()
    await page.keyboard.type('半')
    shell('bundle:update io.lamplighter.desk')
    shell('bundle:update io.lamplighter.console')
    shell('bundle:update io.lamplighter.screens')
    await expect(page.locator('.live .is-met')).toBeVisible()
    await expect(note).toHaveValue('只写了一半')
    await expect(note).toBeFocused()
    await page.keyboard.press('Control+Enter')
    await expect(page.locator('.timeline')).toContainText('研判')
  })
})

test.describe('a newer version', () => {
  test.use({ allowed: ['503 ', '404 /api'] })
  /** Says in the page that it is the newer one. */
  const SIGN = part => `document.documentElement.dataset.${part} = 'newer';`
  const PARTS = [
    { part: 'desk', role: 'dispatcher', path: no => `/app/requests/${no}`, field: '#move-note', done: page => expect(page.locator('.timeline')).toContainText('研判') },
    {
      part: 'clocks', role: 'supervisor', path: () => '/app/supervision?rule=complaint.specialist', field: '#urge-text', done: page => expect(page.locator('.urge [role=status]')).toBeVisible(),
      opens: async (page, no) => { await page.locator('.list .all .row').filter({ hasText: no }).click(); await page.locator('#urge-to').fill(user('agent').user) },
    },
  ]
  for (const { part, role, path, field, done, opens } of PARTS) {
    test(`of the ${part} comes under a half-typed form, and takes what is typed over`, async ({ page }) => {
      test.setTimeout(180_000)
      const no = await report(await api('dispatcher'), '换版时写着的', { kind: 'complaint' })
      await signIn(page, role, path(no))
      await opens?.(page, no)
      const text = page.locator(field)
      await text.fill('只写了一')
      await text.focus()
      shell(`bundle:update io.lamplighter.${part} ${newer(part, SIGN(part))}`)
      await expect(page.locator(`html[data-${part}=newer]`)).toHaveCount(1)
      await expect(text).toHaveValue('只写了一')
      await expect(text).toBeFocused()
      await page.keyboard.type('半')
      // And the way back, while he goes on.
      shell(`bundle:update io.lamplighter.${part}`)
      await expect.poll(() => page.evaluate(name => performance.getEntriesByType('resource').filter(each => each.name.includes(`/parts/${name}/screen-`)).length, part)).toBe(2)
      await expect(text).toHaveValue('只写了一半')
      await expect(page.locator('.nav .is-away')).toHaveCount(0)
      await text.press('Control+Enter')
      await done(page)
    })
  }
})

test('a dozen tabs are one line, and it goes on when its tab is closed', async ({ context, page }) => {
  const call = await api('dispatcher')
  await signIn(page, 'dispatcher')
  let lines = 0
  context.on('request', request => { if (request.url().includes('/journal/stream')) lines++ })
  const tabs = []
  for (let i = 0; i < 7; i++) {
    const tab = await context.newPage()
    await tab.goto('/app/pool')
    await expect(tab.locator('.live .is-met')).toBeVisible()
    tabs.push(tab)
  }
  expect(lines).toBe(0)
  await page.close()
  await expect.poll(() => lines).toBe(1)
  const no = await report(call, '换了一页也看得见')
  for (const tab of [tabs[0], tabs[6]]) {
    await tab.bringToFront()
    await expect(row(tab, no)).toBeVisible()
  }
})

for (const [language, locale] of [['zh', 'zh-CN'], ['en', 'en-GB']]) {
  for (const scheme of ['light', 'dark']) {
    test.describe(`${language}, ${scheme}`, () => {
      test.use({ locale, colorScheme: scheme })

      test('every screen is for everybody, and in one language', async ({ page }) => {
        const call = await api('dispatcher')
        const no = await report(call, language === 'zh' ? '整幢楼没电，有老人用制氧机' : 'The whole house is dark')
        const end = scheme === 'dark' ? `${language}.dark` : language
        const sizes = scheme === 'dark' ? ['desk'] : undefined
        await page.goto('/app/')
        await expect(page.locator('#sign-user')).toBeVisible()
        await accessible(page, 'sign in')
        await picture(page, `sign-in.${end}`, sizes)
        await signIn(page, 'dispatcher')
        await expect(rows(page).first()).toBeVisible()
        await accessible(page, 'pool')
        await oneLanguage(page, language)
        await picture(page, `pool.${end}`, sizes)
        await page.keyboard.press('?')
        await expect(page.getByRole('dialog')).toBeVisible()
        await accessible(page, 'keys')
        await page.keyboard.press('Escape')
        await page.goto(`/app/requests/${no}`)
        await expect(page.locator('.timeline li').first()).toBeVisible()
        await accessible(page, 'request')
        await picture(page, `request.${end}`, sizes)
        await oneLanguage(page, language)
      })
    })
  }
}
