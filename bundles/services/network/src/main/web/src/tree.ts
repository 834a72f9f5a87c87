import { keep } from 'lamplighter/host'
import { computed, shallowReactive, shallowRef, triggerRef } from 'vue'
import { fedBy, feeds, ofKind, type Asset } from './network'

/** A line of the tree: an asset, or the way to more of its brothers. */
export type Line = { depth: number; asset: Asset; open: boolean } | { depth: number; more: string }

interface Branch { items: Asset[]; next: string | null }
/** The substations hang on nothing. */
export const ROOT = ''

/** What hangs on what, fetched as far as somebody opens it. */
export function useTree() {
  const branches = shallowReactive(new Map<string, Branch>())
  const open = keep<Set<string>>('network:open', () => new Set())
  const trouble = shallowRef<unknown>(null)
  const loading = shallowRef(new Set<string>())

  async function fetchMore(parent: string) {
    const known = branches.get(parent)
    if (loading.value.has(parent) || (known && known.next === null)) return
    loading.value.add(parent)
    triggerRef(loading)
    try {
      const after = known?.next ?? null
      const page = await (parent === ROOT ? ofKind('substation', after) : fedBy(parent, after))
      branches.set(parent, { items: [...(known?.items ?? []), ...page.items], next: page.next })
      trouble.value = null
    } catch (error) {
      trouble.value = error
    } finally {
      loading.value.delete(parent)
      triggerRef(loading)
    }
  }

  const lines = computed(() => {
    const all: Line[] = []
    const walk = (parent: string, depth: number) => {
      const branch = branches.get(parent)
      for (const asset of branch?.items ?? []) {
        const isOpen = feeds(asset) && open.has(asset.id)
        all.push({ depth, asset, open: isOpen })
        if (isOpen) walk(asset.id, depth + 1)
      }
      if (branch?.next) all.push({ depth, more: parent })
    }
    walk(ROOT, 0)
    return all
  })

  return {
    branches, lines, trouble, loading, more: fetchMore,
    isOpen: (id: string) => open.has(id),
    unfold(asset: Asset) {
      if (!feeds(asset)) return
      open.add(asset.id)
      if (!branches.has(asset.id)) void fetchMore(asset.id)
    },
    fold(asset: Asset) { open.delete(asset.id) },
    /** Another network is in force: what is open is fetched again. */
    again() {
      branches.clear()
      return Promise.all([ROOT, ...open].map(fetchMore))
    },
  }
}
