import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import VisitsPage from './VisitsPage.vue'

export default definePart({
  screens: [{ path: '/visits', component: VisitsPage }],
  messages: { zh, en },
})
