import type { components } from 'lamplighter/api'
import type { Feature, FeatureCollection } from 'geojson'
import { asQuery, call, callText, type Page } from 'lamplighter/host'

type Schemas = components['schemas']
export type Unit = Schemas['Unit']
export type Duty = Schemas['Duty']
export type Roster = Schemas['Roster']
export type UnitDuty = Schemas['UnitDuty']
export type LogItem = Schemas['UnitLogItem']
export type Handover = Schemas['Handover']
export type Holder = Schemas['Responsibility']
export type Conflict = Schemas['UnitsConflict']
export type Unplaced = Schemas['UnplacedRequest']
export type Outcome = Schemas['UnitsOutcome']

export const TAKES = ['agent', 'dispatcher', 'crew', 'supervisor']
export const ROSTERS = ['supervisor', 'administrator']
export const LOADS = ['integrator', 'administrator']

const CSV = { accept: '.csv,text/csv', type: 'text/csv' }
/** The files that can be brought in, and what each must have. */
export const KINDS = {
  units: { path: 'units', columns: 'code,name,level,region', ...CSV },
  people: { path: 'units/people', columns: 'unit,login,as', ...CSV },
  rules: { path: 'units/rules', columns: 'cell,by,value', ...CSV },
  shapes: { path: 'units/shapes', columns: 'FeatureCollection', accept: '.geojson,.json', type: 'application/geo+json' },
} as const
export type Kind = keyof typeof KINDS

const list = async <T>(path: string, query: Record<string, string | null>, signal?: AbortSignal) =>
  (await call<Page<T>>(`/api/v1/${path}?${asQuery(query)}`, { signal })).data
const coded = encodeURIComponent

const MOST_PAGES = 8
const MOST_SHAPE_PAGES = 40
/** All pages, one after the other, but no more than `most`. */
async function paged<T>(most: number, ask: (after: string | null) => Promise<Page<T>>): Promise<T[]> {
  const found: T[] = []
  let after: string | null = null
  for (let i = 0; i === 0 || (after !== null && i < most); i++) {
    const page: Page<T> = await ask(after)
    found.push(...page.items)
    after = page.next
  }
  return found
}
const all = <T>(path: string, query: Record<string, string>) => paged<T>(MOST_PAGES, after => list<T>(path, { ...query, limit: '500', after }))
/** All units of the caller's region, by code. */
export const allUnits = () => all<Unit>('units', {})
type Shapes = FeatureCollection & { next: string | null }
/** All polygons of the caller's cells, page after page. */
export const shapes = () => paged<Feature>(MOST_SHAPE_PAGES, async after => {
  const { features, next } = JSON.parse(await callText(`/api/v1/units/shapes?${asQuery({ after })}`, 'application/geo+json')) as Shapes
  return { items: features, next }
})

export const dutyOf = async (unit: string) => (await call<UnitDuty>(`/api/v1/units/${coded(unit)}/duty`)).data
export const duties = (unit: string, from: Date, to: Date) => all<Duty>('rosters', { unit, from: from.toISOString(), to: to.toISOString() })
export const roster = (unit: string) => call<Roster>(`/api/v1/rosters/${coded(unit)}`)
export const rosterText = (unit: string) => callText(`/api/v1/rosters/${coded(unit)}`, 'text/calendar')
export const putRoster = (unit: string, text: string, type: string, ifMatch: string | null, key: string) =>
  call<Roster>(`/api/v1/rosters/${coded(unit)}`, { method: 'PUT', body: text, type, key, ...(ifMatch ? { ifMatch } : {}) })

export const logOf = (unit: string, after: string | null, signal: AbortSignal) => list<LogItem>(`units/${coded(unit)}/log`, { after, limit: '50' }, signal)
export const note = (unit: string, text: string, key: string) => call<LogItem>(`/api/v1/units/${coded(unit)}/log`, { method: 'POST', body: { text }, key })

export const handovers = (query: Record<string, string | null>) => list<Handover>('handovers', { limit: '100', ...query })
export const offer = (body: { on: string; to: string; reason: string }, key: string) => call<Handover>('/api/v1/handovers', { method: 'POST', body, key })
/** What becomes of an offer; the server judges whose word it is. */
export async function settle(handover: Handover, how: 'accept' | 'decline' | 'withdraw') {
  const path = `/api/v1/handovers/${coded(handover.id)}`
  const { etag } = await call<Handover>(path)
  return call<Handover>(`${path}/${how}`, { method: 'POST', ifMatch: etag ?? undefined, key: crypto.randomUUID() })
}
export const chain = async (no: string) => (await call<Page<Holder>>(`/api/v1/responsibilities/${coded(no)}`)).data.items

export const conflicts = (after: string | null, signal: AbortSignal) => list<Conflict>('units/conflicts', { after, limit: '50' }, signal)
export const unplaced = (after: string | null, signal: AbortSignal) => list<Unplaced>('units/unplaced', { after, limit: '50' }, signal)

/** Somebody should answer for it, and nobody does. */
export const isGap = (unit: Unit) => (unit.level === 'cell' || unit.level === 'station') && !unit.inCharge
export const DAY = 86_400_000
