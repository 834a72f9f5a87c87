import { follow, Refused, session, useLook, whenAnew } from 'lamplighter/host'
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { check, lookBoard, move, places, type Board, type Check, type Move, type Places, type Stop, type Work } from './dispatch'

/** Where an order would go, before it does. */
export interface Trial { workOrder: string; crew: string; start: string }
/** What was done last and can be taken back for a moment. */
export interface Undo { says: string; back: Move; until: number }

const UNDO_MILLIS = 10_000
const ASK_AFTER = 150

/** A station's day: its tours, what an order's place elsewhere would mean, and what others do to it meanwhile. */
export function useBoard(station: Ref<string>, day: Ref<string>) {
  const { t } = useI18n()
  const board = shallowRef<Board | null>(null)
  /** Who changed it last, when that was somebody else. */
  const other = shallowRef<{ who: string; at: string } | null>(null)
  /** What an act was refused with. */
  const refusal = ref('')
  const busy = ref(false)

  const { trouble, loading, again } = useLook(
    signal => (station.value ? lookBoard(station.value, day.value, signal).then(({ data }) => data) : null),
    found => {
      // Nothing moves under a hand that holds an order.
      if (trial.value) held = found
      else board.value = found
    },
  )
  let held: Board | null = null

  const trial = shallowRef<Trial | null>(null)
  const verdict = shallowRef<Check | null>(null)
  let asking = new AbortController()
  let soon = 0
  watch(trial, (now, before) => {
    if (!now && held) {
      board.value = held
      held = null
    }
    if (now && before && now.workOrder === before.workOrder && now.crew === before.crew && now.start === before.start) return
    asking.abort()
    clearTimeout(soon)
    verdict.value = null
    if (!now || !board.value) return
    asking = new AbortController()
    const { signal } = asking
    const seen = board.value
    soon = window.setTimeout(() => void check(seen, now, signal).then(said => { if (!signal.aborted) verdict.value = said })
      .catch((error: unknown) => { if (!signal.aborted) refusal.value = said(error) }), ASK_AFTER)
  })

  const said = (error: unknown) => (error instanceof Refused && !error.away && error.message) || t('trouble.awayHelp')
  const works = computed(() => new Map<string, Work | Stop>([...(board.value?.waiting ?? []), ...(board.value?.crews.flatMap(crew => crew.stops) ?? [])].map(work => [work.workOrder, work])))
  const nameOf = (crew: string | null | undefined) => (crew ? board.value?.crews.find(each => each.crew === crew)?.name ?? crew : t('dispatch.board.unscheduled'))

  /** One act at a time; one that another person was quicker than is not done, and the board is then as he left it. */
  async function act(what: (seen: Board) => Promise<Board | void>): Promise<boolean> {
    const seen = board.value
    if (!seen || busy.value) return false
    busy.value = true
    refusal.value = ''
    try {
      const now = await what(seen)
      held = null
      trial.value = null
      if (now) board.value = now
      else await again()
      return true
    } catch (error) {
      if (error instanceof Refused && error.status === 412) {
        held = null
        trial.value = null
        await again()
        refusal.value = t('dispatch.board.raced', { who: other.value?.who ?? t('dispatch.board.somebody') })
      } else refusal.value = said(error)
      return false
    } finally {
      busy.value = false
    }
  }

  const undo = shallowRef<Undo | null>(null)
  let over = 0
  async function put(one: Move, isBack = false): Promise<boolean> {
    const work = works.value.get(one.workOrder)
    if (!work) return false
    const before: Move = { workOrder: one.workOrder, crew: work.crew, pinned: work.pinned, ...(work.start ? { start: work.start } : {}) }
    if (!await act(async seen => (await move(seen, one)).data)) return false
    clearTimeout(over)
    undo.value = isBack ? null : { says: t('dispatch.board.done', { no: one.workOrder, crew: nameOf(one.crew) }), back: before, until: Date.now() + UNDO_MILLIS }
    over = window.setTimeout(() => { undo.value = null }, UNDO_MILLIS)
    return true
  }

  // The three best places of the chosen order, in words.
  const chosen = ref('')
  const best = shallowRef<Places['places'] | null>(null)
  const refused = shallowRef<Places['refused']>([])
  async function findPlaces() {
    const asked = chosen.value
    best.value = null
    refused.value = []
    if (!asked || !works.value.has(asked)) return
    try {
      const found = await places(asked, day.value)
      if (asked !== chosen.value) return
      best.value = found.places.slice(0, 3)
      refused.value = found.refused
    } catch (error) {
      if (asked === chosen.value) refusal.value = said(error)
    }
  }

  watch([station, day], () => {
    board.value = null
    held = null
    trial.value = null
    undo.value = null
    other.value = null
    chosen.value = ''
    best.value = null
    void again()
  }, { immediate: true })
  watch(chosen, () => {
    best.value = null
    refused.value = []
  })
  let calm = 0
  const ours = (data: Record<string, unknown>) => data.station === station.value || works.value.has(String(data.workOrder)) || board.value?.crews.some(crew => crew.crew === data.crew)
  follow([], entry => {
    if (!/^(work-order|plan|crew|appointment)\./.test(entry.type) || !ours(entry.data)) return
    if (entry.actor !== session.me?.user) other.value = { who: entry.actor, at: entry.time }
    clearTimeout(calm)
    calm = window.setTimeout(() => { if (!busy.value) void again() }, 200)
  })
  whenAnew(() => void again())
  onScopeDispose(() => {
    asking.abort()
    for (const timer of [calm, soon, over]) clearTimeout(timer)
  })

  return {
    board, trouble, loading, other, refusal, busy, trial, verdict, undo, chosen, best, refused, works, nameOf, again, act, put, findPlaces,
    async takeBack() {
      const last = undo.value
      if (last) await put(last.back, true)
    },
  }
}
export type BoardNow = ReturnType<typeof useBoard>
