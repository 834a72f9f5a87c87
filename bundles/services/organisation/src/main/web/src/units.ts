import { follow, keep, whenAnew } from 'lamplighter/host'
import { computed, shallowRef } from 'vue'
import { allUnits, isGap, type Unit } from './organisation'

export interface Line { depth: number; unit: Unit; open: boolean; gaps: number }

/** The units as they are now, each below the one above it. */
export function useUnits() {
  const all = shallowRef<Unit[]>([])
  const loading = shallowRef(true)
  const trouble = shallowRef<unknown>(null)
  const open = keep<Set<string>>('organisation:open', () => new Set())

  async function again() {
    try {
      all.value = await allUnits()
      trouble.value = null
    } catch (error) {
      trouble.value = error
    } finally {
      loading.value = false
    }
  }
  void again()
  follow(['organisation.changed', 'roster.changed'], () => void again())
  whenAnew(() => void again())

  const byCode = computed(() => new Map(all.value.map(unit => [unit.code, unit])))
  const below = computed(() => {
    const groups = new Map<string, Unit[]>()
    for (const unit of all.value) {
      const parent = unit.parent && byCode.value.has(unit.parent) ? unit.parent : ''
      groups.set(parent, [...(groups.get(parent) ?? []), unit])
    }
    return groups
  })
  /** The gaps in it and below. */
  const gaps = computed(() => {
    const sums = new Map<string, number>()
    for (const unit of all.value.filter(isGap)) for (const each of lineOf(unit.code)) sums.set(each.code, (sums.get(each.code) ?? 0) + 1)
    return sums
  })
  function lineOf(code: string): Unit[] {
    const line: Unit[] = []
    for (let unit = byCode.value.get(code); unit && !line.includes(unit); unit = unit.parent ? byCode.value.get(unit.parent) : undefined) line.push(unit)
    return line
  }
  const lines = computed(() => {
    const rows: Line[] = []
    const walk = (parent: string, depth: number) => {
      for (const unit of below.value.get(parent) ?? []) {
        // The first look shows what there is.
        const isOpen = open.has(unit.code) || (!open.size && depth < 2)
        rows.push({ depth, unit, open: isOpen, gaps: gaps.value.get(unit.code) ?? 0 })
        if (isOpen) walk(unit.code, depth + 1)
      }
    }
    walk('', 0)
    return rows
  })
  /** What is open by itself stays so when somebody opens another. */
  function begin() {
    if (!open.size) for (const line of lines.value) if (line.open) open.add(line.unit.code)
  }
  return {
    all, loading, trouble, again, byCode, lines, lineOf,
    gapsOf: computed(() => all.value.filter(isGap)),
    find: (text: string) => all.value.find(unit => unit.code === text) ?? all.value.find(unit => unit.name.includes(text) || unit.code.includes(text) || unit.inCharge === text),
    has: (code: string) => !!below.value.get(code)?.length,
    unfold(code: string) {
      begin()
      for (const unit of lineOf(code)) open.add(unit.code)
    },
    fold(code: string) {
      begin()
      open.delete(code)
    },
  }
}
