import type { Ref } from 'vue'
import { i18n } from './settings'
import { useKeys } from './keys'

/** Goes through the rows of a list by J and K, and by the arrows: a row is what has `data-row`, and it can have the focus. */
export function useRows(box: Ref<HTMLElement | undefined>): void {
  const there = () => !!box.value
  const inside = () => !!box.value?.contains(document.activeElement)
  function go(by: number) {
    const rows = [...(box.value?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.findIndex(row => row === document.activeElement)
    const from = at >= 0 ? at : rows.findIndex(row => row.hasAttribute('aria-current'))
    rows[Math.min(Math.max(from + by, 0), rows.length - 1)]?.focus()
  }
  useKeys([
    { key: 'j', shown: 'J K', label: () => i18n.global.t('keys.updown'), run: () => go(1), when: there },
    { key: 'Enter', label: () => i18n.global.t('keys.open'), run: () => undefined, when: there },
    { key: 'k', silent: true, run: () => go(-1), when: there },
    { key: 'ArrowDown', silent: true, run: () => go(1), when: inside },
    { key: 'ArrowUp', silent: true, run: () => go(-1), when: inside },
  ])
}
