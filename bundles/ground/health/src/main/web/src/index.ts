import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import OperationPage from './OperationPage.vue'

export default definePart({
  screens: [{ path: '/operation', component: OperationPage }],
  messages: { zh, en },
})
