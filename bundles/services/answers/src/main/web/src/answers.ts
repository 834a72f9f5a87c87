import type { components } from 'lamplighter/api'
import { asQuery, call, type Page } from 'lamplighter/host'

type Schemas = components['schemas']
/** An enquiry that the house has answered at once, or has not (自动答复). */
export type Answer = Schemas['GivenAnswer']
export type Rate = Schemas['AnswerRate']

export const STATES = ['sought', 'none', 'given', 'helped', 'person-asked', 'taken', 'silent'] as const
export const SOURCES = ['progress', 'outage', 'bill', 'article'] as const

export const findAnswers = async (query: Record<string, string | null | undefined>, signal?: AbortSignal) =>
  (await call<Page<Answer>>(`/api/v1/answers?${asQuery(query)}`, { signal })).data
export const findRates = async (query: Record<string, string>, signal?: AbortSignal) =>
  (await call<Page<Rate>>(`/api/v1/answers/rates?${asQuery(query)}`, { signal })).data.items
/** With what was said: a look that is on record. */
export const answerOf = async (requestNo: string) =>
  (await call<Answer>(`/api/v1/answers/${encodeURIComponent(requestNo)}`)).data

/** Of a share, as 97.2 %. */
export const percent = (share: number) => `${(share * 100).toFixed(1)} %`
