import { shallowReactive, type Component } from 'vue'

/** What a part puts into a page of another one. */
export interface Put { place: string; component: Component }

/** @internal All that is there, as parts come and go. */
export const put = shallowReactive(new Set<Put>())

/** @internal The places that somebody looks at, or did. */
export const places = shallowReactive(new Set<string>())
