import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'

/** A page of a list, and where the next one begins. */
export interface Page<T> { items: T[]; next: string | null }

export interface Pages<T> {
  items: ShallowRef<T[]>
  next: ShallowRef<string | null>
  loading: Ref<boolean>
  trouble: ShallowRef<unknown>
  /** From the first page. */
  again: () => Promise<void>
  /** The page after those that are there. */
  more: () => Promise<void>
}

/** A list that comes page by page; a question overtaken by the next one is given up. */
export function usePages<T>(fetchPage: (after: string | null, signal: AbortSignal) => Promise<Page<T>>): Pages<T> {
  const items = shallowRef<T[]>([])
  const next = shallowRef<string | null>(null)
  const loading = ref(false)
  const trouble = shallowRef<unknown>(null)
  let ending = new AbortController()

  async function read(after: string | null) {
    ending.abort()
    ending = new AbortController()
    const { signal } = ending
    loading.value = true
    trouble.value = null
    try {
      const page = await fetchPage(after, signal)
      if (signal.aborted) return
      items.value = after === null ? page.items : [...items.value, ...page.items]
      next.value = page.next
    } catch (error) {
      if (signal.aborted) return
      trouble.value = error
      // What was found for another question is no answer to this one.
      if (after === null) items.value = []
    } finally {
      if (!signal.aborted) loading.value = false
    }
  }
  onScopeDispose(() => ending.abort())
  return {
    items, next, loading, trouble,
    again: () => read(null),
    more: async () => { if (next.value !== null && !loading.value) await read(next.value) },
  }
}
