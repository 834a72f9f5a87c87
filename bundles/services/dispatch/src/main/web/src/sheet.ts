import { follow, useLook, whenAnew } from 'lamplighter/host'
import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { dayAfter, lookSheet, type Sheet } from './dispatch'

export const DAYS = 7
/** What stands for all kinds of work together; that is counted in minutes, a kind by itself in jobs. */
export const ALL = ''
/** What of a kind there is, of one crew or of all together. */
export interface Sum { can: number; has: number; left: number; /** Minutes that are missing. */ missing: number }

/** How a week of a station looks: a sheet for each day, and what changes on it. */
export function useSheets(station: Ref<string>, day: Ref<string>) {
  const sheets = shallowRef<Sheet[]>([])
  const { trouble, loading, again } = useLook(
    signal => (station.value ? Promise.all(Array.from({ length: DAYS }, (_, i) => lookSheet(station.value, dayAfter(day.value, i), signal))) : null),
    found => { sheets.value = found },
  )
  watch([station, day], () => {
    sheets.value = []
    void again()
  }, { immediate: true })
  let calm = 0
  follow([], entry => {
    if (!/^(work-order|plan|crew|appointment|capacity)\./.test(entry.type)) return
    clearTimeout(calm)
    calm = window.setTimeout(() => void again(), 500)
  })
  whenAnew(() => void again())
  onScopeDispose(() => clearTimeout(calm))
  return { sheets, trouble, loading, again }
}

/** All crews together, or one; null when nobody does such work that day. */
export function sumOf(sheet: Sheet, kind: string, crew = ''): Sum | null {
  const crews = sheet.crews.filter(each => !crew || each.crew === crew)
  const rooms = kind === ALL
    ? crews.map(each => ({ can: each.canMinutes, has: each.hasMinutes, left: each.leftMinutes }))
    : crews.flatMap(each => each.kinds.filter(room => room.kind === kind))
  const short = crew ? undefined : sheet.shortages.find(each => (each.kind ?? ALL) === kind)
  if (!rooms.length && !short) return null
  const sum = (what: 'can' | 'has' | 'left') => rooms.reduce((all, room) => all + room[what], 0)
  return { can: sum('can'), has: sum('has'), left: sum('left'), missing: short ? short.wanted - short.can : 0 }
}
