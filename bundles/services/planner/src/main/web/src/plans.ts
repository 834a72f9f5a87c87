import type { components } from 'lamplighter/api'
import { call, callWatched, keep, Refused, type Sample } from 'lamplighter/host'

export type Day = components['schemas']['Day']
export type Crew = NonNullable<Day['crews']>[number]
export type Job = NonNullable<Day['jobs']>[number]
export type Place = components['schemas']['Place']
export type Plan = components['schemas']['Plan']
export type Route = NonNullable<Plan['routes']>[number]
export type Candidate = NonNullable<components['schemas']['Candidates']['candidates']>[number]

interface Progress { seconds: number; iterations: number; distance: number; crewsUsed: number; unassigned: number }

/** The day at hand, as it was put in, and what came of it; it outlives the code of its screen. */
export interface Sheet {
  text: string
  seconds: number
  day: Day | null
  plan: Plan | null
  /** How far it was, second by second, in milliseconds of the search. */
  gains: Sample[]
  unassigned: number
  searching: boolean
  trouble: unknown
}
export const sheet = keep<Sheet>('planner:sheet', () => ({ text: '', seconds: 10, day: null, plan: null, gains: [], unassigned: 0, searching: false, trouble: null }))

/** What stands in the field as a day; throws what is wrong with it as JSON. */
export const dayOf = (text: string) => JSON.parse(text) as Day

let ending = new AbortController()
export const stop = () => ending.abort()

/** Searches for the best tours and tells how it goes. */
export async function solve(day: Day, seconds: number): Promise<void> {
  if (sheet.searching) return
  ending = new AbortController()
  Object.assign(sheet, { day, gains: [], searching: true, trouble: null })
  try {
    await callWatched(`/api/v1/plans/solve?seconds=${seconds}`, { method: 'POST', body: day, signal: ending.signal }, (event, data) => {
      if (event === 'progress') {
        const { seconds: at, distance, unassigned } = data as Progress
        sheet.gains = [...sheet.gains, { at: at * 1000, value: distance }]
        sheet.unassigned = unassigned
      } else if (event === 'plan') {
        sheet.plan = data as Plan
        sheet.gains = [...sheet.gains, { at: (sheet.plan.seconds ?? 0) * 1000, value: sheet.plan.distance ?? 0 }]
      } else {
        throw new Refused(500, data as object, null)
      }
    })
  } catch (error) {
    if (!ending.signal.aborted) sheet.trouble = error
  } finally {
    sheet.searching = false
  }
}

export const placesFor = async (day: Day, plan: Plan, job: Job) =>
  (await call<{ candidates: Candidate[] }>('/api/v1/plans/insert', { method: 'POST', body: { ...day, plan, job } })).data.candidates

/** On earth and in tables times are minutes and ways are metres; in the plane they are the caller's own. */
export const onEarth = (day: Day) => day.travel.mode !== 'euclidean'
const rounded = (value: number) => Math.round(value * 10) / 10
export function timeOf(day: Day, at: number): string {
  if (!onEarth(day)) return String(rounded(at))
  const minutes = Math.round(at)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
export const wayOf = (day: Day, distance: number) => (onEarth(day) ? `${rounded(distance / 1000)} km` : String(rounded(distance)))

/** Where it is on a drawing; null for a row of a table. */
export function spot(place: Place | undefined | null): [number, number] | null {
  if (place?.lon !== undefined && place.lat !== undefined) return [place.lon, -place.lat * 1.2]
  return place?.x !== undefined && place.y !== undefined ? [place.x, -place.y] : null
}

/** A made-up day to begin with: two dozen jobs around a depot. */
export function example(): Day {
  const depot = { lon: 120.58, lat: 30 }
  return {
    travel: { mode: 'geo', speedKmh: 30, detour: 1.3 },
    crews: ['A', 'B', 'C', 'D'].map((id, i) => ({ id, start: depot, end: depot, shift: [480, 990], skills: i < 2 ? ['hv'] : [], breaks: [{ window: [690, 780], duration: 30 }] })),
    jobs: Array.from({ length: 26 }, (_, i) => {
      const angle = i * 2.4, far = 0.02 + (i % 7) * 0.012
      const from = 480 + (i % 5) * 90
      return {
        id: `J${String(i + 1).padStart(2, '0')}`, at: { lon: Number((depot.lon + Math.cos(angle) * far).toFixed(5)), lat: Number((depot.lat + Math.sin(angle) * far * 0.8).toFixed(5)) },
        window: i % 3 ? [from, from + 180] : [null, null], service: 20 + (i % 4) * 15, skills: i % 6 === 0 ? ['hv'] : i === 25 ? ['crane'] : [], priority: i % 4,
      }
    }) as Job[],
    objective: 'distance',
  }
}
