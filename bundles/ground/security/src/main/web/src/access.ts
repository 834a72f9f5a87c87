import { call, house, type Page, type Role } from 'lamplighter/host'

export interface Partner { partner: string; channels: string[]; region: string }
export interface Person { user: string; roles: Role[]; region: string; lockedUntil: string | null }
export interface Session { id: string; user: string; openedAt: string; usedAt: string; expiresAt: string; address: string }

export const ROLES = ['agent', 'dispatcher', 'crew', 'supervisor', 'assessor', 'integrator', 'administrator'] as const satisfies Role[]
/** Those that requests come in by, and the one that reads the checks. */
export const offered = () => [...house.channels, 'monitoring']

const list = async <T>(path: string) => (await call<Page<T>>(path)).data
export const findPartners = () => list<Partner>('/api/v1/partners')
export const findPeople = () => list<Person>('/api/v1/users')
export const findSessions = () => list<Session>('/api/v1/sessions')

export const putPartner = async (partner: Partner) => (await call<{ key: string }>('/api/v1/partners', { method: 'POST', body: partner })).data.key
export const removePartner = (name: string) => call(`/api/v1/partners/${encodeURIComponent(name)}`, { method: 'DELETE' })

const person = (name: string) => `/api/v1/users/${encodeURIComponent(name)}`
interface Password { password: string }
export const addPerson = async (user: string, roles: Role[], region: string) => (await call<Password>('/api/v1/users', { method: 'POST', body: { user, roles, region } })).data.password
export const changePerson = (user: string, roles: Role[], region: string) => call(person(user), { method: 'PUT', body: { roles, region } })
export const resetPassword = async (user: string) => (await call<Password>(`${person(user)}/password`, { method: 'POST' })).data.password
export const removePerson = (user: string) => call(person(user), { method: 'DELETE' })

export const endSession = (id: string) => call(`/api/v1/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' })
