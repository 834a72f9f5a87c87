import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import AccessPage from './AccessPage.vue'

export default definePart({
  screens: [{ path: '/access/:view(partners|people|sessions)?/:name?', component: AccessPage }],
  messages: { zh, en },
})
