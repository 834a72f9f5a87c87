import { onScopeDispose, reactive, toRaw, watch } from 'vue'
import type { NewPicture } from './outbox'
import type { Taken } from './pictures'
import { drop, one, put } from './store'

interface Draft { result: string; materials: { code: string; quantity: string }[]; photos: Taken[]; signed: NewPicture | null }
const nameOf = (workOrder: string) => `draft:${workOrder}`
const SOON = 300

/** What is being written of an order's end, kept as it is typed: a page that closes takes nothing with it. */
export function useDraft(workOrder: string): Draft {
  const draft = reactive<Draft>({ result: '', materials: [], photos: [], signed: null })
  let timer = 0
  const keep = () => put('things', { name: nameOf(workOrder), draft: { result: draft.result, materials: draft.materials.map(each => ({ ...each })), photos: draft.photos.map(toRaw), signed: toRaw(draft.signed) } })
  // Where nothing more can be kept the form goes on; its end says so.
  const soon = () => { timer = window.setTimeout(() => void keep().catch(() => undefined), SOON) }
  void one<{ draft: Draft }>('things', nameOf(workOrder)).then(kept => {
    if (kept) Object.assign(draft, kept.draft)
    watch(draft, () => {
      clearTimeout(timer)
      soon()
    }, { deep: true })
  })
  onScopeDispose(() => clearTimeout(timer))
  return draft
}
export const forgetDraft = (workOrder: string) => drop('things', nameOf(workOrder))
