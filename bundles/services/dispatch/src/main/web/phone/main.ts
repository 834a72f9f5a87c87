import { createApp } from 'vue'
import { stream } from 'lamplighter/host'
import { askHouse } from 'lamplighter/host/house'
import { ask } from 'lamplighter/host/session'
import { i18n } from 'lamplighter/host/settings'
import en from 'lamplighter/frame/messages/en.json'
import zh from 'lamplighter/frame/messages/zh.json'
import 'lamplighter/frame/styles/tokens.css'
import 'lamplighter/frame/styles/hall.css'
import ownEn from '../src/messages/en.json'
import ownZh from '../src/messages/zh.json'
import PhoneApp from './PhoneApp.vue'
import { recall } from './tour'

i18n.global.mergeLocaleMessage('zh', { ...zh, dispatch: ownZh })
i18n.global.mergeLocaleMessage('en', { ...en, dispatch: ownEn })
// Without a network a limit runs on all the same.
stream.live = true
await Promise.all([ask(), askHouse()])
await recall()
createApp(PhoneApp).use(i18n).mount('#app')
