import type { components } from 'lamplighter/api'
import { asQuery, call, type Page } from 'lamplighter/host'

type Schemas = components['schemas']
/** A figure that a part contributes (指标). */
export type Index = Schemas['Index']
export type Figure = Schemas['Figure']
export type Case = Schemas['IndexCase']

export const LEVELS = ['cell', 'station', 'county', 'city', 'province'] as const

export const allIndices = async () => (await call<Page<Index>>('/api/v1/indices')).data.items
export const findFigures = async (index: string, query: Record<string, string | null | undefined>, signal?: AbortSignal) =>
  (await call<Page<Figure>>(`/api/v1/indices/${encodeURIComponent(index)}/figures?${asQuery(query)}`, { signal })).data.items
export const findCases = async (index: string, query: Record<string, string | null | undefined>, signal?: AbortSignal) =>
  (await call<Page<Case>>(`/api/v1/indices/${encodeURIComponent(index)}/cases?${asQuery(query)}`, { signal })).data

/** 96.4 %, or 12.5 min. */
export const worth = (index: Index, value: number | null) =>
  value === null ? '–' : index.measure === 'share' ? `${(value * 100).toFixed(1)} %` : `${value.toFixed(1)} min`

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
/** The month in which a figure's step begins, in the reader's zone. */
export function monthOf(begin: string): string {
  const at = new Date(begin)
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}`
}
