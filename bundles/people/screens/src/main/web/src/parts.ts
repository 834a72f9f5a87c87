import { defineComponent, h, markRaw, nextTick, reactive, shallowReactive, watch, type Component } from 'vue'
import type { RouteLocationNormalized, Router } from 'vue-router'
import type { Part } from './host'
import { places, put } from './host/panels'
import { i18n } from './host/settings'
import Gone from './Gone.vue'

/** An entry of the navigation, as a part's package.json names it. */
export interface Entry {
  path: string
  title: { zh: string; en: string }
  group: 'duty' | 'field' | 'data' | 'system'
  order: number
  roles: string[]
  /** Takes what is looked for at the top of the page, as ?q=. */
  finds?: boolean
  /** Has the whole window, without bar and navigation. */
  bare?: boolean
  /** Paths that belong to it besides its own. */
  below?: string[]
}

/** What the server says of a part: away since, and what there is. */
export interface Offer {
  name: string
  away: string | null
  /** `panels`: the places in pages of others that it puts something into. */
  screen: { module: string; css: string[]; entries: Entry[]; panels?: string[] }
}

interface Held {
  offer: Offer
  away: string | null
  undo: (() => void)[]
  loaded?: Promise<void>
  failed?: boolean
}

const SWAP_PAUSE = 1500
const AWAY_PATIENCE = 2000
const FOCUS_PATIENCE = 5000

/** Where it is, with what is asked: a path alone would lose that. */
const place = ({ path, query, hash }: RouteLocationNormalized) => ({ path, query, hash })

/** The parts that bring screens, as they come, go and are replaced under the open page. */
export class Parts {
  readonly held = shallowReactive(new Map<string, Held>())
  /** Names of the screens that stay alive while another is shown. */
  readonly alive = shallowReactive(new Set<string>())
  private lastKey = 0
  private turn = Promise.resolve()

  constructor(private readonly router: Router) {
    addEventListener('keydown', () => { this.lastKey = Date.now() }, true)
    router.beforeEach(async to => {
      const part = this.held.get(to.meta.part as string)
      if (!part || !to.meta.placeholder) return true
      await this.load(part)
      // Else it would come by here for ever.
      return part.failed ? true : { ...place(to), replace: true }
    })
    watch(places, () => this.fill())
  }

  /** Asks the server what there is. */
  refresh(): Promise<void> {
    this.turn = this.turn.then(() => this.read()).catch(() => undefined)
    return this.turn
  }

  private async read() {
    const answer = await fetch('/app/parts.json', { headers: { 'X-Lamplighter': 'session' }, cache: 'no-cache' })
    if (answer.ok) await this.offer(await answer.json() as Offer[])
  }

  private async offer(offers: Offer[]) {
    const changed = new Set<string>()
    for (const [name, held] of [...this.held]) {
      const now = offers.find(offer => offer.name === name)
      if (now?.screen.module === held.offer.screen.module) {
        this.setAway(held, now.away)
      } else {
        changed.add(name)
      }
    }
    const shown = () => this.router.currentRoute.value
    const swaps = changed.has(shown().meta.part as string)
    if (swaps) await this.calm()
    for (const name of changed) this.remove(name)
    for (const offer of offers) if (!this.held.has(offer.name)) this.add(offer)
    this.fill()
    if (swaps || shown().name === 'gone') {
      const back = focusKept()
      await this.router.replace({ ...place(shown()), force: true })
      await nextTick()
      back()
    }
  }

  /** A part that is being replaced is away for a moment: nobody has to hear of it. */
  private setAway(held: Held, since: string | null) {
    held.offer.away = since
    if (since === null) held.away = null
    else setTimeout(() => { held.away = held.offer.away }, AWAY_PATIENCE)
  }

  /** Until nobody has typed for a moment. */
  private async calm() {
    for (let wait; (wait = this.lastKey + SWAP_PAUSE - Date.now()) > 0;) {
      await new Promise(done => setTimeout(done, wait))
    }
  }

  private add(offer: Offer) {
    const held: Held = reactive({ offer: markRaw(offer), away: offer.away, undo: markRaw([]) })
    const meta = { part: offer.name, placeholder: true }
    for (const path of offer.screen.entries.flatMap(entry => [entry.path, ...(entry.below ?? [])])) {
      held.undo.push(this.router.addRoute({ path: `${path}/:rest(.*)*`, component: Gone, meta }))
    }
    for (const href of offer.screen.css) {
      const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href })
      document.head.append(link)
      held.undo.push(() => link.remove())
    }
    this.held.set(offer.name, held)
  }

  private load(held: Held): Promise<void> {
    held.failed = false
    held.loaded ??= this.bring(held).catch((error: unknown) => {
      console.warn('The screens of', held.offer.name, 'do not come', error)
      held.loaded = undefined
      held.failed = true
    })
    return held.loaded
  }

  /** Brings the parts that have something for a place that is looked at. */
  private fill() {
    for (const held of this.held.values()) if (held.offer.screen.panels?.some(each => places.has(each))) void this.load(held)
  }

  private async bring(held: Held) {
    const { name, screen } = held.offer
    const part = (await import(/* @vite-ignore */ screen.module) as { default: Part }).default
    if (this.held.get(name) !== held) return
    for (const [locale, words] of Object.entries(part.messages)) i18n.global.mergeLocaleMessage(locale, { [name]: words })
    for (const { path, component } of part.screens) {
      // A name of this version alone: what is kept alive of another goes.
      const own = `${screen.module}${path}`
      const inner: Component = component
      const wrapped = markRaw(defineComponent({ name: own, setup: () => () => h(inner) }))
      this.alive.add(own)
      held.undo.push(this.router.addRoute({ path, component: wrapped, meta: { part: name } }), () => this.alive.delete(own))
    }
    for (const [where, component] of Object.entries(part.panels ?? {})) {
      const panel = { place: where, component: markRaw(component) }
      put.add(panel)
      held.undo.push(() => put.delete(panel))
    }
  }

  private remove(name: string) {
    const held = this.held.get(name)
    this.held.delete(name)
    held?.undo.reverse().forEach(undo => undo())
  }
}

/** The field with the focus by its id, so that who was in it is in it again when it has come back. */
function focusKept(): () => void {
  const field = document.activeElement
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || !field.id) return () => undefined
  const { id, selectionStart, selectionEnd } = field
  const until = Date.now() + FOCUS_PATIENCE
  const look = () => {
    const again = document.getElementById(id)
    const elsewhere = document.activeElement !== document.body
    if (again instanceof HTMLInputElement || again instanceof HTMLTextAreaElement) {
      if (elsewhere) return
      again.focus()
      if (selectionStart !== null) again.setSelectionRange(selectionStart, selectionEnd)
    } else if (!elsewhere && Date.now() < until) requestAnimationFrame(look)
  }
  return look
}
