import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import CustomersPage from './CustomersPage.vue'

export default definePart({
  screens: [{ path: '/customers/:no?', component: CustomersPage }],
  messages: { zh, en },
})
