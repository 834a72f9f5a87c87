import type { components } from 'lamplighter/api'
import { call, callBlob, save, type Page } from 'lamplighter/host'

type Schemas = components['schemas']
export type Sample = Schemas['Sample']
export type SampleCase = Schemas['SampleCase']
export type Clock = Schemas['Clock']
export type Rule = Schemas['Rule']
export type Finding = Sample['findings'][number]
export const VERDICTS = ['in-order', 'wrong', 'unclear'] as const
export type Verdict = (typeof VERDICTS)[number]
export const MARKS: Record<Verdict, string> = { 'in-order': 'is-met', wrong: 'is-late', unclear: 'is-soon' }

const at = (no: string) => `/api/v1/samples/${encodeURIComponent(no)}`
export const find = async (after: string | null, signal?: AbortSignal) =>
  (await call<Page<Sample>>(`/api/v1/samples?limit=50${after ? `&after=${encodeURIComponent(after)}` : ''}`, { signal })).data
export const look = async (no: string) => (await call<Sample>(at(no))).data
export const commit = async (body: object, key: string) => (await call<Sample>('/api/v1/samples', { method: 'POST', body, key })).data
export const draw = (sample: Sample, secret: string) =>
  call<Sample>(`${at(sample.no)}/draw`, { method: 'POST', body: { secret }, ifMatch: `"${sample.version}"`, key: crypto.randomUUID() })
export const evidence = async (no: string, of: string) => (await call<SampleCase>(`${at(no)}/cases/${encodeURIComponent(of)}`)).data
export const record = (no: string, of: string, body: object, key: string) =>
  call<Sample>(`${at(no)}/cases/${encodeURIComponent(of)}/findings`, { method: 'POST', body, key })
export async function take(no: string) {
  save(`${no}.zip`, 'application/zip', await callBlob(`${at(no)}/export`))
}

/** SHA-256 in hex of a text in UTF-8. */
export async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
export const random = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')

// The secret stays in the assessor's own browser until the draw tells it; the house has its hash.
const place = (commitment: string) => `lamplighter.sample.${commitment}`
export function keepSecret(commitment: string, secret: string) {
  try { localStorage.setItem(place(commitment), secret) } catch { /* a private window: he has to keep it himself */ }
}
export function keptSecret(commitment: string): string {
  try { return localStorage.getItem(place(commitment)) ?? '' } catch { return '' }
}
export function forgetSecret(commitment: string) {
  try { localStorage.removeItem(place(commitment)) } catch { /* nothing was kept */ }
}

/** The last word of a case; undefined while nobody has said anything. */
export const lastOf = (sample: Sample, of: string): Finding | undefined => sample.findings.filter(one => one.caseNo === of).at(-1)

export const clocksOf = async (on: string) => (await call<Page<Clock>>(`/api/v1/clocks?on=${encodeURIComponent(on)}&limit=100`)).data.items
export const ruleOf = async (clock: Clock) =>
  (await call<Page<Rule>>(`/api/v1/rules?code=${encodeURIComponent(clock.rule)}&limit=100`)).data.items
    .find(rule => rule.edition === clock.edition && rule.issuer === clock.issuer)
export const reckon = async (clock: Clock, rule: Rule) =>
  (await call<{ due: string | null }>('/api/v1/clocks/compute', {
    method: 'POST',
    body: { start: clock.startedAt, amount: rule.amount, unit: rule.unit, calendar: rule.calendar, pauses: clock.pauses.map(({ from, to }) => ({ from, to })) },
  })).data.due
