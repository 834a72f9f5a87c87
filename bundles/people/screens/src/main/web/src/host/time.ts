import { ref } from 'vue'
import { language } from './settings'
import { stream } from './stream'

/** Now, moving every second; it stands still while what is shown is old. */
export const now = ref(Date.now())
setInterval(() => { now.value = stream.live ? Date.now() : stream.at }, 1000)

const formats = new Map<string, Intl.DateTimeFormat>()
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language.value + JSON.stringify(options)
  let made = formats.get(key)
  if (!made) formats.set(key, made = new Intl.DateTimeFormat(language.value === 'zh' ? 'zh-CN' : 'en-GB', options))
  return made
}

/** 10:42 today, 7-26 10:42 this year, else 2025-7-26. */
export function exact(time: string | number | Date): string {
  const at = new Date(time)
  const today = new Date(now.value)
  const day = `${at.getMonth() + 1}-${at.getDate()}`
  if (at.getFullYear() !== today.getFullYear()) return `${at.getFullYear()}-${day}`
  const clock = format({ hour: '2-digit', minute: '2-digit', hour12: false }).format(at)
  return at.toDateString() === today.toDateString() ? clock : `${day} ${clock}`
}

/** With the day and the second, for a tip. */
export function whole(time: string | number | Date): string {
  return format({ dateStyle: 'medium', timeStyle: 'medium', hour12: false }).format(new Date(time))
}

/** Below 90 minutes in minutes, below two days in hours, then in days. */
export function span(millis: number): string {
  const minutes = Math.max(0, Math.round(Math.abs(millis) / 60_000))
  const [count, zh, en] = minutes < 90 ? [minutes, '分', 'min'] : minutes < 2880 ? [Math.round(minutes / 60), '小时', 'h'] : [Math.round(minutes / 1440), '天', 'd']
  return language.value === 'zh' ? `${count} ${zh}` : `${count} ${en}`
}
