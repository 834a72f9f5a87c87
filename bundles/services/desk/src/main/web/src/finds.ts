import { withOffset } from './moves'
import type { Request } from './requests'

type Finds = Request['finds']

/** What is one line of text. */
export const LINES = ['address', 'customerNo', 'phone', 'meter'] as const
export const EXTENTS = ['part-of-home', 'home', 'floor', 'unit', 'building', 'estate', 'village', 'street', 'area']
export const IN_DANGER = ['elderly', 'child', 'pregnant', 'life-support', 'patient', 'in-lift', 'shocked', 'injured', 'many']

export interface Typed { address: string; customerNo: string; phone: string; meter: string; since: string; extent: string[]; inDanger: string[] }
interface Row { name: string; value: string; corrected: boolean }

const local = (iso: string) => {
  const at = new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** What there is of it, in words. */
export function shown(finds: Finds, say: { extent: (code: string) => string; inDanger: (code: string) => string; since: (iso: string) => string }): Row[] {
  const values: Record<string, string> = {
    address: finds.address ?? '', customerNo: finds.customerNo ?? '', phone: finds.phone ?? '', meter: finds.meter ?? '',
    since: finds.since ? say.since(finds.since) : '', extent: finds.extent.map(say.extent).join('、'), inDanger: finds.inDanger.map(say.inDanger).join('、'),
  }
  return Object.entries(values).filter(([name, value]) => value || finds.corrected.includes(name)).map(([name, value]) => ({ name, value: value || '—', corrected: finds.corrected.includes(name) }))
}

/** The form, as it was found. What is masked is not typed again. */
export const typedFrom = (finds: Finds): Typed => ({
  address: finds.address ?? '', customerNo: finds.customerNo ?? '', phone: finds.phone ?? '', meter: finds.meter ?? '',
  since: finds.since ? local(finds.since) : '', extent: [...finds.extent], inDanger: [...finds.inDanger],
})

/** Only what is another now; empty for what there is not. */
export function putRight(finds: Finds, typed: Typed): Record<string, unknown> {
  const before = typedFrom(finds)
  const body: Record<string, unknown> = {}
  for (const name of LINES) if (typed[name].trim() !== before[name]) body[name] = typed[name].trim()
  if (typed.since && typed.since !== before.since) body.since = withOffset(typed.since)
  for (const name of ['extent', 'inDanger'] as const) if ([...typed[name]].sort().join() !== [...before[name]].sort().join()) body[name] = typed[name]
  return body
}
