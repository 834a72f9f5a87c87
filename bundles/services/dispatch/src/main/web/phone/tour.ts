import { call, Refused, session, type Me } from 'lamplighter/host'
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { dayAfter, dayOf, type Tour, type TourStop, type WorkKind, type WorkState } from '../src/dispatch'
import { askKinds, kinds } from '../src/names'
import type { Act, ActKind } from './outbox'
import { drop, one, put } from './store'

/** As a day: the shift that the crew has now, or next; over midnight that is not the calendar's day. */
export const NOW = ''
interface Kept { /** As it was asked for. */ day: string; user: string; at: number; tour: Tour; /** What kinds of work are called. */ kinds: WorkKind[] }

/** The tour of the person's crew, as it was when there was a network last. */
export function useTour() {
  const day = ref(NOW)
  /** The day that follows the shift of now. */
  const next = ref(dayAfter(dayOf(new Date()), 1))
  const tour = shallowRef<Tour | null>(null)
  /** From when it is. */
  const at = ref<number | null>(null)
  const trouble = shallowRef<unknown>(null)
  const loading = ref(false)

  async function fetchIt(wanted: string): Promise<Kept> {
    const [{ data }] = await Promise.all([call<Tour>(`/api/v1/tours/mine${wanted === NOW ? '' : `?day=${wanted}`}`), askKinds()])
    const kept: Kept = { day: wanted, user: session.me!.user, at: Date.now(), tour: data, kinds: [...kinds.value.values()] }
    await put('tours', kept)
    return kept
  }
  /** What is kept of a day; a shift that has ended since is not the one of now. */
  async function recalled(wanted: string): Promise<Kept | undefined> {
    const kept = await one<Kept>('tours', wanted)
    const ended = wanted === NOW && kept?.tour.shift && Date.parse(kept.tour.shift.to) < Date.now()
    return ended ? await one<Kept>('tours', dayAfter(kept.tour.day, 1)) ?? kept : kept
  }
  async function again() {
    const asked = day.value
    if (!session.me) return
    const { user } = session.me
    const kept = await recalled(asked)
    if (kept?.user === user && asked === day.value && !tour.value) show(kept)
    loading.value = true
    try {
      const found = await fetchIt(asked)
      if (asked === day.value) show(found)
      trouble.value = null
      // The next day's is there when the network is not; what is over goes.
      if (asked === NOW) {
        await fetchIt(dayAfter(found.tour.day, 1)).catch(() => undefined)
        await drop('tours', dayAfter(found.tour.day, -3))
      }
    } catch (error) {
      // What it was before is there all the same.
      if (!tour.value || (error instanceof Refused && !error.away && error.status !== 401)) trouble.value = error
    } finally {
      loading.value = false
    }
  }
  function show(kept: Kept) {
    tour.value = kept.tour
    if (kept.day === NOW) next.value = dayAfter(kept.tour.day, 1)
    if (!kinds.value.size) kinds.value = new Map(kept.kinds.map(kind => [kind.code, kind]))
    at.value = kept.at
  }
  watch([day, () => session.me?.user], () => {
    tour.value = null
    at.value = null
    trouble.value = null
    void again()
  }, { immediate: true })
  return { day, next, tour, at, trouble, loading, again }
}

/** Who works with this phone, also when nobody can be asked; whoever has signed out does no more. */
export async function recall(): Promise<void> {
  if (session.state === 'out') await drop('things', 'me')
  else if (session.me) await put('things', { name: 'me', me: { ...session.me } })
  else if (session.state === 'away') {
    const known = await one<{ me: Me }>('things', 'me')
    if (known) Object.assign(session, { me: known.me, state: 'in' })
  }
}

const AFTER: Record<ActKind, WorkState | null> = { accept: 'accepted', depart: 'departed', arrive: 'arrived', finish: 'finished', fail: 'failed', note: null }
const ORDER: WorkState[] = ['open', 'booked', 'dispatched', 'accepted', 'departed', 'arrived', 'finished', 'failed', 'cancelled']
/** The next step of each state, as the big button says it. */
export const NEXT: Partial<Record<WorkState, ActKind>> = { open: 'accept', booked: 'accept', dispatched: 'accept', accepted: 'depart', departed: 'arrive', arrived: 'finish' }
export const isOver = (state: WorkState) => ORDER.indexOf(state) >= ORDER.indexOf('finished')

/** How far an order is: what the desk knows, and what has been done here since. */
export function stateOf(stop: TourStop, acts: Act[]): WorkState {
  return acts.filter(act => act.workOrder === stop.workOrder && act.state !== 'refused' && act.state !== 'conflict').reduce((state, act) => {
    const after = AFTER[act.kind]
    return after && ORDER.indexOf(after) > ORDER.indexOf(state) ? after : state
  }, stop.state)
}
export const useSteps = (tour: Ref<Tour | null>, acts: Ref<Act[]>) =>
  computed(() => (tour.value?.stops ?? []).map(stop => ({ stop, state: stateOf(stop, acts.value) })))
