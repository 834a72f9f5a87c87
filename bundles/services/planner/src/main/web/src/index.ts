import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import PlannerPage from './PlannerPage.vue'

export default definePart({
  screens: [{ path: '/planner', component: PlannerPage }],
  messages: { zh, en },
})
