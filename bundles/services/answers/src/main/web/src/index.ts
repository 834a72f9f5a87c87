import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import AnswersPage from './AnswersPage.vue'

export default definePart({
  screens: [{ path: '/answers', component: AnswersPage }],
  messages: { zh, en },
})
