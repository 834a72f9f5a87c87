import type { components } from 'lamplighter/api'
import { call, follow, type Page } from 'lamplighter/host'
import { shallowRef } from 'vue'
import type { Clock } from './clocks'

type Unit = components['schemas']['Unit']

/** A unit with how many of its clocks, and of those below it, will be late and are. */
export interface Tally { code: string; name: string; depth: number; soon: number; late: number }

const MOST_PAGES = 6
const DEEPEST = 12

/** The line of units from the one that answers for a clock up to the top; by their codes alone while the organisation is away. */
export function useUnits() {
  const units = shallowRef(new Map<string, Unit>())
  async function again() {
    const found = new Map<string, Unit>()
    let after: string | null = null
    for (let i = 0; i === 0 || (after !== null && i < MOST_PAGES); i++) {
      const query: string = new URLSearchParams({ limit: '500', ...(after ? { after } : {}) }).toString()
      const page: Page<Unit> = (await call<Page<Unit>>(`/api/v1/units?${query}`)).data
      for (const unit of page.items) found.set(unit.code, unit)
      after = page.next
    }
    units.value = found
  }
  const fetchThem = () => void again().catch(() => undefined)
  fetchThem()
  follow(['organisation.changed'], fetchThem)

  function lineOf(clock: Clock): string[] {
    const line: string[] = []
    const own = clock.cell ?? clock.region
    for (let code: string | null = units.value.has(own) ? own : clock.region; code && line.length < DEEPEST; code = units.value.get(code)?.parent ?? null) line.push(code)
    return own === line[0] ? line : [own, ...line]
  }

  /** Those with something to tell, each below the one above it. */
  function tally(clocks: readonly Clock[], soon: (clock: Clock) => boolean, late: (clock: Clock) => boolean): Tally[] {
    const sums = new Map<string, { soon: number; late: number; parent: string | null }>()
    for (const clock of clocks) {
      const line = lineOf(clock)
      line.forEach((code, i) => {
        const sum = sums.get(code) ?? { soon: 0, late: 0, parent: line[i + 1] ?? null }
        if (late(clock)) sum.late++
        else if (soon(clock)) sum.soon++
        sums.set(code, sum)
      })
    }
    const rows: Tally[] = []
    const walk = (parent: string | null, depth: number) => {
      for (const [code, sum] of [...sums].filter(([, each]) => each.parent === parent).sort(([a], [b]) => (a < b ? -1 : 1))) {
        rows.push({ code, name: units.value.get(code)?.name ?? code, depth, soon: sum.soon, late: sum.late })
        if (depth < DEEPEST) walk(code, depth + 1)
      }
    }
    walk(null, 0)
    return rows
  }

  return { lineOf, tally, nameOf: (code: string) => units.value.get(code)?.name ?? code }
}
