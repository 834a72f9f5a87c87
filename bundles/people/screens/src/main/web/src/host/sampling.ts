import { onActivated, onDeactivated, onScopeDispose } from 'vue'
import { keep } from './keep'
import { session } from './session'

/** Calls when the calling screen is shown, and again and again while it is looked at: for figures, of which no entry tells. */
export function useSampling(seconds: number, sample: () => void): void {
  let timer = 0
  const off = () => clearInterval(timer)
  onActivated(() => {
    off()
    sample()
    timer = window.setInterval(() => { if (!document.hidden && session.state === 'in') sample() }, seconds * 1000)
  })
  onDeactivated(off)
  onScopeDispose(off)
}

const always = new Map<string, number>()

/** Calls now and then from the first time on, whatever is looked at; whoever comes later under the key takes its place. */
export function sampleAlways(key: string, seconds: number, sample: () => void): void {
  clearInterval(always.get(key))
  sample()
  always.set(key, window.setInterval(() => { if (session.state === 'in') sample() }, seconds * 1000))
}

export interface Sample { at: number; value: number }

const MOST = 720

/** What figures were, by their names, as long as this tab remembers: the last 720 of each, also after a reload. */
export function useMemory(key: string) {
  const kept = keep<Record<string, Sample[]>>(`memory:${key}`, () => remembered(key))
  return {
    of: (name: string): readonly Sample[] => kept[name] ?? [],
    add(name: string, value: number, at = Date.now()) {
      const all = kept[name] ??= []
      all.push({ at, value })
      if (all.length > MOST) all.splice(0, all.length - MOST)
    },
  }
}

const place = (key: string) => `lamplighter.memory.${key}`

function remembered(key: string): Record<string, Sample[]> {
  addEventListener('pagehide', () => {
    try { sessionStorage.setItem(place(key), JSON.stringify(keep(`memory:${key}`, () => ({})))) } catch { /* a private window remembers nothing */ }
  })
  try { return JSON.parse(sessionStorage.getItem(place(key)) ?? '{}') as Record<string, Sample[]> } catch { return {} }
}
