import { DAY, type Duty } from './organisation'

/** A stretch of a day, in minutes from its midnight. */
export interface Stretch { from: number; to: number }
export interface Bar extends Stretch { people: string[]; lane: number }
export interface WeekDay { at: Date; bars: Bar[]; lanes: number; holes: Stretch[] }

const MINUTE = 60_000
const WHOLE = DAY / MINUTE

export function mondayOf(time: number): Date {
  const day = new Date(time)
  day.setHours(0, 0, 0, 0)
  day.setDate(day.getDate() - (day.getDay() + 6) % 7)
  return day
}
export function plusDays(day: Date, days: number): Date {
  const other = new Date(day)
  other.setDate(other.getDate() + days)
  return other
}

/** The stretches of a day in which somebody must be on duty; over midnight they are two. */
export function hoursOf(text: string): Stretch[] {
  return [...text.matchAll(/(\d\d):(\d\d)-(\d\d):(\d\d)/g)].flatMap(([, h1, m1, h2, m2]) => {
    const from = Number(h1) * 60 + Number(m1), to = Number(h2) * 60 + Number(m2)
    return from < to ? [{ from, to }] : [{ from, to: WHOLE }, ...(to > 0 ? [{ from: 0, to }] : [])]
  })
}

function without(some: Stretch[], taken: Stretch): Stretch[] {
  return some.flatMap(each => taken.to <= each.from || taken.from >= each.to ? [each]
    : [{ from: each.from, to: taken.from }, { from: taken.to, to: each.to }].filter(left => left.from < left.to))
}

/** Seven days from a Monday on: who has which part of each, and what nobody has. */
export function weekOf(monday: Date, duties: readonly Duty[], hours: string): WeekDay[] {
  return Array.from({ length: 7 }, (_, i) => {
    const at = plusDays(monday, i)
    const start = at.getTime()
    const lanes: number[] = []
    const bars = duties.flatMap(duty => {
      const from = Math.max(0, (Date.parse(duty.from) - start) / MINUTE), to = Math.min(WHOLE, (Date.parse(duty.to) - start) / MINUTE)
      if (from >= to) return []
      let lane = lanes.findIndex(end => end <= from)
      if (lane < 0) lane = lanes.length
      lanes[lane] = to
      return [{ from, to, people: duty.people, lane }]
    })
    return { at, bars, lanes: Math.max(1, lanes.length), holes: duties.length || hours ? bars.reduce<Stretch[]>(without, hoursOf(hours)) : [] }
  })
}

export const share = (minutes: number) => `${(minutes / WHOLE * 100).toFixed(2)}%`
export const clockOf = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(Math.round(minutes % 60)).padStart(2, '0')}`
