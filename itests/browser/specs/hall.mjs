/** What every test here stands on: a page that may do nothing wrong, people who sign in, and the instance's own shell. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { test as base, expect } from '@playwright/test'

export { expect }
const { LAMP = 'http://127.0.0.1:8181', LAMP_DATA = '../../data', LAMP_HOME = '', SCREENS = 'target/screens' } = process.env
const users = () => JSON.parse(readFileSync(`${LAMP_DATA}/first-users.json`, 'utf8'))
export const user = role => users().find(each => each.roles?.includes(role))

/** Fails at every error of the console, violation of the policy, and answer of 400 and above that is not named. */
export const test = base.extend({
  allowed: [[], { option: true }],
  page: async ({ page, allowed }, use) => {
    const wrong = []
    const fine = text => allowed.some(one => text.includes(one))
    page.on('console', message => {
      // An answer that is allowed is told of here once more.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) wrong.push(message.text())
    })
    page.on('pageerror', error => wrong.push(String(error)))
    page.on('response', answer => {
      const text = `${answer.status()} ${new URL(answer.url()).pathname}`
      if (answer.status() >= 400 && !fine(text)) wrong.push(text)
    })
    page.on('request', request => { if (!request.url().startsWith(LAMP) && !request.url().startsWith('data:')) wrong.push(`outside: ${request.url()}`) })
    await page.addInitScript(() => addEventListener('securitypolicyviolation', event => console.error(`CSP ${event.violatedDirective} ${event.blockedURI}`)))
    await use(page)
    expect(wrong).toEqual([])
  },
})

export async function signIn(page, role, path = '/app/') {
  const { user: name, password } = user(role)
  await page.goto(path)
  await page.locator('#sign-user').fill(name)
  await page.locator('#sign-password').fill(password)
  await page.locator('form button[type=submit]').click()
  // A key that comes before the screen goes nowhere.
  await expect(page.locator('.main section h1').first()).toBeVisible()
  // New ones wait while the mouse rests in a list.
  await page.mouse.move(0, 0)
}

/** A script's own session, for what others do meanwhile. */
export async function api(role) {
  const { user: name, password } = user(role)
  const login = await fetch(`${LAMP}/api/v1/sessions`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ user: name, password }) })
  const { token } = await login.json()
  return async (method, path, body, headers = {}) => {
    const answer = await fetch(LAMP + path, { method, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers }, body: typeof body === 'object' ? JSON.stringify(body) : body })
    return { status: answer.status, etag: answer.headers.get('ETag'), json: answer.status === 204 ? null : await answer.json() }
  }
}

const some = length => Array.from({ length }, () => Math.floor(Math.random() * 10)).join('')
/** Somebody reports something, from a place of his own, else it would be taken for the same; answers its number. */
export async function report(call, text, more = {}) {
  const body = { channel: 'app', channelRef: `browser-${some(12)}`, text, kind: 'fault-repair', address: `第${some(6)}号村`, region: '330602', contact: { name: '王先生', phone: `138${some(8)}` }, ...more }
  const { status, json } = await call('POST', '/api/v1/submissions', body)
  expect(status).toBe(201)
  return json.requestNo
}

export const shell = command => execFileSync(`${LAMP_HOME}/bin/lamplighter`, ['shell', command], { encoding: 'utf8' })

const AXE = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
/** Nobody is kept out: no serious or critical finding. By evaluate, because the policy lets no script in. */
export async function accessible(page, what) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(AXE)
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  const bad = violations.filter(each => ['serious', 'critical'].includes(each.impact))
  expect(bad.map(each => `${what}: ${each.id} ${each.nodes.map(node => node.html.slice(0, 120)).join(' | ')}`)).toEqual([])
}

const SIZES = { desk: [1366, 768], wide: [1920, 1080], phone: [390, 844] }
/** How it looks, at each width; at none of them does the page itself move sideways. The widest one is kept in Chinese alone. */
export async function picture(page, name, sizes = name.includes('.en') ? ['desk', 'phone'] : ['desk', 'wide', 'phone']) {
  mkdirSync(SCREENS, { recursive: true })
  const before = page.viewportSize()
  for (const size of sizes) {
    const [width, height] = SIZES[size]
    await page.setViewportSize({ width, height })
    await page.waitForTimeout(250)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${name} at ${width}`).toBeLessThanOrEqual(0)
    await page.screenshot({ path: `${SCREENS}/${name}.${width}.png`, scale: 'css' })
  }
  await page.setViewportSize(before)
}
