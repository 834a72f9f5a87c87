import type { components } from 'lamplighter/api'
import { call, now, type Page } from 'lamplighter/host'

export type Letter = components['schemas']['Letter']
export type RouteSet = components['schemas']['RouteSet']
export type Route = components['schemas']['Route']

export const CHANGES = ['integrator', 'administrator']

/** How a route is: blocked while its partner is away, slow while what waits is old. */
export type Mood = 'late' | 'soon' | 'paused' | 'met'

const SLOW = 30_000

export const age = (time: string | null | undefined) => (time ? Math.max(0, now.value - Date.parse(time)) : 0)

export function mood({ follower }: Route): Mood {
  if (follower?.blockedSince) return 'late'
  if (follower && !follower.here) return 'paused'
  return age(follower?.oldest) > SLOW ? 'soon' : 'met'
}

export const moodOf = (set: RouteSet): Mood => ({ running: 'met', outdated: 'soon', refused: 'late', sleeping: 'paused' } as const)[set.state]

export const findRoutes = async () => (await call<Page<RouteSet>>('/api/v1/routes')).data.items

export async function findLetters(reader: string, after: string | null, signal: AbortSignal): Promise<Page<Letter>> {
  const query = new URLSearchParams({ limit: '100', ...(reader ? { reader } : {}), ...(after ? { after } : {}) })
  return (await call<Page<Letter>>(`/api/v1/letters?${query}`, { signal })).data
}

const at = (id: string) => `/api/v1/letters/${encodeURIComponent(id)}`

export const lookAt = async (id: string) => (await call<Letter>(at(id))).data

export const correct = async (letter: Letter, data: unknown) =>
  (await call<Letter>(at(letter.id), { method: 'PUT', ifMatch: `"${letter.version}"`, body: { data } })).data

export const replay = (id: string) => call(`${at(id)}/replay`, { method: 'POST', body: {} })

export const replayAll = async (reader: string) =>
  (await call<{ replayed: number }>('/api/v1/letters/replay', { method: 'POST', body: reader ? { reader } : {} })).data.replayed

export const discard = (id: string, why: string) => call(`${at(id)}/discard`, { method: 'POST', body: { why } })
