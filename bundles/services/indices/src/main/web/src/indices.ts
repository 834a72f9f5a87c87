import type { components } from 'lamplighter/api'
import { asQuery, call, type Page } from 'lamplighter/host'

type Schemas = components['schemas']
/** A figure that a part contributes (指标). */
export type Index = Schemas['Index']
export type Figure = Schemas['Figure']
export type Case = Schemas['IndexCase']
/** How a month stands, as it was seen. */
export type Standing = Schemas['IndexMonth'] & { etag: string | null }

export const LEVELS = ['cell', 'station', 'county', 'city', 'province'] as const

export const allIndices = async () => (await call<Page<Index>>('/api/v1/indices')).data.items
export const findFigures = async (index: string, query: Record<string, string | null | undefined>, signal?: AbortSignal) =>
  (await call<Page<Figure>>(`/api/v1/indices/${encodeURIComponent(index)}/figures?${asQuery(query)}`, { signal })).data.items
export const findCases = async (index: string, query: Record<string, string | null | undefined>, signal?: AbortSignal) =>
  (await call<Page<Case>>(`/api/v1/indices/${encodeURIComponent(index)}/cases?${asQuery(query)}`, { signal })).data

const months = '/api/v1/indices/months'
const asStanding = ({ data, etag }: { data: Schemas['IndexMonth']; etag: string | null }): Standing => ({ ...data, etag })
export const standingOf = async (month: string) => asStanding(await call(`${months}/${month}`))
export const remarkMonth = async (seen: Standing, index: string | null, text: string) =>
  asStanding(await call(`${months}/${seen.month}/remarks`, { method: 'POST', body: { index, text }, ifMatch: seen.etag ?? undefined, key: crypto.randomUUID() }))
export const closeMonth = async (seen: Standing) =>
  asStanding(await call(`${months}/${seen.month}/close`, { method: 'POST', ifMatch: seen.etag ?? undefined, key: crypto.randomUUID() }))

const isShare = (index: Index) => index.measure === 'share' || index.measure === 'ratio'
/** By how much of what is shown of it. */
export const shown = (index: Index, value: number) => (isShare(index) ? value * 100 : value).toFixed(1)
/** 96.4 %, 12.5 min, or 3.1 ‰. */
export const worth = (index: Index, value: number | null) =>
  value === null ? '–' : `${shown(index, value)} ${isShare(index) ? '%' : index.measure === 'minutes' ? 'min' : '‰'}`

/** What a case leads back to; null where it is no page. */
export function pageOf(index: Index, on: string): string | null {
  if (/^F\d{13}$/.test(on)) return `/accountability/all/${on}`
  return index.types.some(type => /^(request|clock|visit|work-order|appointment)\./.test(type)) ? `/requests/${on}` : null
}

const pad = (number: number) => String(number).padStart(2, '0')
/** The month so many months before, as 2026-11. */
export function monthBefore(month: string, months: number): string {
  const [year = 0, of = 1] = month.split('-').map(Number)
  const all = year * 12 + of - 1 - months
  return `${Math.floor(all / 12)}-${pad(all % 12 + 1)}`
}
/** First and last day of a month. */
export function daysOf(month: string): { from: string; to: string } {
  const [year = 0, of = 1] = month.split('-').map(Number)
  return { from: `${month}-01`, to: `${month}-${pad(new Date(year, of, 0).getDate())}` }
}
/** The month in which a figure's step begins: the house's, whose offset it is written with. */
export const monthOf = (begin: string) => begin.slice(0, 7)
