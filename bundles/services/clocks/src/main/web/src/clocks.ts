import type { components } from 'lamplighter/api'
import { asQuery, call, type Page } from 'lamplighter/host'

type Schemas = components['schemas']
export type Clock = Schemas['Clock']
/** Somebody was urged (督办) and owes an answer. */
export type Urge = Schemas['Urge']

export const JUDGES = ['supervisor', 'administrator']
export const ANSWERS = ['agent', 'dispatcher', 'crew', 'supervisor', 'administrator']

export const findClocks = async (query: Record<string, string | null | undefined>, signal?: AbortSignal) =>
  (await call<Page<Clock>>(`/api/v1/clocks?${asQuery(query)}`, { signal })).data
export const lookClock = async (id: string) => (await call<Clock>(`/api/v1/clocks/${encodeURIComponent(id)}`)).data

export const findUrges = async (query: Record<string, string | null | undefined>, signal?: AbortSignal) =>
  (await call<Page<Urge>>(`/api/v1/urges?${asQuery(query)}`, { signal })).data
export const raise = (body: { on: string; to: string; text: string; answerWithinMinutes: number }, key: string) =>
  call<Urge>('/api/v1/urges', { method: 'POST', body, key })
export const answer = (urge: Urge, text: string, key: string) =>
  call<Urge>(`/api/v1/urges/${encodeURIComponent(urge.id)}/answer`, { method: 'POST', body: { text }, ifMatch: `"${urge.version}"`, key })

/** Whether it waits for its end still. */
export const isOpen = (clock: Clock) => clock.state === 'running' || clock.state === 'paused' || clock.state === 'breached'
export const isLate = (clock: Clock, at: number) => isOpen(clock) && (clock.late || (clock.dueAt !== null && Date.parse(clock.dueAt) < at))

/** What is due first, first; what has no due instant, last. */
export const byDue = (a: Clock, b: Clock) => {
  const first = a.dueAt ?? '~', second = b.dueAt ?? '~'
  return first < second ? -1 : first > second ? 1 : a.id < b.id ? -1 : 1
}

/** A code of the rules as a word of the messages has it. */
export const ruleKey = (code: string) => `clocks.rules.${code.replaceAll('.', '-')}`
