import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import FindsPanel from './FindsPanel.vue'
import Pool from './Pool.vue'
import RequestPage from './RequestPage.vue'
import TemplatesPage from './TemplatesPage.vue'
import WallPage from './WallPage.vue'

export default definePart({
  screens: [{ path: '/pool', component: Pool }, { path: '/requests/:no', component: RequestPage }, { path: '/wall', component: WallPage }, { path: '/templates/:id?', component: TemplatesPage }],
  panels: { 'call-taken': FindsPanel },
  messages: { zh, en },
})
