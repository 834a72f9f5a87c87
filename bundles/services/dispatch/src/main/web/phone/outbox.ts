import { call, Refused, session } from 'lamplighter/host'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { all, answer, keeping, one, put } from './store'

export type ActKind = 'accept' | 'depart' | 'arrive' | 'finish' | 'fail' | 'note'
type Outcome = 'done' | 'again' | 'late' | 'waiting-files' | 'conflict' | 'refused'

/** What a crew has done: on this phone until the desk has it. */
export interface Act {
  id: string
  user: string
  workOrder: string
  kind: ActKind
  deviceAt: string
  device: string
  seq: number
  body: Record<string, unknown>
  state: 'here' | 'desk' | 'conflict' | 'refused'
  /** What the desk says of it. */
  reason: string | null
}
export interface Picture { id: string; act: string; workOrder: string; kind: 'photo' | 'signature'; type: string; size: number; sha256: string; bytes: ArrayBuffer; parts: number; begun: boolean }
export type NewPicture = Pick<Picture, 'kind' | 'type' | 'bytes'>

/** Bytes that are sent at once. */
export const PART = 256 * 1024
const MOST_ACTS = 100
const FIRST_PAUSE = 2_000
const LONGEST_PAUSE = 60_000
const EVERY = 30_000
const KEPT = 72 * 3_600_000

