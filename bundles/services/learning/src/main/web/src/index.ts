import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import LearningPage from './LearningPage.vue'

export default definePart({
  screens: [{ path: '/learning', component: LearningPage }],
  messages: { zh, en },
})
