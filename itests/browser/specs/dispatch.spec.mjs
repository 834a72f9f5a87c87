/** Crews and their work on the screens: a drag says what it breaks, a phone without a network loses nothing. */
import { accessible, api, expect, oneLanguage, picture, report, signIn, test, user } from './hall.mjs'
import { dispatchDesk, standIn } from './dispatch-desk.mjs'

const BOARD = desk => `/app/board/${desk.station}/${desk.day}`
const PHONE = '/app/parts/dispatch/phone/index.html'

async function onBoard(page, role = 'dispatcher') {
  const desk = dispatchDesk()
  await standIn(page, desk)
  await signIn(page, role, BOARD(desk))
  await expect(page.locator('.board [data-work="W0103"]')).toBeVisible()
  return desk
}
/** Takes a piece to an hour of a crew's line, and holds it there. */
async function carry(page, workOrder, crew, share) {
  const from = await page.locator(`[data-work="${workOrder}"]`).first().boundingBox()
  const line = await page.locator(`.line[data-crew="${crew}"]`).boundingBox()
  await page.mouse.move(from.x + 4, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(line.x + line.width * share, line.y + line.height / 2, { steps: 6 })
}

test.describe('a board', () => {
  test.use({ allowed: ['409 /api/v1/plans/move', '412 /api/v1/plans/move'] })

  test('says what a place breaks before the drop, and takes a drop back', async ({ page }) => {
    const desk = await onBoard(page)
    await carry(page, 'W0109', 'C2', 0.25)
    await expect(page.locator('.flag')).toContainText('缺 high-voltage')
    await expect(page.locator('.try .late')).toContainText('缺 high-voltage')
    await expect(page.locator('.try .btn.is-main')).toBeDisabled()
    await picture(page, 'board-breaks.zh', ['desk'])
    await page.mouse.up()
    expect(desk.find('W0109').crew).toBeNull()
    await page.keyboard.press('Escape')

    await carry(page, 'W0108', 'C1', 0.7)
    await expect(page.locator('.flag .is-met')).toBeVisible()
    await page.mouse.up()
    await expect(page.locator('.line[data-crew="C1"] [data-work="W0108"]')).toBeVisible()
    expect(desk.find('W0108').crew).toBe('C1')
    await expect(page.locator('.toast')).toBeVisible()
    await page.keyboard.press('u')
    await expect(page.locator('.waiting [data-work="W0108"]')).toBeVisible()
    expect(desk.find('W0108').crew).toBeNull()
    await accessible(page, 'board')
    await picture(page, 'board.zh')
  })

  test('is worked by keys alone, and gives the best three places', async ({ page }) => {
    const desk = await onBoard(page)
    await page.locator('.board [data-work="W0103"]').focus()
    await page.keyboard.press('Alt+ArrowRight')
    await expect(page.locator('.try h2')).toContainText('13:45')
    await page.keyboard.press('Enter')
    await expect.poll(() => new Date(desk.find('W0103').start).getMinutes()).toBe(45)
    await page.locator('.waiting [data-work="W0108"]').focus()
    await page.keyboard.press('f')
    await expect(page.locator('.place3 li')).toHaveCount(3)
    await accessible(page, 'places')
    await page.keyboard.press('1')
    await expect(page.locator('.line[data-crew="C1"] [data-work="W0108"]')).toBeFocused()
    expect(desk.find('W0108').crew).toBe('C1')
    await page.keyboard.press('g')
    await expect.poll(() => desk.find('W0108').pinned).toBe(true)
  })

  test('that somebody else has changed loses nothing and says so', async ({ page }) => {
    const desk = await onBoard(page)
    desk.meanwhile({ workOrder: 'W0110', crew: 'C2', start: new Date(`${desk.day}T15:00:00+08:00`).toISOString() })
    await carry(page, 'W0108', 'C1', 0.7)
    await page.mouse.up()
    await expect(page.locator('[role=alert]')).toBeVisible()
    await expect(page.locator('.line[data-crew="C2"] [data-work="W0110"]')).toBeVisible()
    expect(desk.find('W0108').crew).toBeNull()
  })

  test('shows first what the planner would do', async ({ page }) => {
    const desk = await onBoard(page, 'supervisor')
    await page.locator('.pagehead .btn').filter({ hasText: '规划器' }).click()
    await expect(page.locator('.dialog .fig').first()).toBeVisible()
    await accessible(page, 'proposal')
    expect(desk.find('W0108').crew).toBeNull()
    await page.locator('.dialog .is-main').click()
    await expect(page.locator('.line[data-crew="C4"] [data-work="W0108"]')).toBeVisible()
    await page.keyboard.press('p')
    await expect(page.locator('.pagehead .mark.is-met')).toBeVisible()
  })
})

test.describe('in English', () => {
  test.use({ locale: 'en-GB' })
  for (const role of ['dispatcher', 'supervisor']) {
    test(`board and sheet open for a ${role}`, async ({ page }) => {
      const desk = await onBoard(page, role)
      await accessible(page, `board as ${role}`)
      if (role === 'dispatcher') await picture(page, 'board.en')
      await page.goto(`/app/capacity/${desk.station}/${desk.day}`)
      await expect(page.locator('.cap').first()).toBeVisible()
      await accessible(page, `sheet as ${role}`)
      await oneLanguage(page, 'en')
      if (role === 'dispatcher') await picture(page, 'capacity.en')
    })
  }
})

test('a sheet says of what its numbers are made, and takes a proposal', async ({ page }) => {
  const desk = dispatchDesk()
  await standIn(page, desk)
  await signIn(page, 'dispatcher', `/app/capacity/${desk.station}/${desk.day}`)
  await expect(page.locator('.cap.is-late')).toContainText('156')
  await page.locator('.cap.is-late button').click()
  await expect(page.locator('.side .orders a').first()).toBeVisible()
  await accessible(page, 'sheet')
  await picture(page, 'capacity.zh')
  const sent = page.waitForRequest(request => request.url().endsWith('/capacity/accept'))
  await page.keyboard.press('1')
  expect((await sent).postDataJSON()).toMatchObject({ station: desk.station, kind: 'repair', proposal: 'p1' })
  await expect(page.locator('.banner.is-info')).toBeVisible()
  await page.locator('.side .orders a').first().click()
  await expect(page.locator('.order')).toBeVisible()
})

test.describe('an agent', () => {
  test.use({ allowed: ['409 /api/v1/appointments'] })

  test('reads out times that hold, with the reasons of those that do not', async ({ page }) => {
    const call = await api('dispatcher')
    const no = await report(call, '要约时间上门')
    const desk = dispatchDesk()
    await standIn(page, desk)
    await signIn(page, 'agent', `/app/requests/${no}`)
    const panel = page.locator('.work')
    await panel.getByRole('button', { name: '约时间' }).click()
    await panel.getByRole('button', { name: '看有哪些' }).click()
    await expect(panel.locator('[data-offer]')).toHaveCount(2)
    await panel.locator('summary').click()
    await expect(panel.locator('details li')).toContainText('没有一组能到')
    await accessible(page, 'offers')
    await picture(page, 'request-offers.zh', ['desk'])
    // Somebody is quicker: fresh offers come with the refusal.
    await panel.locator('[data-offer] button').first().click()
    await expect(panel.locator('[role=alert]')).toContainText('被别人约走')
    await expect(panel.locator('[data-offer]')).toHaveCount(1)
    await panel.locator('[data-offer] button').first().click()
    await expect(panel.locator('.tag')).toHaveText('已约')
    await panel.getByRole('button', { name: '取消预约' }).click()
    await expect(panel.getByRole('button', { name: '取消预约' })).toHaveCount(0)
  })
})

/** A picture as a camera makes it: large, and of noise, so that nothing makes it small for us. */
const photo = page => page.evaluate(() => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 2400, height: 1800 })
  const pen = canvas.getContext('2d')
  for (let i = 0; i < 20_000; i++) {
    pen.fillStyle = `rgb(${Math.random() * 255} ${Math.random() * 255} ${Math.random() * 255})`
    pen.fillRect(Math.random() * 2400, Math.random() * 1800, 40, 40)
  }
  return canvas.toDataURL('image/jpeg', 0.95).split(',')[1]
})

