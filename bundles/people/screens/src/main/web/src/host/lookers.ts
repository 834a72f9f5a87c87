import { onActivated, onDeactivated, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { call } from './call'
import { may, session } from './session'
import { stream, whenLooking, type Looker, type Looking } from './stream'

const AT_REST = 120_000

/** Whether nobody moves in this tab, or nobody sees it. */
const idle = ref(false)
let rest = 0
function moved() {
  clearTimeout(rest)
  idle.value = document.hidden
  rest = window.setTimeout(() => { idle.value = true }, AT_REST)
}
for (const sign of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'visibilitychange']) addEventListener(sign, moved, { passive: true, capture: true })
moved()

/**
 * Who else looks at a request, or at a plan (`station/day`), while the calling screen shows it; they see the same of us. Said when it changes, and again when the
 * line is back: a server that was away has forgotten it.
 */
export function useLookers(no: () => string, unsaved: () => boolean, of: 'requestNo' | 'plan' = 'requestNo'): Ref<readonly Looker[]> {
  const others = shallowRef<readonly Looker[]>([])
  const shown = ref(true)
  const page = crypto.randomUUID()
  let said = false
  let busy = false
  let again = false

  const hear = (looking: Looking) => {
    if (looking[of] === no()) others.value = looking.lookers.filter(one => one.user !== session.me?.user)
  }
  whenLooking(hear)

  async function once() {
    const wanted = shown.value && !!no() && stream.live && session.state === 'in' && may(['agent', 'dispatcher', 'supervisor'])
    if (!wanted) return leave()
    said = true
    try {
      hear((await call<Looking>(`/api/v1/lookers/${page}`, { method: 'PUT', body: { [of]: no(), unsaved: unsaved(), idle: idle.value } })).data)
    } catch {
      others.value = []
    }
  }
  /** One after the other, so that the last word is the last. */
  async function say() {
    again = true
    if (busy) return
    busy = true
    while (again) {
      again = false
      await once()
    }
    busy = false
  }
  async function leave() {
    others.value = []
    if (!said) return
    said = false
    await call(`/api/v1/lookers/${page}`, { method: 'DELETE', keepalive: true }).catch(() => undefined)
  }

  watch([no, unsaved, idle, shown, () => stream.live, () => session.state], (now, before) => {
    if (now[0] !== before[0]) others.value = []
    void say()
  })
  void say()
  const gone = () => void leave()
  const back = (event: PageTransitionEvent) => { if (event.persisted) void say() }
  addEventListener('pagehide', gone)
  addEventListener('pageshow', back)
  onActivated(() => { shown.value = true })
  onDeactivated(() => { shown.value = false })
  onScopeDispose(() => {
    removeEventListener('pagehide', gone)
    removeEventListener('pageshow', back)
    shown.value = false
    void leave()
  })
  return others
}
