import { reactive } from 'vue'

const kept = new Map<string, object>()

/** State that outlives the code of its screen: a draft is still there after the part was replaced. */
export function keep<T extends object>(key: string, initial: () => T): T {
  let value = kept.get(key) as T | undefined
  if (!value) {
    value = reactive(initial()) as T
    kept.set(key, value)
  }
  return value
}

/** Forgets it: what was typed has been sent. */
export function forget(key: string): void {
  kept.delete(key)
}
