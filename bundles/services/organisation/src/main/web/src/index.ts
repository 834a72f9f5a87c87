import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import HoldersPanel from './HoldersPanel.vue'
import OrganisationPage from './OrganisationPage.vue'

export default definePart({
  screens: [{ path: '/organisation/:view(units|handovers|gaps|edges|bring)?/:id?', component: OrganisationPage }],
  panels: { 'request-holders': HoldersPanel },
  messages: { zh, en },
})
