import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import CalendarPage from './CalendarPage.vue'
import LimitsPanel from './LimitsPanel.vue'
import RulesPage from './RulesPage.vue'
import SupervisionPage from './SupervisionPage.vue'

export default definePart({
  screens: [
    { path: '/supervision', component: SupervisionPage },
    { path: '/rules', component: RulesPage },
    { path: '/calendar/:name?/:year(\\d{4})?', component: CalendarPage },
  ],
  panels: { 'request-limits': LimitsPanel },
  messages: { zh, en },
})
