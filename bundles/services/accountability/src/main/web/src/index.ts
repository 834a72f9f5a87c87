import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import AccountabilityPage from './AccountabilityPage.vue'

export default definePart({
  screens: [{ path: '/accountability/:view?/:no?', component: AccountabilityPage }],
  messages: { zh, en },
})
