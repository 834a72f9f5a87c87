import type { components } from 'lamplighter/api'
import { call, exact, language } from 'lamplighter/host'
import { running, type Move, type Request } from './requests'

export type Template = components['schemas']['Template']
export type NewTemplate = components['schemas']['NewTemplate']

export const findTemplates = async () => (await call<{ items: Template[] }>('/api/v1/templates')).data.items

/** Those that fit what is written, those of its kind first, then the nearest region's, as the server has them. */
export const fitting = (all: readonly Template[], request: Request, move: Move) =>
  all.filter(one => (!one.kind || one.kind === request.kind) && (!one.move || one.move === move) && request.region.startsWith(one.region))
    .sort((a, b) => Number(!a.kind) - Number(!b.kind))

/** Its words in the language of the screen, else in the one there is, with what is known of the request; what is not stays to be seen. */
export function filled(template: Template, request: Request): string {
  const known: Record<string, string | undefined> = { number: request.requestNo, name: request.contact?.name ?? undefined, promise: promised(request) }
  const text = (language.value === 'zh' ? template.zh ?? template.en : template.en ?? template.zh) ?? ''
  return text.replace(/\{(number|name|promise)\}/g, (whole, name: string) => known[name] ?? whole)
}
function promised(request: Request): string | undefined {
  const due = running(request)?.dueAt
  return due && exact(due)
}
