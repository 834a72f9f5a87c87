import type { components } from 'lamplighter/api'
import { asQuery, call, type Page } from 'lamplighter/host'

type Schemas = components['schemas']
export type File = Schemas['AccountabilityFile']
export type Act = Schemas['AccountabilityAct']
export type Library = Schemas['AccountabilityLibrary']
export type Month = Schemas['AccountabilityMonth']
export type Day = Schemas['AccountabilityDay']
export type Rule = Schemas['AccountabilityRule']
export type Case = Schemas['AccountabilityCase']

/** Who sees files that are not about himself. */
export const SEES = ['supervisor', 'assessor', 'administrator']
export const JUDGES = ['supervisor']

export const find = async (query: Record<string, string | null | undefined>, signal?: AbortSignal) =>
  (await call<Page<File>>(`/api/v1/accountability-files?${asQuery(query)}`, { signal })).data
export const look = async (no: string) => (await call<File>(`/api/v1/accountability-files/${encodeURIComponent(no)}`)).data
export const act = (file: File, what: Act, body: object, key: string) =>
  call<File>(`/api/v1/accountability-files/${encodeURIComponent(file.no)}/${what}`, { method: 'POST', body, ifMatch: `"${file.version}"`, key })
export const library = async () => (await call<Library>('/api/v1/accountability/library')).data
export const month = async (of: string) => (await call<Month>(`/api/v1/accountability/months?month=${of}`)).data
export const days = async (of: string) => (await call<Page<Day>>(`/api/v1/accountability/days?month=${of}&limit=200`)).data.items
export const rules = async () => (await call<Page<Rule>>('/api/v1/accountability/rules')).data.items
export const cases = async (after: string | null, signal?: AbortSignal) =>
  (await call<Page<Case>>(`/api/v1/accountability/cases?limit=50${after ? `&after=${after}` : ''}`, { signal })).data

/** The name of a word of the library; the word itself where there is none. */
export const named = (words: { word: string; name: string }[] | undefined, word: string | null | undefined) =>
  words?.find(one => one.word === word)?.name ?? word ?? ''
