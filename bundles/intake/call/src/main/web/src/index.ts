import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import CallsPage from './CallsPage.vue'

export default definePart({
  screens: [{ path: '/calls/:no?', component: CallsPage }],
  messages: { zh, en },
})
