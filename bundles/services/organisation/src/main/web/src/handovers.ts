import { follow, whenAnew } from 'lamplighter/host'
import { shallowRef } from 'vue'
import { handovers, type Handover } from './organisation'

/** What is offered to me now, and what I have offered of late. */
export function useHandovers() {
  const mine = shallowRef<Handover[]>([])
  const given = shallowRef<Handover[]>([])
  const trouble = shallowRef<unknown>(null)
  async function again() {
    try {
      const [to, from] = await Promise.all([handovers({ to: 'me', state: 'offered' }), handovers({ from: 'me', limit: '20' })])
      mine.value = to.items
      given.value = from.items
      trouble.value = null
    } catch (error) {
      trouble.value = error
    }
  }
  void again()
  let soon = 0
  follow([], entry => {
    if (!entry.type.startsWith('handover.')) return
    clearTimeout(soon)
    soon = window.setTimeout(() => void again(), 150)
  })
  whenAnew(() => void again())
  return { mine, given, trouble, again }
}
