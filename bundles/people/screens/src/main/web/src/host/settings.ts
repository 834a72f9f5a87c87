import { ref, watchEffect } from 'vue'
import { createI18n } from 'vue-i18n'

export type Language = 'zh' | 'en'
export type Theme = 'light' | 'dark'

/** What a person sets for this browser; without storage it lasts as long as the page. */
function stored(key: string): string | null {
  try { return localStorage.getItem(key) } catch { return null }
}
function store(key: string, value: string) {
  try { localStorage.setItem(key, value) } catch { /* a private window: it lasts as long as the page */ }
}

export const language = ref<Language>(
  (stored('lamplighter.language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en')) === 'zh' ? 'zh' : 'en')
export const theme = ref<Theme>(
  (stored('lamplighter.theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark' ? 'dark' : 'light')

export const i18n = createI18n({
  legacy: false, locale: language.value, fallbackLocale: false, messages: { zh: {}, en: {} },
  missing: (locale, key) => { console.error(`No word for ${key} in ${locale}`) },
})

/** The word of a code by the first of these keys that there is; a code that a company has brought is its own word. */
export function known(code: string, ...keys: string[]): string {
  const { t, te } = i18n.global
  const key = keys.find(one => te(one))
  return key ? t(key) : code
}
/** The word of a code that all screens know. */
export const word = (family: 'kinds' | 'states' | 'channels' | 'roles', code: string) => known(code, `${family}.${code}`)

watchEffect(() => {
  store('lamplighter.language', language.value)
  i18n.global.locale.value = language.value as never
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en'
})
watchEffect(() => {
  store('lamplighter.theme', theme.value)
  document.documentElement.classList.toggle('dark', theme.value === 'dark')
})
