import { language } from 'lamplighter/host'
import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { stations, workKinds, type Station, type Work, type WorkKind } from './dispatch'

/** Kinds of work, by code, once somebody has asked. */
export const kinds = shallowRef(new Map<string, WorkKind>())
let asking: Promise<unknown> | null = null
/** Asks what kinds there are, once. */
export function askKinds(): Promise<unknown> {
  asking ??= workKinds().then(all => { kinds.value = new Map(all.map(kind => [kind.code, kind])) }).catch(() => { asking = null })
  return asking
}

/** What codes are called; a code of which nobody says it is its own word. */
export function useNames() {
  const { t, te } = useI18n()
  void askKinds()
  const skillName = (code: string) => (te(`dispatch.skills.${code}`) ? t(`dispatch.skills.${code}`) : code)
  return {
    kindName: (code: string) => kinds.value.get(code)?.[language.value === 'zh' ? 'nameZh' : 'name'] ?? code,
    skillName,
    /** What an order takes, in words. */
    needsOf: (work: Pick<Work, 'minutes' | 'people' | 'skills'>) => [t('dispatch.minutes', { n: work.minutes }), t('dispatch.people', { n: work.people }), ...work.skills.map(skillName)].join(' · '),
  }
}

const all = shallowRef<Station[]>([])
let looking: Promise<unknown> | null = null
/** The stations of the caller's region. */
export function useStations() {
  if (!all.value.length) looking ??= stations().then(found => { all.value = found }).catch(() => undefined).finally(() => { looking = null })
  return { stations: all, stationName: (code: string) => all.value.find(one => one.code === code)?.name ?? code }
}
