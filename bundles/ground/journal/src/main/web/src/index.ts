import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import RecordPage from './RecordPage.vue'

export default definePart({
  screens: [{ path: '/record/:view(entries|readers)?/:id?', component: RecordPage }],
  messages: { zh, en },
})
