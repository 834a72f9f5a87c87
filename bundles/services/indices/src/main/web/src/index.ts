import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import IndicesPage from './IndicesPage.vue'

export default definePart({
  screens: [{ path: '/indices', component: IndicesPage }],
  messages: { zh, en },
})
