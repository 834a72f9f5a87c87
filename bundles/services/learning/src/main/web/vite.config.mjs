import { part } from 'lamplighter/part.config'

export default part('learning')
