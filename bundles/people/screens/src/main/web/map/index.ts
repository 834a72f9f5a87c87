export { default as MapSheet } from './MapSheet.vue'
