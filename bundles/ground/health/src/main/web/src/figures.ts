import { callText, useMemory } from 'lamplighter/host'

/** A sample of Prometheus' text: name, labels, value. */
export interface Figure { name: string; labels: string; value: number }

export function parse(text: string): Figure[] {
  return text.split('\n').flatMap(line => {
    const found = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)/.exec(line)
    const value = Number(found?.[3]?.replace('Inf', 'Infinity'))
    return found && !Number.isNaN(value) ? [{ name: found[1]!, labels: found[2] ?? '', value }] : []
  })
}

/** How a chart gets its figure out of what the parts tell; null when the part that tells it is not there. */
interface Chart {
  id: string
  unit: 'perMinute' | 'millis' | 'seconds' | 'count' | 'bytes'
  /** Of what it is now, or for a minute of what was and is. */
  from: (is: Sums, was: Sums | null, minutes: number) => number | null
  limit?: (is: Sums) => number | null
}

class Sums {
  constructor(private readonly all: Figure[]) {}

  private of = (name: string, labels: string) => this.all.filter(each => each.name === name && each.labels.includes(labels)).map(each => each.value)

  sum(name: string, labels = ''): number | null {
    const values = this.of(name, labels)
    return values.length ? values.reduce((a, b) => a + b, 0) : null
  }

  most(name: string, labels = ''): number | null {
    const values = this.of(name, labels)
    return values.length ? Math.max(...values) : null
  }
}

/** How much a counter has grown; nothing when it began anew. */
function grown(is: Sums, was: Sums | null, name: string, labels = ''): number | null {
  const a = was?.sum(name, labels), b = is.sum(name, labels)
  return a === null || a === undefined || b === null || b < a ? null : b - a
}
const perMinute = (name: string, labels = ''): Chart['from'] => (is, was, minutes) => {
  const more = grown(is, was, name, labels)
  return more === null ? null : more / minutes
}

export const CHARTS: Chart[] = [
  { id: 'submissions', unit: 'perMinute', from: perMinute('lamp_submissions_total') },
  { id: 'batch', unit: 'millis', from: (is, was) => {
    const seconds = grown(is, was, 'lamp_desk_batch_seconds_total'), batches = grown(is, was, 'lamp_desk_batches_total')
    return seconds === null || batches === null ? null : batches ? seconds / batches * 1000 : 0
  } },
  { id: 'calls', unit: 'perMinute', from: perMinute('lamp_door_requests_total') },
  { id: 'failed', unit: 'perMinute', from: perMinute('lamp_door_requests_total', 'status="5xx"') },
  { id: 'lag', unit: 'seconds', from: is => is.most('lamp_reader_lag_seconds'), limit: () => 60 },
  { id: 'seal', unit: 'seconds', from: is => is.sum('lamp_journal_seal_lag_seconds'), limit: () => 30 },
  { id: 'connections', unit: 'count', from: is => is.sum('lamp_store_connections', 'state="active"') },
  { id: 'heap', unit: 'bytes', from: is => is.sum('jvm_memory_used_bytes', 'area="heap"'), limit: is => is.sum('jvm_memory_max_bytes', 'area="heap"') },
]

const memory = useMemory('health')
let before: { at: number; started: number | null; sums: Sums } | null = null
const limits = new Map<string, number>()

/** Asks for the figures once, and remembers what the charts make of them. */
export async function sample(): Promise<void> {
  const sums = new Sums(parse(await callText('/metrics')))
  const at = Date.now()
  const started = sums.sum('process_start_time_seconds')
  // Another node's counters, or those of one that was started again, cannot be compared.
  const was = before && before.started === started ? before : null
  const minutes = was ? Math.max(1e-3, (at - was.at) / 60_000) : 1
  for (const { id, from, limit } of CHARTS) {
    const value = from(sums, was?.sums ?? null, minutes)
    if (value !== null) memory.add(id, value, at)
    const most = limit?.(sums)
    if (most !== null && most !== undefined && most > 0) limits.set(id, most)
  }
  before = { at, started, sums }
}

export const samplesOf = (id: string) => memory.of(id)
export const limitOf = (id: string) => limits.get(id)
export const startedAt = () => (before?.started ? before.started * 1000 : null)
