import { definePart } from 'lamplighter/host'
import ArticlePage from './ArticlePage.vue'
import KnowledgePage from './KnowledgePage.vue'
import en from './messages/en.json'
import zh from './messages/zh.json'

export default definePart({
  screens: [{ path: '/knowledge', component: KnowledgePage }, { path: '/knowledge/:no', component: ArticlePage }],
  messages: { zh, en },
})
