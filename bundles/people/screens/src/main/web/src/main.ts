import ElementPlus from 'element-plus'
import 'element-plus/dist/index.css'
import 'element-plus/theme-chalk/dark/css-vars.css'
import { createApp, watch } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import { repair } from './aria'
import Gone from './Gone.vue'
import { listen } from './host/keys'
import { askHouse } from './host/house'
import { ask, session } from './host/session'
import { i18n } from './host/settings'
import { begin, whenPartsChange } from './host/stream'
import en from './messages/en.json'
import zh from './messages/zh.json'
import { Parts } from './parts'
import Shell from './Shell.vue'
import './styles/tokens.css'
import './styles/element.css'
import './styles/hall.css'

i18n.global.mergeLocaleMessage('zh', zh)
i18n.global.mergeLocaleMessage('en', en)

const router = createRouter({
  history: createWebHistory('/app/'),
  routes: [
    { path: '/', component: { render: () => null } },
    { path: '/:gone(.*)*', name: 'gone', component: Gone },
  ],
})
const parts = new Parts(router)
whenPartsChange(() => void parts.refresh())
watch(() => session.state, state => { if (state === 'in') void parts.refresh() })
await Promise.all([ask(), askHouse()])
if (session.state === 'in') await parts.refresh()
begin()
listen()
repair(of => i18n.global.t('aria.' + of))
createApp(Shell, { parts }).use(router).use(i18n).use(ElementPlus).mount('#app')
