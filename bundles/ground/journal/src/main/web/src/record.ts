import type { components } from 'lamplighter/api'
import { call, callWatched, keep, type Page } from 'lamplighter/host'

export type Entry = components['schemas']['CloudEvent']
export type Head = components['schemas']['Head']
export type Reader = components['schemas']['Reader']
export type Verdict = components['schemas']['Verdict']
export type Finding = Verdict['findings'][number]

export interface Asked { subject: string; types: string; actor: string; block: string }

/** Places in the journal's order: the transaction's number, then the position. */
export function compare(a: string, b: string): number {
  const [ax = 0, ap = 0] = a.split('-').map(Number)
  const [bx = 0, bp = 0] = b.split('-').map(Number)
  return ax - bx || ap - bp
}
const beside = (id: string, by: number) => id.replace(/\d+$/, position => String(Number(position) + by))

export async function search({ subject, types, actor }: Asked, block: Head | null, after: string | null, signal: AbortSignal): Promise<Page<Entry>> {
  const query = new URLSearchParams({ limit: '100' })
  for (const [name, value] of Object.entries({ subject, types, actor, after: after ?? (block ? beside(block.last, 1) : '') })) if (value) query.set(name, value)
  const page = (await call<Page<Entry>>(`/api/v1/journal/search?${query}`, { signal })).data
  if (!block) return page
  const within = page.items.filter(entry => compare(entry.id, block.first) >= 0)
  return { items: within, next: within.length < page.items.length ? null : page.next }
}

export async function entryAt(id: string): Promise<Entry | null> {
  const page = (await call<Page<Entry>>(`/api/v1/journal?${new URLSearchParams({ after: beside(id, -1), limit: '1' })}`)).data
  return page.items[0]?.id === id ? page.items[0] : null
}

export const typesOf = async () => (await call<Page<{ type: string; says: string }>>('/api/v1/journal/types?limit=500')).data.items
export const lastHeads = async (n: number) => (await call<Page<Head>>(`/api/v1/journal/heads?last=${n}`)).data.items
export const headsAfter = async (block: number) => (await call<Page<Head>>(`/api/v1/journal/heads?after=${Math.max(0, block)}`)).data.items
export const findReaders = async () => (await call<Page<Reader>>('/api/v1/readers')).data.items
export const forgetReader = (name: string) => call(`/api/v1/readers/${encodeURIComponent(name)}`, { method: 'DELETE' })

/** The verification that runs, or ran last in this page; it goes on while another screen is shown. */
export const verification = () => keep('journal:verification', () => ({
  running: false, blocks: 0, of: 0, at: 0, verdict: null as Verdict | null, trouble: null as unknown,
}))

let ending: AbortController | null = null

export async function verify(): Promise<void> {
  const state = verification()
  if (state.running) return
  Object.assign(state, { running: true, blocks: 0, of: 0, trouble: null })
  ending = new AbortController()
  let ended = false
  try {
    await callWatched('/api/v1/journal/verification', { method: 'POST', signal: ending.signal }, (event, data) => {
      if (event === 'progress') Object.assign(state, data)
      else if (event === 'verdict') {
        ended = true
        Object.assign(state, { verdict: data, at: Date.now() })
      }
    })
    if (!ended) throw new TypeError('The line broke')
  } catch (error) {
    if (!ending.signal.aborted) state.trouble = error
  } finally {
    state.running = false
  }
}

export const stop = () => ending?.abort()
