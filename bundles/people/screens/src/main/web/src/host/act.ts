import { ref } from 'vue'
import { Refused } from './call'
import { i18n } from './settings'

/** One act at a time; what stands against it, by field where it has one. */
export function useAct() {
  const busy = ref(false)
  const wrong = ref<Record<string, string>>({})
  const refusal = ref('')
  return {
    busy, wrong, refusal,
    async act(what: () => Promise<unknown>): Promise<boolean> {
      if (busy.value) return false
      busy.value = true
      wrong.value = {}
      refusal.value = ''
      try {
        await what()
        return true
      } catch (error) {
        if (error instanceof Refused) wrong.value = error.fields
        if (!Object.keys(wrong.value).length) refusal.value = (error instanceof Refused && !error.away && error.message) || i18n.global.t('trouble.awayHelp')
        return false
      } finally {
        busy.value = false
      }
    },
  }
}
