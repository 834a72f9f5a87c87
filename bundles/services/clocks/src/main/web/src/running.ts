import { follow, whenAnew } from 'lamplighter/host'
import { onScopeDispose, shallowRef } from 'vue'
import { byDue, findClocks, isOpen, lookClock, type Clock } from './clocks'

const PAGE = 500
const MOST_PAGES = 4
const AT_ONCE = 4
/** So many changes at once are asked for as one list. */
const STORM = 100

/**
 * The clocks that wait for their end, those due first. What is told of one changes it in its place; one that is new waits
 * until somebody asks for it or nobody is in the list.
 */
export function useClocks() {
  const items = shallowRef<Clock[]>([])
  const fresh = shallowRef<Clock[]>([])
  /** There are more than are here. */
  const more = shallowRef(false)
  const loading = shallowRef(false)
  const trouble = shallowRef<unknown>(null)
  let filter: Record<string, string> = {}
  let ending = new AbortController()

  async function again() {
    ending.abort()
    ending = new AbortController()
    const { signal } = ending
    loading.value = true
    trouble.value = null
    try {
      const found: Clock[] = []
      let after: string | null = null
      for (let i = 0; i === 0 || (after !== null && i < MOST_PAGES); i++) {
        const page = await findClocks({ ...filter, after, limit: String(PAGE) }, signal)
        // What is judged on average is never late by itself.
        found.push(...page.items.filter(judgesEach))
        after = page.next
      }
      if (signal.aborted) return
      items.value = found
      fresh.value = []
      more.value = after !== null
    } catch (error) {
      if (!signal.aborted) trouble.value = error
    } finally {
      if (!signal.aborted) loading.value = false
    }
  }

  /** Puts them in order once more, the new ones too; what has ended goes. */
  function arrange() {
    items.value = [...items.value, ...fresh.value].filter(isOpen).sort(byDue)
    fresh.value = []
  }

  const judgesEach = (clock: Clock) => clock.measure === 'each'
  const fits = (clock: Clock) => judgesEach(clock) && (!filter.rule || clock.rule === filter.rule) && clock.region.startsWith(filter.region ?? '')

  function put(clock: Clock) {
    const at = items.value.findIndex(each => each.id === clock.id)
    const known = items.value[at]
    if (known) {
      if (known.version <= clock.version) items.value = items.value.with(at, clock)
    } else if (isOpen(clock) && fits(clock)) {
      fresh.value = [...fresh.value.filter(each => each.id !== clock.id), clock]
    }
  }

  // Those that entries name are asked for, a few at a time.
  const asked = new Set<string>()
  let asking = 0
  function ask() {
    while (asking < AT_ONCE && asked.size) {
      const [next] = [...asked]
      asked.delete(next!)
      asking++
      lookClock(next!).then(put).catch(() => undefined).finally(() => {
        asking--
        ask()
      })
    }
  }
  let calm = 0
  follow([], entry => {
    if (!entry.type.startsWith('clock.') || typeof entry.data.clock !== 'string') return
    asked.add(entry.data.clock)
    if (asked.size < STORM) return ask()
    asked.clear()
    clearTimeout(calm)
    calm = window.setTimeout(() => void again(), 2000)
  })
  whenAnew(() => void again())
  onScopeDispose(() => {
    ending.abort()
    clearTimeout(calm)
  })

  return {
    items, fresh, more, loading, trouble, again, arrange,
    select(wanted: Record<string, string>) {
      filter = wanted
      items.value = []
      fresh.value = []
      void again()
    },
  }
}
