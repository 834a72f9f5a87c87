import type { components } from 'lamplighter/api'
import { asQuery, call, type Page } from 'lamplighter/host'

type Schemas = components['schemas']
export type Learning = Schemas['Learning']
export type Figure = Schemas['LearningFigure']
/** A model that was learned from corrections. */
export type Model = Schemas['KindModel']
export type Change = Schemas['KindChange']
export const KINDS = ['fault-repair', 'emergency', 'complaint', 'report', 'enquiry', 'opinion', 'service'] as const

const BASE = '/api/v1/learning'
export const standing = async (signal?: AbortSignal) => (await call<Learning>(BASE, { signal })).data
export const findFigures = async (query: Record<string, string>, signal?: AbortSignal) =>
  (await call<Page<Figure>>(`${BASE}/figures?${asQuery(query)}`, { signal })).data.items
export const findModels = async (after: string | null, signal?: AbortSignal) =>
  (await call<Page<Model>>(`${BASE}/versions?${asQuery({ after, limit: '50' })}`, { signal })).data
export const findChanges = async (no: number, signal?: AbortSignal) =>
  (await call<Page<Change>>(`${BASE}/versions/${no}/changes`, { signal })).data.items
/** Whatever has become of it meanwhile: the server says when it cannot be. */
export const decide = (no: number, what: 'enforce' | 'withdraw', key: string) =>
  call<Model>(`${BASE}/versions/${no}/${what}`, { method: 'POST', ifMatch: '*', key })
export const backToShipped = (key: string) => call<Learning>(`${BASE}/shipped/enforce`, { method: 'POST', key })
export const learnNow = (key: string) => call<unknown>(`${BASE}/lessons`, { method: 'POST', key })

/** Of a share, as 97.2 %. */
export const percent = (share: number) => `${(share * 100).toFixed(1)} %`
