import type { components } from 'lamplighter/api'
import { call, type Page } from 'lamplighter/host'

type Schemas = components['schemas']
export type Rule = Schemas['Rule']
export type Trial = Schemas['RuleTrial']
export type Difference = { column: string; was: string; is: string }

export const TRIES = ['supervisor', 'integrator', 'administrator']

const MOST_PAGES = 4
/** All editions of all rules. */
export async function allRules(): Promise<Rule[]> {
  const found: Rule[] = []
  let after: string | null = null
  for (let i = 0; i === 0 || (after !== null && i < MOST_PAGES); i++) {
    const page: Page<Rule> = (await call<Page<Rule>>(`/api/v1/rules?${new URLSearchParams({ limit: '500', ...(after ? { after } : {}) })}`)).data
    found.push(...page.items)
    after = page.next
  }
  return found
}
export const differences = async (from: string, to: string) =>
  (await call<Page<Difference>>(`/api/v1/rules/differences?${new URLSearchParams({ from, to })}`)).data.items
export const tryOut = async (rules: string) => (await call<Trial>('/api/v1/rules/try', { method: 'POST', body: { rules } })).data

/** The limit of those that count today, else of the newest. */
export const leading = (editions: readonly Rule[]) => editions.find(rule => rule.inForce && !rule.part) ?? editions[0]!
/** Nothing official was found for it. */
export const isDoubtful = (rule: Rule) => rule.status === 'unverified' || rule.status === 'assume'
export const familyOf = (code: string) => code.slice(0, code.indexOf('.'))
