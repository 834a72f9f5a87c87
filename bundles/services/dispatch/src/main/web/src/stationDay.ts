import { keep, now } from 'lamplighter/host'
import { ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { dayOf } from './dispatch'
import { useStations } from './names'

/** Whose day a screen shows, as its address says: `/<screen>/<station>/<day>`, else what was looked at last. */
export function useStationDay(screen: 'board' | 'capacity') {
  const route = useRoute()
  const router = useRouter()
  const { stations } = useStations()
  const last = keep(`dispatch:${screen}`, () => ({ station: '', day: '' }))
  const station = ref('')
  const day = ref(dayOf(new Date(now.value)))
  watch([() => route.path, stations], ([path]) => {
    // Another screen's address is not ours.
    if (path !== `/${screen}` && !path.startsWith(`/${screen}/`)) return
    station.value = String(route.params.station || last.station || stations.value[0]?.code || '')
    day.value = String(route.params.day || (route.params.station ? '' : last.day) || dayOf(new Date(now.value)))
    Object.assign(last, { station: station.value, day: day.value })
  }, { immediate: true })
  const go = (to: { station?: string; day?: string }) => void router.push(`/${screen}/${encodeURIComponent(to.station ?? station.value)}/${to.day ?? day.value}`)
  return { station, day, go }
}
