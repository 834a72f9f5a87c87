import type { components } from 'lamplighter/api'
import { call, Refused, type Page } from 'lamplighter/host'

export type Call = components['schemas']['Call']
export type Customer = components['schemas']['Customer']
export type Request = components['schemas']['Request']
export type Receipt = components['schemas']['Receipt']
export interface Figures { offered: number; answered: number; abandoned: number; waitSeconds: number; longestWaitSeconds: number; within20Seconds: number }

export const KINDS = ['fault-repair', 'emergency', 'complaint', 'report', 'enquiry', 'opinion', 'service'] as const
export const OUTCOMES = ['answered', 'wrong-number', 'cut-off', 'nuisance'] as const

const at = (no: string, act = '') => `/api/v1/calls/${encodeURIComponent(no)}${act}`

export const openCalls = async () => (await call<Page<Call>>('/api/v1/calls')).data.items
export const look = (no: string) => call<Call>(at(no))
export const figures = async () => (await call<Record<string, Figures>>('/api/v1/calls/figures')).data

interface Opened { call: Call; customers: { customerNo: string }[] }
export const open = async (phone: string, line: string, region: string) =>
  (await call<Opened>('/api/v1/calls', { method: 'POST', body: { phone: phone || null, line, ...(region ? { region } : {}) } })).data

export const takeDown = async (no: string, body: object) => (await call<Receipt>(at(no, '/take-down'), { method: 'POST', body })).data

/** The caller's own state of it may be older than what he has done himself: it is looked at once more. */
async function act(no: string, what: string, body: object) {
  const { etag } = await look(no)
  return (await call<Call>(at(no, what), { method: 'POST', body, ifMatch: etag ?? undefined })).data
}
export const transfer = (no: string, to: string) => act(no, '/transfer', { to })
export const close = (no: string, outcome: string) => act(no, '/close', outcome ? { outcome } : {})

const list = async <T>(path: string, query: Record<string, string>) => (await call<Page<T>>(`${path}?${new URLSearchParams(query)}`)).data.items
const MOST = 5

/** Who may be behind the number: those whose profile has it. */
export async function whoHas(phone: string): Promise<string[]> {
  return (await list<Customer>('/api/v1/customers', { q: phone, limit: String(MOST) })).map(one => one.customerNo)
}
/** A call goes on without customers: their part may be away, or its looks spent. */
export async function profiles(numbers: string[]): Promise<Customer[]> {
  const all = await Promise.all(numbers.map(no => call<Customer>(`/api/v1/customers/${encodeURIComponent(no)}`).then(({ data }) => data, (error: unknown) => {
    if (error instanceof Refused) return null
    throw error
  })))
  return all.filter(one => one !== null)
}
export const historyOf = (customerNo: string) => list<Request>('/api/v1/requests', { customerNo, limit: '20' })
