/** lamplighter/host: what a part's screens may use of the frame. */
import type { Component } from 'vue'

export { useAct } from './act'
export { asQuery, call, callBlob, callText, callWatched, Refused, type Answer, type Call, type Problem } from './call'
export { house } from './house'
export { forget, keep } from './keep'
export { usePages, type Page, type Pages } from './pages'
export { useRows } from './rows'
export { sampleAlways, useMemory, useSampling, type Sample } from './sampling'
export { csvLine, save } from './save'
export { useSending, type Sending } from './sending'
export { useKeys, type Key } from './keys'
export { useLook } from './look'
export { useLookers } from './lookers'
export { may, session, type Me, type Role } from './session'
export { known, language, theme, word, type Language } from './settings'
export { follow, stream, whenAnew, type Entry, type Looker } from './stream'
export { exact, now, span, whole } from './time'
export { default as CopyText } from './CopyText.vue'
export { default as DueClock } from './DueClock.vue'
export { default as HallDialog } from './HallDialog.vue'
export { default as PagesEnd } from './PagesEnd.vue'
export { default as PartPanels } from './PartPanels.vue'
export { default as SearchField } from './SearchField.vue'
export { default as SendFile } from './SendFile.vue'
export { default as SparkLine } from './SparkLine.vue'
export { default as TroubleNote } from './TroubleNote.vue'
export { default as WithinLine } from './WithinLine.vue'

/** A screen at a path below the hall, as in /requests/:no. */
export interface Screen { path: string; component: Component }

/**
 * What the module of a part has as its default export. Its messages are found under the part's name. Panels stand in pages of
 * other parts, by the place's name; each takes the `subject` of that page.
 */
export interface Part { screens: Screen[]; panels?: Record<string, Component>; messages: Record<'zh' | 'en', object> }

export function definePart(part: Part): Part { return part }
