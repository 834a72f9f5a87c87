import { createParser } from 'eventsource-parser'
import { onScopeDispose, shallowReactive, watch } from 'vue'
import { session } from './session'

/** One entry of the journal, as a CloudEvent. */
export interface Entry {
  id: string
  type: string
  subject: string
  time: string
  actor: string
  data: Record<string, unknown>
}

/** Whether what is shown is of now; `at` is the last moment of which that is sure. */
export const stream = shallowReactive<{ live: boolean; at: number }>({ live: false, at: Date.now() })

/** Somebody who looks at a request or a board: whether he has written what he has not sent, and whether he moves. */
export interface Looker { user: string; unsaved: boolean; idle: boolean; since: string }
/** @internal */
export interface Looking { requestNo: string | null; plan: string | null; lookers: readonly Looker[] }

type Listener = (entry: Entry) => void
const listeners = new Set<Listener>()
const anew = new Set<() => void>()
let partsChanged: () => void = () => undefined

/** Follows entries as long as the calling scope lives; without types all of them. */
export function follow(types: readonly string[], listener: Listener): void {
  const mine: Listener = entry => { if (!types.length || types.includes(entry.type)) listener(entry) }
  listeners.add(mine)
  onScopeDispose(() => listeners.delete(mine))
}

/** Called when entries may have been missed: whoever keeps a list asks for it again. */
export function whenAnew(listener: () => void): void {
  anew.add(listener)
  onScopeDispose(() => anew.delete(listener))
}

const looking = new Set<(looking: Looking) => void>()
/** @internal Called when others than before look at what is open here. */
export function whenLooking(listener: (looking: Looking) => void): void {
  looking.add(listener)
  onScopeDispose(() => looking.delete(listener))
}

/** @internal */
export function whenPartsChange(listener: () => void): void { partsChanged = listener }

// One tab of a browser holds the line, all others hear it from that one: a browser has few
// connections to a host. Whoever holds the lock reads; when its tab goes, the next goes on.
type Said = { entry: Entry } | { looking: Looking } | { live: boolean; at: number } | { parts: true } | { anew: true } | { ask: true }
const channel = new BroadcastChannel('lamplighter-stream')
let last: string | null = null
let leads = false

function tell(said: Said) {
  channel.postMessage(said)
  hear(said)
}

function hear(said: Said) {
  if ('entry' in said) {
    if (last !== null && !isAfter(said.entry.id, last)) return
    last = said.entry.id
    listeners.forEach(listener => listener(said.entry))
  } else if ('live' in said) {
    Object.assign(stream, said)
  } else if ('parts' in said) {
    partsChanged()
  } else if ('looking' in said) {
    looking.forEach(listener => listener(said.looking))
  } else if ('anew' in said) {
    anew.forEach(listener => listener())
  } else if (leads) {
    channel.postMessage({ live: stream.live, at: stream.at } satisfies Said)
  }
}

/** Ids are two numbers, the transaction's and the position's. */
function isAfter(id: string, other: string): boolean {
  const [a = 0, b = 0] = id.split('-').map(Number)
  const [c = 0, d = 0] = other.split('-').map(Number)
  return a > c || (a === c && b > d)
}

const BEATS_MISSED = 20_000
const SLOWEST = 30_000

/** Reads the line until it is closed; a line that says nothing for 20 s is broken (it beats every 15). */
async function read(signal: AbortSignal): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    const silent = new AbortController()
    let watchdog = 0
    const alive = () => {
      clearTimeout(watchdog)
      watchdog = window.setTimeout(() => silent.abort(), BEATS_MISSED)
      tell({ live: true, at: Date.now() })
    }
    try {
      const answer = await fetch('/api/v1/journal/stream?parts=true', {
        headers: { Accept: 'text/event-stream', 'X-Lamplighter': 'session', ...(last ? { 'Last-Event-ID': last } : {}) },
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.any([signal, silent.signal]),
      })
      if (answer.status === 401) {
        session.state = 'ended'
        return
      }
      // A journal that does not know the id is another one: of a restored backup, perhaps.
      if (answer.status === 400) last = null
      if (!answer.ok || !answer.body) throw new Error(String(answer.status))
      failures = 0
      alive()
      if (last === null) tell({ anew: true })
      tell({ parts: true })
      const parser = createParser({
        onEvent: event => {
          if (event.event === 'parts') tell({ parts: true })
          else if (event.event === 'lookers') tell({ looking: JSON.parse(event.data) as Looking })
          else if (event.id) tell({ entry: { ...JSON.parse(event.data) as Entry, id: event.id } })
        },
      })
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
      for (;;) {
        const { done, value } = await reader.read()
        if (done) break
        alive()
        parser.feed(value)
      }
    } catch {
      failures++
    } finally {
      clearTimeout(watchdog)
    }
    if (signal.aborted) return
    tell({ live: false, at: stream.at })
    const pause = Math.min(1000 * 2 ** Math.min(failures, 5), SLOWEST) * (0.75 + Math.random() / 2)
    await new Promise(done => setTimeout(done, pause))
  }
}

/** @internal Follows as long as somebody is signed in. */
export function begin(): void {
  channel.onmessage = message => hear(message.data as Said)
  channel.postMessage({ ask: true } satisfies Said)
  let end = new AbortController()
  watch(() => session.state, state => {
    end.abort()
    end = new AbortController()
    if (state !== 'in') return
    const { signal } = end
    navigator.locks.request('lamplighter-stream', { signal }, async () => {
      leads = true
      await read(signal)
      leads = false
    }).catch(() => undefined)
  }, { immediate: true })
}
