import { markRaw } from 'vue'
import { send } from './call'
import { keep } from './keep'

/** A file on its way to the server, and what became of it. */
export interface Sending<T> {
  state: 'none' | 'sending' | 'done' | 'refused'
  file: File | null
  /** Bytes that have gone. */
  sent: number
  answer: T | null
  trouble: unknown
}

const ways = new Map<string, AbortController>()

/** A file to be sent, and its state; it goes on while another screen is shown. */
export function useSending<T>(key: string) {
  const sending = keep<Sending<T>>(`sending:${key}`, () => ({ state: 'none', file: null, sent: 0, answer: null, trouble: null }))
  return {
    sending,
    choose(file: File | null) {
      if (sending.state === 'sending') return
      Object.assign(sending, { state: 'none', file: file && markRaw(file), sent: 0, answer: null, trouble: null })
    },
    async start(path: string, type: string) {
      const { file } = sending
      if (!file || sending.state === 'sending') return
      const ending = new AbortController()
      ways.set(key, ending)
      Object.assign(sending, { state: 'sending', sent: 0, answer: null, trouble: null })
      try {
        const answer = await send<T>(path, file, type, sent => { sending.sent = Math.min(sent, file.size) }, ending.signal)
        Object.assign(sending, { state: 'done', answer })
      } catch (trouble) {
        Object.assign(sending, ending.signal.aborted ? { state: 'none', sent: 0 } : { state: 'refused', trouble })
      }
    },
    stop: () => ways.get(key)?.abort(),
  }
}
