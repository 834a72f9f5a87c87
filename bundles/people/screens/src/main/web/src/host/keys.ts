import { onActivated, onDeactivated, onMounted, onScopeDispose, shallowReactive } from 'vue'

/** A key for a frequent act, and what it does in words. */
export interface Key {
  key: string
  label?: () => string
  run: () => void
  /** As it is shown, where that is not the key itself. */
  shown?: string
  /** Whether it may be used now; what may not is not shown. */
  when?: () => boolean
  /** Works also while something is typed. */
  always?: boolean
  /** Is named with another one, and not by itself. */
  silent?: boolean
}

/** The keys of what is on the screen now, the latest first. */
export const keys = shallowReactive<Key[][]>([])

/** Those that may be used; of two for one key the later one. */
export function usable(): Key[] {
  const found = new Map<string, Key>()
  for (const each of keys.flat()) if (!found.has(each.key) && (each.when?.() ?? true)) found.set(each.key, each)
  return [...found.values()]
}

/** Offers keys while the calling screen is shown. */
export function useKeys(mine: Key[]): void {
  const on = () => { if (!keys.includes(mine)) keys.unshift(mine) }
  const off = () => { const at = keys.indexOf(mine); if (at >= 0) keys.splice(at, 1) }
  onMounted(on)
  onActivated(on)
  onDeactivated(off)
  onScopeDispose(off)
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && (target as HTMLInputElement).type !== 'checkbox')
}

/** @internal */
export function listen(): void {
  addEventListener('keydown', event => {
    if (event.isComposing || event.altKey || document.querySelector('[aria-modal=true]')) return
    const pressed = (event.ctrlKey || event.metaKey ? 'Ctrl+' : '') + event.key
    const busy = typing(event.target)
    const found = usable().find(each => each.key.toLowerCase() === pressed.toLowerCase() && (!busy || each.always))
    // Out of the field first: the next one is the screen's.
    if (!found && busy && event.key === 'Escape') (event.target as HTMLElement).blur()
    // A button that has the focus is pressed by Enter and by the space bar, as everywhere.
    if (!found || (/^(Enter| )$/.test(event.key) && event.target instanceof HTMLElement && event.target.closest('button, a, summary, [role=dialog]'))) return
    event.preventDefault()
    found.run()
  })
}
