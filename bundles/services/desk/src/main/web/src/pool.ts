import { follow, whenAnew, type Entry } from 'lamplighter/host'
import { onScopeDispose, shallowRef, triggerRef } from 'vue'
import { isOpen, load, look, running, type Request, type State } from './requests'

const AT_ONCE = 4

/**
 * The open requests, by number. What is told of one changes it in place; one that is new waits until
 * somebody asks for it or nobody is in the list. All changes of one frame are shown together.
 */
export function usePool() {
  const all = new Map<string, Request>()
  const order = shallowRef<string[]>([])
  const fresh = shallowRef(new Set<string>())
  const loading = shallowRef(false)
  const trouble = shallowRef<unknown>(null)
  /** Grows with each change, so that rows that are shown look again. */
  const turn = shallowRef(0)
  let fits: (request: Request) => boolean = () => true
  let filter: Record<string, string> = {}
  let ending = new AbortController()
  let frame = 0

  function show() {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      turn.value++
    })
  }

  /** Puts what fits in order: what is due first, first; then the more urgent, then the older. */
  function arrange() {
    const rows = [...all.values()].filter(request => isOpen(request) && fits(request))
    const due = new Map(rows.map(request => [request.requestNo, running(request)?.dueAt ?? '~']))
    rows.sort((a, b) => {
      const first = due.get(a.requestNo)!, second = due.get(b.requestNo)!
      return first < second ? -1 : first > second ? 1 : b.priority - a.priority || (a.receivedAt < b.receivedAt ? -1 : 1)
    })
    order.value = rows.map(request => request.requestNo)
    fresh.value = new Set()
    show()
  }

  async function fetchAll() {
    ending.abort()
    ending = new AbortController()
    const { signal } = ending
    loading.value = true
    trouble.value = null
    const before = new Set(all.keys())
    try {
      await load(filter, signal, some => {
        for (const request of some) {
          before.delete(request.requestNo)
          put(request)
        }
        show()
      })
      before.forEach(no => all.delete(no))
      arrange()
    } catch (error) {
      if (!signal.aborted) trouble.value = error
    } finally {
      if (!signal.aborted) loading.value = false
    }
  }

  function put(request: Request) {
    const known = all.get(request.requestNo)
    if (!known || known.version <= request.version) all.set(request.requestNo, request)
  }

  // Those that entries name and that are not known are asked for, a few at a time.
  const asked = new Set<string>()
  let asking = 0
  function ask(no?: string) {
    if (no) asked.add(no)
    while (asking < AT_ONCE && asked.size) {
      const [next] = asked as Set<string> & Iterable<string>
      asked.delete(next!)
      asking++
      const then = filter
      look(next!).then(({ data }) => {
        // It was asked for another list.
        if (then !== filter) return
        const isNew = !all.has(data.requestNo)
        put(data)
        if (isNew && isOpen(data) && fits(data)) {
          fresh.value.add(data.requestNo)
          triggerRef(fresh)
        }
        show()
      }).catch(() => undefined).finally(() => {
        asking--
        ask()
      })
    }
  }

  follow([], (entry: Entry) => {
    if (!entry.type.startsWith('request.') || entry.type === 'request.viewed') return
    const no = String(entry.data.requestNo ?? entry.subject)
    const known = all.get(no)
    const version = Number(entry.data.version ?? 0)
    if (!known) {
      // What was found by words is found by the server again.
      if (!filter.q) ask(no)
      return
    }
    if (version <= known.version) return
    const { to, priority, kind, holder, cell } = entry.data as Record<string, never>
    all.set(no, {
      ...known, version,
      state: (to as State | undefined) ?? known.state,
      priority: priority ?? known.priority,
      kind: kind ?? known.kind,
      holder: holder ?? known.holder,
      cell: cell ?? known.cell,
    })
    if (entry.type === 'request.ranked' || entry.type === 'request.matched' || entry.type === 'request.triaged') ask(no)
    show()
  })
  whenAnew(() => void fetchAll())
  onScopeDispose(() => {
    ending.abort()
    cancelAnimationFrame(frame)
  })

  return {
    all, order, fresh, loading, trouble, turn, arrange, put, show,
    /** Shows those that fit, of what the server finds for {@code asked}. */
    select(test: (request: Request) => boolean, wanted: Record<string, string>) {
      fits = test
      const same = JSON.stringify(wanted) === JSON.stringify(filter)
      if (same && all.size) arrange()
      else {
        filter = wanted
        asked.clear()
        all.clear()
        order.value = []
        void fetchAll()
      }
    },
    again: fetchAll,
  }
}
