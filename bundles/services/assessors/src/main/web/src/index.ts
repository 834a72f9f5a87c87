import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import AssessorsPage from './AssessorsPage.vue'

export default definePart({
  screens: [{ path: '/assessors/:no?/:case?', component: AssessorsPage }],
  messages: { zh, en },
})
