import type { components } from 'lamplighter/api'
import { asQuery, call, type Page } from 'lamplighter/host'

type Schemas = components['schemas']
/** A customer, asked or not about one piece of work (回访). */
export type Visit = Schemas['Visit']
export type Rate = Schemas['VisitRate']
export type Question = Schemas['VisitQuestion']
export type Reason = Schemas['VisitReason']
export type Request = Schemas['Request']

export const CALLERS = ['agent', 'dispatcher', 'supervisor']
export const STATES = ['undecided', 'asked', 'calling', 'answered', 'not-reached', 'dropped', 'unasked'] as const
export const KINDS = ['fault-repair', 'emergency', 'complaint', 'report', 'enquiry', 'opinion', 'service'] as const
export const UNITS = ['cell', 'station', 'county', 'city', 'province', 'kind'] as const
export const IN_VAIN = ['no-answer', 'busy', 'call-back', 'refused', 'wrong-number'] as const

const at = (visit: Visit) => `/api/v1/visits/${encodeURIComponent(visit.id)}`

export const findVisits = async (query: Record<string, string | null | undefined>, signal?: AbortSignal) =>
  (await call<Page<Visit>>(`/api/v1/visits?${asQuery(query)}`, { signal })).data
export const findRates = async (query: Record<string, string>, signal?: AbortSignal) =>
  (await call<Page<Rate>>(`/api/v1/visits/rates?${asQuery(query)}`, { signal })).data.items
export const questionsOf = async (visit: Visit) => (await call<Page<Question>>(`${at(visit)}/questions`)).data.items
export const allReasons = async () => (await call<Page<Reason>>('/api/v1/visits/reasons')).data.items
/** With the phone: a look that is on record. */
export const requestOf = async (visit: Visit) => (await call<Request>(`/api/v1/requests/${encodeURIComponent(visit.requestNo)}`)).data

export interface Said { score: number; reasons: string[]; answers: Record<string, string>; comment?: string }
export const answer = (visit: Visit, body: Said, key: string) =>
  call<Visit>(`${at(visit)}/answer`, { method: 'POST', body, ifMatch: `"${visit.version}"`, key })
export const tried = (visit: Visit, outcome: string, key: string) =>
  call<Visit>(`${at(visit)}/tries`, { method: 'POST', body: { outcome }, ifMatch: `"${visit.version}"`, key })

/** Of a share, as 97.2 %. */
export const percent = (share: number) => `${(share * 100).toFixed(1)} %`
