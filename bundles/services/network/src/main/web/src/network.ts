import type { components } from 'lamplighter/api'
import { asQuery, call, type Page } from 'lamplighter/host'

export type Asset = components['schemas']['Asset']
export type Kind = Asset['kind']
export type Load = components['schemas']['Load']
export type Report = components['schemas']['LoadReport']

export const LOOKS = ['agent', 'dispatcher', 'crew', 'supervisor', 'assessor', 'integrator']
export const LOADS = ['integrator', 'administrator']

const list = async <T>(path: string, query: Record<string, string | null>, signal?: AbortSignal) =>
  (await call<Page<T>>(`/api/v1/network/${path}?${asQuery(query)}`, { signal })).data

export const ofKind = (kind: Kind, after: string | null, signal?: AbortSignal) => list<Asset>('assets', { kind, after, limit: '500' }, signal)
export const fedBy = (parent: string, after: string | null, signal?: AbortSignal) => list<Asset>('assets', { parent, after, limit: '100' }, signal)
export const findLoads = (after: string | null, signal: AbortSignal) => list<Load>('loads', { after, limit: '50' }, signal)
export const look = async (id: string) => (await call<Asset>(`/api/v1/network/assets/${encodeURIComponent(id)}`)).data

const FURTHEST = 12

/** What feeds it, from the substation down to itself. */
export async function pathTo(id: string): Promise<Asset[]> {
  const path: Asset[] = []
  for (let next: string | null = id; next && path.length < FURTHEST;) {
    const asset: Asset = await look(next)
    path.unshift(asset)
    next = asset.parent
  }
  return path
}

export const nameOf = (asset: Asset) => asset.name ?? asset.id
/** A service point feeds nothing. */
export const feeds = (asset: Asset) => asset.kind !== 'service-point'
export const sizeOf = (asset: Asset) => (asset.capacity ? `${asset.capacity} kVA` : asset.voltage ? `${asset.voltage} kV` : '')

/** What a file is by the end of its name. */
const TYPES: Record<string, string> = { csv: 'text/csv', geojson: 'application/geo+json', json: 'application/geo+json', xml: 'application/rdf+xml', rdf: 'application/rdf+xml' }
export const typeOf = (file: string) => TYPES[file.slice(file.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/rdf+xml'
