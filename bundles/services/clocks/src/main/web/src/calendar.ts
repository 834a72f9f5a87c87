import type { components } from 'lamplighter/api'
import { call, type Page } from 'lamplighter/host'

type Schemas = components['schemas']
export type Calendar = Schemas['WorkCalendar']
export type Year = Schemas['CalendarYear']
export type Change = Schemas['CalendarChange']

export const BRINGS = ['integrator', 'administrator']

export const calendars = async () => (await call<Page<Calendar>>('/api/v1/calendars')).data.items
const path = (name: string, year: number) => `/api/v1/calendars/${encodeURIComponent(name)}/${year}`
export const lookYear = (name: string, year: number) => call<Year>(path(name, year))
export const bringYear = async (name: string, year: number, text: string, preview: boolean, ifMatch: string | null) =>
  (await call<Change>(`${path(name, year)}?preview=${preview}`, { method: 'PUT', body: text, type: 'text/csv', key: crypto.randomUUID(), ...(ifMatch ? { ifMatch } : {}) })).data

/** What a day is; `provisional` while nobody has said so for good. */
export interface Day { day: string; of: number; weekday: number; is: 'workday' | 'weekend' | 'holiday' | 'make-up'; name: string; provisional: boolean; today: boolean }

const two = (n: number) => String(n).padStart(2, '0')
export const dayText = (at: Date) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`

/** The twelve months of a year, each a list of its days. */
export function monthsOf(number: number, calendar: Calendar, year: Year | null, today: string): Day[][] {
  const special = new Map((year?.days ?? []).map(each => [each.day, each]))
  return Array.from({ length: 12 }, (_, month) => Array.from({ length: new Date(number, month + 1, 0).getDate() }, (_, i) => {
    const at = new Date(number, month, i + 1)
    const day = dayText(at)
    const weekday = (at.getDay() + 6) % 7
    const known = special.get(day)
    const rests = weekday > 4 && !calendar.everyDay
    return { day, of: i + 1, weekday, name: known?.name ?? '', is: known ? (known.off ? 'holiday' : 'make-up') : rests ? 'weekend' : 'workday', provisional: !!year && day > year.firmTo, today: day === today }
  }))
}
export const worked = (days: readonly Day[]) => days.filter(day => day.is === 'workday' || day.is === 'make-up').length
