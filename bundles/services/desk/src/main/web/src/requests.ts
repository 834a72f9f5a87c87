import type { components } from 'lamplighter/api'
import { call } from 'lamplighter/host'

export type Request = components['schemas']['Request']
export type State = components['schemas']['State']
export type Move = components['schemas']['Move']
export type Kind = components['schemas']['Kind']

export const KINDS = ['fault-repair', 'emergency', 'complaint', 'report', 'enquiry', 'opinion', 'service'] as const
export const OPEN = ['received', 'triaged', 'returned', 'scheduled', 'dispatched', 'accepted', 'on-site', 'resolved', 'visited'] as const satisfies State[]

export const isOpen = (request: { state: State }) => (OPEN as readonly State[]).includes(request.state)
export const etag = (request: { version: number }) => `"${request.version}"`

type Timed = Request['promises'][number] & { dueAt: string }

/** Promises whose time can be told. */
export const timed = (request: Request) => request.promises.filter((promise): promise is Timed => promise.dueAt !== null)

/** The clock that runs now. A first answer is owed until somebody has judged it; all else until it is done. */
export function running(request: Request): { rule: string; dueAt: string } | null {
  const owed = timed(request).filter(promise => !isKept(promise.rule, request.state))
  return owed.reduce<(typeof owed)[number] | null>((first, each) => !first || each.dueAt < first.dueAt ? each : first, null)
}

export function isKept(rule: string, state: State): boolean {
  return rule.includes('.first-')
    ? !['received', 'returned'].includes(state)
    : !isOpen({ state }) || ['resolved', 'visited'].includes(state)
}

interface Page { items: Request[]; next: string | null }

/** All open requests that fit, each state in pages, handed over as they come. */
export async function load(filter: Record<string, string>, signal: AbortSignal, take: (some: Request[]) => void): Promise<void> {
  const states = filter.state ? [filter.state] : OPEN
  await Promise.all(states.map(async state => {
    for (let next: string | null = ''; next !== null;) {
      const query = new URLSearchParams({ ...filter, state, limit: '500', ...(next ? { after: next } : {}) })
      const page: Page = (await call<Page>(`/api/v1/requests?${query}`, { signal })).data
      take(page.items)
      next = page.next
    }
  }))
}

export const look = (no: string, signal?: AbortSignal) => call<Request>(`/api/v1/requests/${encodeURIComponent(no)}`, { signal })

export const move = (request: { requestNo: string; version: number }, to: Move, body: object, key: string) =>
  call<Request>(`/api/v1/requests/${encodeURIComponent(request.requestNo)}/${to}`, { method: 'POST', body, ifMatch: etag(request), key })
