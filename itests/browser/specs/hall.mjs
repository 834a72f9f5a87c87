/** What every test here stands on: a page that may do nothing wrong, people who sign in, and the instance's own shell. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'

export { expect }
export const { LAMP = 'http://127.0.0.1:8181', LAMP_DATA = '../../data' } = process.env
const { LAMP_HOME = '', JAVA_HOME = '', SCREENS = 'target/screens' } = process.env
/** Whether each takes its whole time; else the same in short. */
export const isLong = process.env.LONG === 'true'
export const ROLES = ['agent', 'dispatcher', 'crew', 'supervisor', 'assessor', 'integrator', 'administrator']
export const users = () => JSON.parse(readFileSync(`${LAMP_DATA}/first-users.json`, 'utf8'))
export const user = role => users().find(each => each.roles?.includes(role))

/** Fails at every error of the console, violation of the policy, and answer of 400 and above that is not named. */
export const test = base.extend({
  allowed: [[], { option: true }],
  page: async ({ page, allowed, baseURL }, use) => {
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
    page.on('request', request => { if (!request.url().startsWith(baseURL) && !request.url().startsWith('data:')) wrong.push(`outside: ${request.url()}`) })
    page.asked = new Set()
    page.on('request', request => { if (request.url().includes('/api/') && !request.url().includes('/stream')) page.asked.add(request) })
    for (const end of ['requestfinished', 'requestfailed']) page.on(end, request => page.asked.delete(request))
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

/** Until every question that the page has asked is answered, and it asks no more. */
export async function answered(page) {
  for (let calm = 0; calm < 4; calm = page.asked.size ? 0 : calm + 1) await page.waitForTimeout(50)
}

/** Another screen of the same page. */
export async function go(page, path) {
  await page.evaluate(to => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate', { state: null }))
  }, `/app${path}`)
  await answered(page)
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

/** All requests in a state, by number. */
export async function numbersOf(call, state) {
  const found = []
  for (let after = ''; after !== null;) {
    const { json } = await call('GET', `/api/v1/requests?state=${state}&limit=500${after && `&after=${after}`}`)
    found.push(...json.items.map(each => each.requestNo))
    after = json.next
  }
  return found
}

/** What the pool shows, and one of it. */
export const rows = page => page.locator('.box [role=row]')
export const row = (page, no) => rows(page).filter({ hasText: no })

export const shell = command => execFileSync(`${LAMP_HOME}/bin/lamplighter`, ['shell', command], { encoding: 'utf8' })

/** A part's bundle with a newer module of its screens, which does what {@code script} says besides; for bundle:update. */
export function newer(part, script) {
  const versions = join(LAMP_HOME, 'system/io/lamplighter', part)
  const [version] = readdirSync(versions)
  const folder = mkdtempSync(join(tmpdir(), 'newer-'))
  const bundle = join(folder, `${part}.jar`)
  const jar = (...words) => execFileSync(JAVA_HOME ? join(JAVA_HOME, 'bin/jar') : 'jar', words, { cwd: folder })
  copyFileSync(join(versions, version, `${part}-${version}.jar`), bundle)
  jar('xf', bundle, 'web')
  const said = join(folder, 'web/part.json')
  const offer = JSON.parse(readFileSync(said, 'utf8'))
  const module = readFileSync(join(folder, 'web', offer.module.split('/').at(-1)), 'utf8')
  writeFileSync(join(folder, 'web/screen-isnewer1.js'), `${script}\n${module}`)
  writeFileSync(said, JSON.stringify({ ...offer, module: `/app/parts/${part}/screen-isnewer1.js` }))
  jar('uf', bundle, 'web/part.json', 'web/screen-isnewer1.js')
  return `file:${bundle}`
}

const AXE = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
/** Nobody is kept out: no serious or critical finding. By evaluate, because the policy lets no script in. */
export async function accessible(page, what) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(AXE)
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  const bad = violations.filter(each => ['serious', 'critical'].includes(each.impact))
  expect(bad.map(each => `${what}: ${each.id} ${each.nodes.map(node => node.html.slice(0, 120)).join(' | ')}`)).toEqual([])
}

/** What our own words stand in: heads, labels, the way round, the keys. People's words are in none of these. */
const OURS = 'th, label, legend, dt, .nav h2, .nav a, .keys span, .views a, .figs span'
/** As they are written in Chinese, too. */
const NAMES = /\b(CSV|csv|ics|JSON|GeoJSON|CIM|RDF|XML|URL|API|GPS|SMS|MQTT|SOAP|REST|HTTP|PMS|ERP|CPU|JVM|KPI|Camel|PostgreSQL|Esc|Enter|Ctrl|Alt|Tab|Home|End|kWh|kVA|kV|MB|GB|km)\b/g
/** No word is missing, and none is of the other language. */
export async function oneLanguage(page, language) {
  const texts = await page.locator(OURS).evaluateAll(all => all.map(each => {
    const copy = each.cloneNode(true)
    copy.querySelectorAll('option, input, textarea, .mono, kbd').forEach(part => part.remove())
    return copy.textContent.trim()
  }))
  const foreign = language === 'zh' ? text => /[A-Za-z]{3,}/.test(text.replace(NAMES, '')) : text => /[\u4e00-\u9fff]/.test(text)
  expect(texts.filter(foreign), `words of another language in ${language}`).toEqual([])
  // A word that is missing shows its own name; the record and routes name types of entries.
  expect(await page.locator('body').innerText()).not.toMatch(/\b((trouble|signIn|keys|list|states(?!\.in\b)|kinds)\.[a-z]|clock\.(?!started|paused|resumed|warned|breached|met|withdrawn|rescheduled)[a-z])/)
}

const SIZES = { desk: [1366, 768], wide: [1920, 1080], phone: [390, 844] }
/** A third of what the browser gives. */
const packed = (page, png) => page.evaluate(async data => {
  const bytes = Uint8Array.from(atob(data), each => each.charCodeAt(0))
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  const canvas = new OffscreenCanvas(image.width, image.height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 })
  let text = ''
  for (const each of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(each)
  return btoa(text)
}, png.toString('base64')).then(text => Buffer.from(text, 'base64'))

/** How it looks, at each width; at none of them does the page itself move sideways. The widest one is kept in Chinese alone. */
export async function picture(page, name, sizes = name.includes('.en') ? ['desk', 'phone'] : ['desk', 'wide', 'phone']) {
  mkdirSync(SCREENS, { recursive: true })
  const before = page.viewportSize()
  for (const size of sizes) {
    const [width, height] = SIZES[size]
    await page.setViewportSize({ width, height })
    await page.waitForTimeout(250)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${name} at ${width}`).toBeLessThanOrEqual(0)
    const png = await page.screenshot({ scale: 'css' })
    writeFileSync(`${SCREENS}/${name}.${width}.webp`, await packed(page, png))
  }
  await page.setViewportSize(before)
}
