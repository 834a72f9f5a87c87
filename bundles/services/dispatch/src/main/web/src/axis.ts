import { HOUR, midnight, QUARTER, type Board } from './dispatch'

/** The hours that a board shows: those of all shifts and stops; of them those that are named, as many as have room. */
export interface Axis { from: number; hours: number; marks: number[]; named: number[] }

/** Where nobody works. */
const PLAIN = [8, 18]
const LEAST_HOURS = 8
const MOST_NAMED = 12
/** A shift over midnight belongs to the day on which it begins. */
const MOST_HOURS = 36

export function axisOf(board: Board): Axis {
  const begin = midnight(board.day)
  const times = board.crews.flatMap(crew => [...(crew.shift ? [crew.shift.from, crew.shift.to] : []), ...crew.stops.flatMap(stop => [stop.arrive, stop.leave])])
    .map(at => (Date.parse(at) - begin) / HOUR).filter(hour => hour >= 0 && hour <= MOST_HOURS)
  const shown = times.length ? times : PLAIN
  const from = Math.floor(Math.min(...shown))
  const hours = Math.max(LEAST_HOURS, Math.ceil(Math.max(...shown)) - from)
  const marks = Array.from({ length: hours }, (_, i) => begin + (from + i) * HOUR)
  const step = Math.ceil(hours / MOST_NAMED)
  return { from: begin + from * HOUR, hours, marks, named: marks.filter((_, i) => i % step === 0) }
}

/** The share of the line that lies before a time. */
export const shareOf = (axis: Axis, at: string | number) => Math.min(1, Math.max(0, ((typeof at === 'string' ? Date.parse(at) : at) - axis.from) / (axis.hours * HOUR)))

/** How a piece of the line lies on it. */
export function lies(axis: Axis, from: string | number, to: string | number) {
  const left = shareOf(axis, from)
  return { left: `${(left * 100).toFixed(3)}%`, width: `${Math.max(0.3, (shareOf(axis, to) - left) * 100).toFixed(3)}%` }
}

/** The quarter of an hour at a share of the line. */
export const quarterAt = (axis: Axis, share: number) => Math.round((axis.from + Math.min(1, Math.max(0, share)) * axis.hours * HOUR) / QUARTER) * QUARTER
