import { onScopeDispose, ref, shallowRef } from 'vue'

/**
 * Asks again and again, and takes the answer to the last question only.
 * @param ask null when there is nothing to ask
 */
export function useLook<T>(ask: (signal: AbortSignal) => Promise<T> | null, take: (found: T) => void) {
  const trouble = shallowRef<unknown>(null)
  const loading = ref(false)
  let ending = new AbortController()
  async function again() {
    ending.abort()
    ending = new AbortController()
    const { signal } = ending
    const asked = ask(signal)
    if (!asked) return
    loading.value = true
    try {
      const found = await asked
      if (signal.aborted) return
      take(found)
      trouble.value = null
    } catch (error) {
      if (!signal.aborted) trouble.value = error
    } finally {
      if (!signal.aborted) loading.value = false
    }
  }
  onScopeDispose(() => ending.abort())
  return { trouble, loading, again }
}
