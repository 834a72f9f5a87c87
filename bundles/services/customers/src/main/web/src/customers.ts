import type { components } from 'lamplighter/api'
import { asQuery, call, Refused, type Page } from 'lamplighter/host'

export type Customer = components['schemas']['Customer']
export type Request = components['schemas']['Request']
export type Asset = components['schemas']['Asset']
export type Report = components['schemas']['ImportReport']

export const LOOKS = ['agent', 'dispatcher', 'supervisor', 'assessor']
export const IMPORTS = ['integrator', 'administrator']

export const find = async (q: string, after: string | null, signal: AbortSignal) =>
  (await call<Page<Customer>>(`/api/v1/customers?${asQuery({ q, after, limit: '50' })}`, { signal })).data

export const look = async (no: string) => (await call<Customer>(`/api/v1/customers/${encodeURIComponent(no)}`)).data

export const requestsOf = async (customerNo: string, after: string | null, signal: AbortSignal) =>
  (await call<Page<Request>>(`/api/v1/requests?${asQuery({ customerNo, after, limit: '20' })}`, { signal })).data

const FURTHEST = 8

/** What feeds him, from the substation down to his own point; empty when the network does not know it or is away. */
export async function pathTo(servicePoint: string): Promise<Asset[]> {
  const path: Asset[] = []
  try {
    for (let id: string | null = servicePoint; id && path.length < FURTHEST;) {
      const asset: Asset = (await call<Asset>(`/api/v1/network/assets/${encodeURIComponent(id)}`)).data
      path.unshift(asset)
      id = asset.parent
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
  return path
}
