import type { components } from 'lamplighter/api'
import { asQuery, call, Refused, type Page } from 'lamplighter/host'

type Schemas = components['schemas']
export type Problem = Schemas['PlanProblem']
export type Span = Schemas['PlanSpan']
export type Location = NonNullable<Schemas['Location']>
export type WorkState = Schemas['WorkState']
export type Mode = NonNullable<Schemas['Work']['mode']>
export type WorkKind = Schemas['WorkKind']
export interface Station { code: string; name: string }

/** A work order; on the board and in the lists. */
export type Work = Schemas['Work']
/** It, where it stands in a tour. */
export type Stop = Work & { arrive: string; start: string; leave: string }
type Touring<T> = Omit<T, 'stops'> & { stops: Stop[] }
export type CrewDay = Touring<Schemas['Board']['crews'][number]>
export type Board = Omit<Schemas['Board'], 'crews'> & { crews: CrewDay[] }
/** What a move would do, before it is done. */
export type Check = Schemas['PlanCheck']
export type Places = Schemas['PlanPlaces']
export type Proposal = Schemas['PlanProposal']
export type Move = Schemas['OrderMove']

export type Offers = Schemas['Offers']
export type Offer = Offers['offers'][number]
export type Appointment = Schemas['Appointment']

export type Sheet = Schemas['CapacitySheet']
/** How much of one kind of work a crew takes on a day. */
export type Room = Sheet['crews'][number]['kinds'][number]
/** More minutes of a kind are wanted than can be worked; of all kinds together when it names none. */
export type Shortage = Sheet['shortages'][number]

/** What a crew has to do on a day, as its own people see it. */
export type Tour = Omit<Schemas['CrewTour'], 'stops'> & { stops: TourStop[] }
export type TourStop = Schemas['CrewTour']['stops'][number] & Stop

export const PLANS = ['dispatcher', 'supervisor']
export const LOOKS = ['agent', 'dispatcher', 'supervisor', 'assessor']
export const BOOKS = ['agent', 'dispatcher', 'supervisor']

const coded = encodeURIComponent
const key = () => crypto.randomUUID()
const list = async <T>(path: string, query: Record<string, string> = {}) => (await call<Page<T>>(`/api/v1/${path}?${asQuery(query)}`)).data.items

export const stations = () => list<Station>('units', { level: 'station', limit: '500' })
export const workKinds = () => list<WorkKind>('work-kinds')

export const lookBoard = (station: string, day: string, signal?: AbortSignal) => call<Board>(`/api/v1/plans?${asQuery({ station, day })}`, { signal })
export const check = async (board: Board, move: Move, signal: AbortSignal) =>
  (await call<Check>('/api/v1/plans/check', { method: 'POST', body: { station: board.station, day: board.day, ...move }, signal })).data
export const move = (board: Board, one: Move) =>
  call<Board>('/api/v1/plans/move', { method: 'POST', body: { station: board.station, day: board.day, ...one }, ifMatch: `"${board.version}"`, key: key() })
export const places = async (workOrder: string, day: string) => (await call<Places>(`/api/v1/plans/places?${asQuery({ workOrder, day })}`)).data
export const propose = async (board: Board) => (await call<Proposal>('/api/v1/plans/propose', { method: 'POST', body: { station: board.station, day: board.day }, key: key() })).data
export const apply = (board: Board, moves: Move[]) =>
  call<Board>('/api/v1/plans/apply', { method: 'POST', body: { station: board.station, day: board.day, moves }, ifMatch: `"${board.version}"`, key: key() })
export const publish = (board: Board) =>
  call<Board>('/api/v1/plans/publish', { method: 'POST', body: { station: board.station, day: board.day }, ifMatch: `"${board.version}"`, key: key() })

export const workOf = (requestNo: string) => list<Work>('work-orders', { request: requestNo })
export const appointmentsOf = (requestNo: string) => list<Appointment>('appointments', { request: requestNo })
export const askOffers = async (requestNo: string, mode: Mode, from: string, to: string) =>
  (await call<Offers>('/api/v1/appointments/offers', { method: 'POST', body: { requestNo, mode, from, to }, key: key() })).data
export const take = async (offer: string) => (await call<Appointment>('/api/v1/appointments', { method: 'POST', body: { offer }, key: key() })).data
export const cancel = (one: Appointment) => call(`/api/v1/appointments/${coded(one.id)}`, { method: 'DELETE', ifMatch: `"${one.version}"`, key: key() })
/** Whom somebody was quicker than gets fresh offers with the refusal. */
export const freshOffers = (error: unknown) => (error instanceof Refused && error.status === 409 ? (error.problem as { offers?: Offer[] }).offers ?? [] : [])

export const lookSheet = async (station: string, day: string, signal: AbortSignal) => (await call<Sheet>(`/api/v1/capacity?${asQuery({ station, day })}`, { signal })).data
export const relieve = (sheet: Sheet, kind: string | null, proposal: string) =>
  call('/api/v1/capacity/accept', { method: 'POST', body: { station: sheet.station, day: sheet.day, ...(kind ? { kind } : {}), proposal }, ifMatch: `"${sheet.version}"`, key: key() })

export const HOUR = 3_600_000
export const MINUTE = 60_000
/** The day on which it is, as people here count it. */
export function dayOf(at: Date): string {
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}
export const midnight = (day: string) => new Date(`${day}T00:00`).getTime()
export function dayAfter(day: string, days: number): string {
  const at = new Date(`${day}T12:00`)
  at.setDate(at.getDate() + days)
  return dayOf(at)
}
const BEGUN: WorkState[] = ['departed', 'arrived', 'finished', 'failed', 'cancelled']
/** Whether it may still go elsewhere. */
export const isMovable = (work: Work) => !work.pinned && !BEGUN.includes(work.state)
/** Times in a tour go by quarters of an hour when a hand moves them. */
export const QUARTER = 15 * MINUTE
