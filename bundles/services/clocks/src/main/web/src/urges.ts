import { follow, session, whenAnew } from 'lamplighter/host'
import { computed, shallowRef } from 'vue'
import { findUrges, type Urge } from './clocks'

/** The urges that are owed an answer, the newest first. */
export function useUrges() {
  const open = shallowRef<Urge[]>([])
  const loading = shallowRef(true)
  const trouble = shallowRef<unknown>(null)
  async function again() {
    try {
      open.value = (await findUrges({ open: 'true', limit: '200' })).items
      trouble.value = null
    } catch (error) {
      trouble.value = error
    } finally {
      loading.value = false
    }
  }
  void again()
  let soon = 0
  follow(['urge.raised', 'urge.answered'], () => {
    clearTimeout(soon)
    soon = window.setTimeout(() => void again(), 150)
  })
  whenAnew(() => void again())
  return { open, mine: computed(() => open.value.filter(urge => urge.to === session.me?.user)), loading, trouble, again }
}
