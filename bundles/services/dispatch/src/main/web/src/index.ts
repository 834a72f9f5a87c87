import { definePart } from 'lamplighter/host'
import en from './messages/en.json'
import zh from './messages/zh.json'
import BoardPage from './BoardPage.vue'
import CapacityPage from './CapacityPage.vue'
import TourDoor from './TourDoor.vue'
import WorkPanel from './WorkPanel.vue'

export default definePart({
  screens: [
    { path: '/board/:station?/:day(\\d{4}-\\d\\d-\\d\\d)?', component: BoardPage },
    { path: '/capacity/:station?/:day(\\d{4}-\\d\\d-\\d\\d)?', component: CapacityPage },
    { path: '/tour', component: TourDoor },
  ],
  panels: { 'request-work': WorkPanel },
  messages: { zh, en },
})