/** Sorts by when it was made (RFC 9562, version 7). */
export function uuid7(at: number): string {
  const random = crypto.getRandomValues(new Uint8Array(10))
  const hex = at.toString(16).padStart(12, '0') + [...random].map(byte => byte.toString(16).padStart(2, '0')).join('')
  const variant = (parseInt(hex[16]!, 16) & 3 | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
const digest = async (bytes: ArrayBuffer) => [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map(byte => byte.toString(16).padStart(2, '0')).join('')
const bySeq = (a: Act, b: Act) => a.seq - b.seq

/** Acts of this phone's people; every one arrives once, in order, whenever there is a network. */
export function useOutbox(settled: () => void) {
  const acts = shallowRef<Act[]>([])
  const pictures = shallowRef(new Map<string, Omit<Picture, 'bytes'>[]>())
  /** What is on its way now. */
  const sending = ref('')
  /** Since when nothing gets through; null while it does. */
  const cut = ref<number | null>(null)
  /** Since something has got through. */
  let failures = 0
  const user = () => session.me?.user ?? ''

  async function read() {
    const now = Date.now()
    const [kept, files] = await Promise.all([all<Act>('acts'), all<Picture>('pictures')])
    acts.value = kept.filter(act => act.state === 'here' || now - Date.parse(act.deviceAt) < KEPT).sort(bySeq)
    const byAct = new Map<string, Omit<Picture, 'bytes'>[]>()
    for (const { bytes: _, ...file } of files) byAct.set(file.act, [...(byAct.get(file.act) ?? []), file])
    pictures.value = byAct
  }
  const mine = computed(() => acts.value.filter(act => act.user === user()))
  const waiting = computed(() => mine.value.filter(act => act.state === 'here'))

  /** Kept on this phone first, with its pictures, or not at all; then it is sent. */
  async function add(workOrder: string, kind: ActKind, body: Record<string, unknown>, some: NewPicture[] = []): Promise<void> {
    const at = Date.now()
    const id = uuid7(at)
    const files: Picture[] = await Promise.all(some.map(async each => ({ ...each, id: uuid7(at), act: id, workOrder, size: each.bytes.byteLength, sha256: await digest(each.bytes), parts: 0, begun: false })))
    await keeping(['acts', 'pictures', 'things'], async of => {
      const known = await answer<{ device: string; seq: number } | undefined>(of('things').get('device'))
      const { device, seq } = { device: known?.device ?? crypto.randomUUID(), seq: (known?.seq ?? 0) + 1 }
      of('things').put({ name: 'device', device, seq })
      for (const file of files) of('pictures').put(file)
      const act: Act = { id, user: user(), workOrder, kind, deviceAt: new Date(at).toISOString(), device, seq, body: { ...body, ...(files.length ? { files: files.map(file => file.id) } : {}) }, state: 'here', reason: null }
      await answer(of('acts').put(act))
    })
    await read()
    void flush()
  }

  /** What the desk says of an act is the end of it, and of its pictures here. */
  async function end(act: Act, state: Act['state'], reason: string | null) {
    await keeping(['acts', 'pictures'], async of => {
      of('acts').put({ ...act, state, reason })
      for (const file of pictures.value.get(act.id) ?? []) of('pictures').delete(file.id)
    })
    await read()
  }

  async function upload(act: Act) {
    const files = [...(pictures.value.get(act.id) ?? [])]
    for (const [i, { id }] of files.entries()) {
      const file = await one<Picture>('pictures', id)
      if (!file) continue
      const path = `/api/v1/acts/files/${file.id}`
      const parts = Math.ceil(file.size / PART)
      if (!file.begun) {
        const { workOrder, kind, type, size, sha256 } = file
        await call(path, { method: 'PUT', body: { workOrder, kind, type, size, sha256 } })
        file.begun = true
      }
      for (; file.parts < parts; file.parts++) {
        await call(`${path}/${file.parts}`, { method: 'PUT', type: 'application/octet-stream', body: file.bytes.slice(file.parts * PART, (file.parts + 1) * PART) })
        failures = 0
        const kept = { ...file, parts: file.parts + 1 }
        await put('pictures', kept)
        const { bytes: _, ...shown } = kept
        files[i] = shown
        pictures.value = new Map(pictures.value).set(act.id, [...files])
      }
    }
  }

  async function post(some: Act[]) {
    const sentAt = new Date().toISOString()
    const body = some.map(({ id, workOrder, kind, deviceAt, device, seq, body: said }) => ({ id, workOrder, kind, deviceAt, device, seq, sentAt, body: said }))
    const { data } = await call<{ items: { id: string; outcome: Outcome; reason?: string | null }[] }>('/api/v1/acts', { method: 'POST', body })
    failures = 0
    for (const { id, outcome, reason } of data.items) {
      const act = some.find(each => each.id === id)
      if (!act) continue
      if (outcome !== 'waiting-files') await end(act, outcome === 'conflict' || outcome === 'refused' ? outcome : 'desk', reason ?? null)
      else await again(act)
    }
  }
  /** The desk has not all of its pictures: they are sent once more from the first part. */
  async function again(act: Act) {
    for (const { id } of pictures.value.get(act.id) ?? []) {
      const file = await one<Picture>('pictures', id)
      if (file) await put('pictures', { ...file, parts: 0, begun: false })
    }
    throw new Refused(503, {}, null)
  }

  /** Whether it is not the act that is wrong, but the way there. */
  const passes = (error: unknown) => !(error instanceof Refused) || error.away || error.status === 401 || error.status === 403 || error.status === 429 || error.status >= 500

  /** Sends the next ones in their order: the pictures of the first, then it, and those after it that have none. */
  async function sendSome(): Promise<boolean> {
    const [first, ...rest] = waiting.value.slice(0, MOST_ACTS)
    if (!first) return false
    const ahead = rest.findIndex(act => pictures.value.has(act.id))
    const some = [first, ...(ahead < 0 ? rest : rest.slice(0, ahead))]
    sending.value = first.id
    try {
      await upload(first)
      await post(some)
    } catch (error) {
      if (passes(error)) throw error
      // One that is not understood keeps nobody else from the desk.
      if (some.length > 1) await post([first]).catch((why: unknown) => { if (passes(why)) throw why; return end(first, 'refused', (why as Refused).message) })
      else await end(first, 'refused', (error as Refused).message)
    }
    // What the desk says nothing of is asked for later.
    if (waiting.value[0]?.id === first.id) throw new Refused(503, {}, null)
    return true
  }

  let timer = 0
  async function flush(): Promise<void> {
    clearTimeout(timer)
    if (!user()) return
    // Of two open pages one sends.
    await navigator.locks.request('lamplighter-outbox', { ifAvailable: true }, async lock => {
      if (!lock) return
      try {
        await read()
        const had = waiting.value.length
        while (await sendSome());
        failures = 0
        cut.value = null
        if (had) settled()
      } catch (error) {
        failures++
        if (!(error instanceof Refused) || error.status === 0) cut.value ??= Date.now()
      } finally {
        sending.value = ''
      }
    })
    timer = window.setTimeout(() => void flush(), waiting.value.length ? Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.max(0, failures - 1)) : EVERY)
  }

  const awake = () => { if (document.visibilityState === 'visible') void flush() }
  const online = () => void flush()
  const offline = () => { cut.value ??= Date.now() }
  addEventListener('online', online)
  addEventListener('offline', offline)
  addEventListener('focus', awake)
  document.addEventListener('visibilitychange', awake)
  onScopeDispose(() => {
    clearTimeout(timer)
    removeEventListener('online', online)
    removeEventListener('offline', offline)
    removeEventListener('focus', awake)
    document.removeEventListener('visibilitychange', awake)
  })
  watch(() => session.state, state => { if (state === 'in') void flush() })
  if (!navigator.onLine) offline()
  void read().then(flush)
  return { acts: mine, waiting, pictures, sending, cut, add, flush }
}
export type Outbox = ReturnType<typeof useOutbox>