test.describe('a crew’s phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, serviceWorkers: 'allow' })

  async function onPhone(page) {
    const { user: name, password } = user('crew')
    await page.goto(PHONE)
    await page.locator('#sign-user').fill(name)
    await page.locator('#sign-password').fill(password)
    await page.locator('form button[type=submit]').click()
    await expect(page.locator('.stop.is-now')).toBeVisible()
  }
  /** What is answered here for the desk would be answered without a network, too. */
  async function cut(context, desk, is) {
    desk.cut = is
    await context.setOffline(is)
  }
  /** Whether the phone has kept what is half written, signature and all. */
  const kept = page => page.evaluate(() => new Promise(done => {
    indexedDB.open('lamplighter-crew').onsuccess = event => {
      event.target.result.transaction('things').objectStore('things').getAll().onsuccess = found => {
        done(found.target.result.some(each => each.draft?.signed && each.draft.result && each.draft.photos.length === 3))
        event.target.result.close()
      }
    }
  }))
  const big = page => page.locator('.thumb > .big.is-main, .thumb form .big.is-main')

  test('works without a network, closed and opened again, and everything arrives once, in order', async ({ page, context }) => {
    test.setTimeout(180_000)
    const desk = dispatchDesk()
    await standIn(context, desk)
    await onPhone(page)
    await page.evaluate(() => navigator.serviceWorker.ready)
    await accessible(page, 'tour')
    await picture(page, 'crew.zh', ['phone'])
    const picture64 = await photo(page)

    await cut(context, desk, true)
    for (const word of ['接单', '出发', '到了']) {
      await expect(big(page)).toHaveText(word)
      await big(page).click()
    }
    await expect(big(page)).toContainText('完成')
    await expect(page.locator('.box')).toContainText('没有网络')
    await expect(page.locator('.queue [data-state=here]')).toHaveCount(3)
    await big(page).click()
    await page.locator('#finish-result').fill('换了低压侧熔丝')
    await page.locator('input[type=file]').setInputFiles([1, 2, 3].map(i => ({ name: `${i}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(picture64, 'base64') })))
    await expect(page.locator('figure')).toHaveCount(3)
    const pad = await page.locator('canvas').boundingBox()
    await page.locator('canvas').scrollIntoViewIfNeeded()
    const at = await page.locator('canvas').boundingBox() ?? pad
    await page.mouse.move(at.x + 20, at.y + 20)
    await page.mouse.down()
    await page.mouse.move(at.x + 150, at.y + 80, { steps: 5 })
    await page.mouse.up()
    await accessible(page, 'finishing')
    await picture(page, 'crew-finish.zh', ['phone'])
    // What is half written is there again, too.
    await expect.poll(() => kept(page)).toBe(true)
    await page.reload()
    await big(page).click()
    await expect(page.locator('#finish-result')).toHaveValue('换了低压侧熔丝')
    await expect(page.locator('figure')).toHaveCount(3)
    await expect(page.getByRole('button', { name: '重签' })).toBeVisible()
    await page.locator('.thumb form .is-main').click()
    await expect(page.locator('.queue [data-state=here]')).toHaveCount(4)
    await page.close()

    // Opened again with nothing but the phone.
    const again = await context.newPage()
    await again.goto(PHONE)
    await expect(again.locator('.queue [data-state=here]')).toHaveCount(4)
    await expect(again.locator('.stop').first()).toBeVisible()
    await picture(again, 'crew-offline.zh', ['phone'])
    expect(desk.acts).toHaveLength(0)

    await cut(context, desk, false)
    await expect(again.locator('.queue [data-state=desk]')).toHaveCount(4, { timeout: 60_000 })
    expect([...desk.taken.values()].map(each => each.kind)).toEqual(['accept', 'depart', 'arrive', 'finish'])
    expect(desk.acts).toHaveLength(4)
    const sent = [...desk.files.values()]
    expect(sent.map(each => each.kind).sort()).toEqual(['photo', 'photo', 'photo', 'signature'])
    expect(sent.every(each => each.complete)).toBe(true)
    expect(desk.find('W0102').state).toBe('finished')
  })

  test('over a line that loses every fourth answer sends everything once', async ({ page, context }) => {
    test.setTimeout(180_000)
    const desk = dispatchDesk()
    await standIn(context, desk)
    await onPhone(page)
    const picture64 = await photo(page)
    await cut(context, desk, true)
    for (const word of ['接单', '出发', '到了']) {
      await expect(big(page)).toHaveText(word)
      await big(page).click()
    }
    await big(page).click()
    await page.locator('#finish-result').fill('换了低压侧熔丝')
    await page.locator('input[type=file]').setInputFiles([1, 2, 3].map(i => ({ name: `${i}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(picture64, 'base64') })))
    await expect(page.locator('figure')).toHaveCount(3)
    await page.locator('.thumb form .is-main').click()
    await expect(page.locator('.queue [data-state=here]')).toHaveCount(4)
    desk.loses = 4
    await cut(context, desk, false)
    await expect(page.locator('.queue [data-state=desk]')).toHaveCount(4, { timeout: 120_000 })
    expect([...desk.taken.values()].map(each => each.kind)).toEqual(['accept', 'depart', 'arrive', 'finish'])
    const sent = [...desk.files.values()]
    expect(sent).toHaveLength(3)
    // As many bytes as were said, each part once whatever came twice.
    expect(sent.every(each => [...each.parts.values()].reduce((sum, part) => sum + part, 0) === each.size)).toBe(true)
  })

  for (const [language, locale] of [['zh', 'zh-CN'], ['en', 'en-GB']]) {
    for (const scheme of ['light', 'dark']) {
      test.describe(`${language}, ${scheme}`, () => {
        test.use({ locale, colorScheme: scheme })

        test('tour, form and outbox are for everybody', async ({ page }) => {
          await standIn(page, dispatchDesk())
          await onPhone(page)
          await accessible(page, 'tour')
          await oneLanguage(page, language)
          if (language === 'en' && scheme === 'light') await picture(page, 'crew.en', ['phone'])
          for (let i = 1; i <= 3; i++) {
            await big(page).click()
            await expect(page.locator('.queue [data-state=desk]')).toHaveCount(i)
          }
          await accessible(page, 'outbox')
          await big(page).click()
          await expect(page.locator('#finish-result')).toBeVisible()
          await accessible(page, 'finishing')
          await oneLanguage(page, language)
        })
      })
    }
  }

  test('says a conflict, and asks twice before it leaves acts behind', async ({ page, context }) => {
    const desk = dispatchDesk()
    await standIn(context, desk)
    await onPhone(page)
    desk.find('W0102').state = 'cancelled'
    await big(page).click()
    await expect(page.locator('.queue [data-state=conflict]')).toContainText('已取消')

    await cut(context, desk, true)
    await page.locator('.thumb .two .big').last().click()
    await page.locator('#note-text').fill('要一台吊车')
    await page.locator('.thumb form .is-main').click()
    await expect(page.locator('.queue [data-state=here]')).toHaveCount(1)
    await page.locator('.menu summary').click()
    await page.locator('.menu .big').last().click()
    await expect(page.getByRole('dialog')).toContainText('还在本机')
    await accessible(page, 'leaving')
    await page.getByRole('dialog').locator('.late').click()
    await expect(page.getByRole('dialog')).toContainText('真的退出')
    await page.getByRole('dialog').locator('.big').first().click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })
})
