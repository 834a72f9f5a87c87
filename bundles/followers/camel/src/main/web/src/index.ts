import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import IntegrationPage from './IntegrationPage.vue'

export default definePart({
  screens: [{ path: '/integration/:view(routes|letters|files|channels)?/:id?', component: IntegrationPage }],
  messages: { zh, en },
})
