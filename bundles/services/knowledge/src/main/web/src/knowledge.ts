import type { components } from 'lamplighter/api'
import { asQuery, call, type Page } from 'lamplighter/host'

type Schemas = components['schemas']
/** What is known and may be told (知识). */
export type Article = Schemas['Article']
export type Edition = Schemas['ArticleEdition']
export type NewText = Schemas['ArticleText']
export type Gap = Schemas['KnowledgeGap']
export type Tried = Schemas['TriedQuestion']

export const TOPICS = ['tariff', 'bill', 'meter', 'connection', 'change', 'solar', 'charging', 'outage', 'safety', 'damage', 'service', 'complaint'] as const
export const STATES = ['draft', 'in-review', 'approved', 'returned', 'withdrawn'] as const
export const WRITERS = ['dispatcher', 'supervisor', 'administrator']
export const APPROVERS = ['supervisor', 'administrator']
export const GAP_READERS = ['agent', 'dispatcher', 'supervisor', 'administrator']
/** In place of a number: one that is not there yet. */
export const NEW = 'new'

const at = (no: string) => `/api/v1/articles/${encodeURIComponent(no)}`
const etag = (one: { version: number }) => `"${one.version}"`

export const findArticles = async (query: Record<string, string | null | undefined>, signal?: AbortSignal) =>
  (await call<Page<Article>>(`/api/v1/articles?${asQuery(query)}`, { signal })).data
export const getArticle = async (no: string) => (await call<Article>(at(no))).data
export const editionsOf = async (no: string) => (await call<Page<Edition>>(`${at(no)}/editions?limit=100`)).data.items

export const write = async (article: Article | null, body: NewText, key: string) =>
  (await call<Article>(article ? at(article.no) : '/api/v1/articles', { method: article ? 'PUT' : 'POST', body, ifMatch: article ? etag(article) : undefined, key })).data
export type Act = 'submit' | 'approve' | 'return' | 'withdraw'
export const act = async (article: Article, what: Act, reason?: string) =>
  (await call<Article>(`${at(article.no)}/${what}`, { method: 'POST', body: reason === undefined ? undefined : { reason }, ifMatch: etag(article), key: crypto.randomUUID() })).data

export const tryQuestion = async (q: string, region: string) => (await call<Tried>(`/api/v1/knowledge/answer?${asQuery({ q, region })}`)).data
export const findGaps = async (query: Record<string, string | null | undefined>, signal?: AbortSignal) =>
  (await call<Page<Gap>>(`/api/v1/knowledge/gaps?${asQuery(query)}`, { signal })).data
export const closeGap = (gap: Gap, body: { as: 'answered' | 'not-ours'; article?: string }) =>
  call<Gap>(`/api/v1/knowledge/gaps/${gap.id}/close`, { method: 'POST', body, ifMatch: etag(gap), key: crypto.randomUUID() })

/** A piece of a text: in both, only before, or only now. */
export interface Piece { how: 'same' | 'gone' | 'come'; text: string }

/** Sentences of two texts beside each other, by their longest common line of sentences. */
export function compare(before: string, now: string): Piece[] {
  const parts = (text: string) => text.match(/[^。！？.!?\n]+[。！？.!?\n]*|[。！？.!?\n]+/g) ?? []
  const old = parts(before)
  const young = parts(now)
  const longest = Array.from({ length: old.length + 1 }, () => new Array<number>(young.length + 1).fill(0))
  for (let i = old.length - 1; i >= 0; i--) for (let j = young.length - 1; j >= 0; j--) {
    longest[i]![j] = old[i] === young[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!)
  }
  const pieces: Piece[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < young.length) {
    if (i < old.length && j < young.length && old[i] === young[j]) { pieces.push({ how: 'same', text: old[i++]! }); j++ }
    else if (j >= young.length || (i < old.length && longest[i + 1]![j]! >= longest[i]![j + 1]!)) pieces.push({ how: 'gone', text: old[i++]! })
    else pieces.push({ how: 'come', text: young[j++]! })
  }
  return pieces
}
