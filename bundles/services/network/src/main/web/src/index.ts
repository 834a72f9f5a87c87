import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import NetworkPage from './NetworkPage.vue'

export default definePart({
  screens: [{ path: '/network/:view(assets|loads)?/:id?', component: NetworkPage }],
  messages: { zh, en },
})
