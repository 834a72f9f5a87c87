/** Every screen: for whom it is, that it shows what there is, and that nobody is kept out of it. */
import { accessible, answered, expect, go, oneLanguage, picture, ROLES, signIn, test } from './hall.mjs'

/** Where each is, who opens it, and what is there when it has come. */
const SCREENS = [
  { name: 'pool', path: '/pool', as: 'dispatcher', ready: '.box [role=row]' },
  { name: 'wall', path: '/wall', as: 'supervisor', ready: '.urgent li' },
  { name: 'calls', path: '/calls', as: 'agent', ready: '.blank, .on' },
  { name: 'templates', path: '/templates', as: 'supervisor', ready: '.dense tbody tr, .blank' },
  { name: 'board', path: '/board', as: 'dispatcher', ready: '.line, .blank' },
  { name: 'capacity', path: '/capacity', as: 'dispatcher', ready: '.cap, .blank' },
  { name: 'tour', path: '/tour', as: 'crew', ready: '.blank .btn' },
  { name: 'customers', path: '/customers', as: 'dispatcher', ready: '.cols .find' },
  { name: 'network', path: '/network/assets/JS-L1', as: 'dispatcher', ready: '.map canvas' },
  { name: 'network-loads', path: '/network/loads', as: 'integrator', ready: '.dense tbody tr' },
  { name: 'supervision', path: '/supervision', as: 'supervisor', ready: '.list .all .row' },
  { name: 'urged', path: '/supervision?view=urged', as: 'supervisor', ready: '[data-urge], .blank' },
  { name: 'owed', path: '/supervision?view=owed', as: 'agent', ready: '[data-urge], .blank' },
  { name: 'rules', path: '/rules?code=complaint.answer', as: 'administrator', ready: '.edition' },
  { name: 'calendar', path: '/calendar', as: 'administrator', ready: '.month' },
  { name: 'organisation', path: '/organisation/units/330602-JS', as: 'supervisor', ready: '.map canvas' },
  { name: 'handovers', path: '/organisation/handovers', as: 'dispatcher', ready: '.sec' },
  { name: 'gaps', path: '/organisation/gaps', as: 'supervisor', ready: '.dense tbody tr' },
  { name: 'edges', path: '/organisation/edges', as: 'supervisor', ready: '.halves .sec' },
  { name: 'units-bring', path: '/organisation/bring', as: 'integrator', ready: '.send-file' },
  { name: 'planner', path: '/planner', as: 'supervisor', ready: '#planner-day' },
  { name: 'integration', path: '/integration', as: 'integrator', ready: '.dense tbody tr, .blank' },
  { name: 'letters', path: '/integration/letters', as: 'integrator', ready: '.dense tbody tr, .blank' },
  { name: 'route-files', path: '/integration/files', as: 'assessor', ready: '.dense tbody tr, .blank' },
  { name: 'channels', path: '/integration/channels', as: 'supervisor', ready: '.pages-end' },
  { name: 'partners', path: '/access', as: 'administrator', ready: '.dense tbody tr' },
  { name: 'people', path: '/access/people', as: 'administrator', ready: '.dense tbody tr' },
  { name: 'record', path: '/record', as: 'assessor', ready: '.dense tbody tr' },
  { name: 'readers', path: '/record/readers', as: 'integrator', ready: '.dense tbody tr' },
  { name: 'operation', path: '/operation', as: 'administrator', ready: '.charts figure' },
]

/** Their pictures are taken where there is more to see. */
const DRAWN = ['pool', 'calls', 'templates', 'integration']

for (const role of ROLES) {
  test(`every entry that a ${role} has opens, and says no word of what he may not`, async ({ page }) => {
    await signIn(page, role)
    const entries = page.locator('.nav a')
    await expect(entries.first()).toBeVisible()
    for (let i = 0; i < await entries.count(); i++) {
      await entries.nth(i).click()
      await expect(entries.nth(i)).toHaveAttribute('aria-current', 'page')
      await expect(page.locator('.main section h1').first()).toBeVisible()
      await answered(page)
      await expect(page.locator('.blank .mark.is-late, .blank .mark.is-gone')).toHaveCount(0)
      // The wall has no navigation.
      if (await page.locator('.is-bare').count()) await page.keyboard.press('Escape')
    }
  })
}

// A station without crews has no board.
test.use({ allowed: ['404 /api/v1/plans'] })

for (const role of ROLES) {
  test(`of every screen that a ${role} comes to by its address, those that are not his say so and ask for nothing`, async ({ page }) => {
    test.setTimeout(180_000)
    await signIn(page, role)
    const mine = await page.locator('.nav a').evaluateAll(all => all.map(each => new URL(each.href).pathname))
    for (const { name, path } of SCREENS) {
      await go(page, path)
      const address = `/app${path.split('?')[0]}`
      const isHis = mine.some(each => address === each || address.startsWith(`${each}/`))
      await expect(page.locator('.main section h1').first(), `${name} for a ${role}`).toBeVisible()
      await expect(page.locator('.main > section > .blank'), `${name} for a ${role}`).toHaveCount(isHis ? 0 : 1)
      if (!isHis) await expect(page.locator('.main .btn.is-main')).toHaveCount(0)
    }
  })
}

for (const [language, locale] of [['zh', 'zh-CN'], ['en', 'en-GB']]) {
  for (const scheme of ['light', 'dark']) {
    test.describe(`${language}, ${scheme}`, () => {
      test.use({ locale, colorScheme: scheme })

      for (const { name, path, as, ready } of SCREENS) {
        test(`${name} is for everybody, and has all its words`, async ({ page }) => {
          await signIn(page, as, `/app${path}`)
          await expect(page.locator(ready).first()).toBeVisible()
          await accessible(page, name)
          await oneLanguage(page, language)
          if (scheme === 'light' && !DRAWN.includes(name)) await picture(page, `${name}.${language}`)
        })
      }
    })
  }
}

test.describe('with nothing there yet', () => {
  for (const { name, path, as } of SCREENS) {
    test(`${name} says so, to everybody`, async ({ page }) => {
      // What lists answer, without what is in them.
      await page.addInitScript(() => {
        const real = window.fetch
        window.fetch = async (path, how = {}) => {
          const answer = await real(path, how)
          if (how.method !== 'GET' || !answer.ok || !answer.headers.get('Content-Type')?.includes('json')) return answer
          const json = await answer.json()
          return Response.json(Array.isArray(json?.items) ? { ...json, items: [], next: null } : json, answer)
        }
      })
      await signIn(page, as, `/app${path}`)
      await answered(page)
      await accessible(page, `${name}, with nothing there`)
      if (name === 'pool') {
        await expect(page.locator('.pool > .blank')).toBeVisible()
        await picture(page, 'pool-empty.zh', ['desk'])
      }
    })
  }
})
