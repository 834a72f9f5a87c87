import { useI18n } from 'vue-i18n'
import { ruleKey } from './clocks'

/** Words for what the tables of a company name: its own codes are their own words. */
export function useNames() {
  const { t, te } = useI18n()
  const known = (key: string, code: string) => (te(key) ? t(key) : code)
  return {
    ruleName: (code: string) => known(ruleKey(code), code),
    issuerName: (code: string) => known(`clocks.issuers.${code.replaceAll(' ', '-')}`, code),
    reasonName: (code: string) => known(`clocks.reasons.${code}`, code),
    whyName: (code: string) => known(`clocks.why.${code}`, code),
    /** Whom a step tells: a person by his login, a unit, or whoever will be responsible. */
    whomName: (codes: readonly string[], nameOf: (code: string) => string) => codes.map(code => (code === 'holder' ? t('clocks.columns.holder') : nameOf(code))).join(t('and')),
    /** So much of a unit, as 5 working days. */
    amountName: (amount: number, unit: string) => t(`clocks.amounts.${unit}`, { n: amount }),
    dayName: (code: string) => known(`clocks.dayWhy.${code}`, code),
  }
}
