/** A small town, so that there is something on every screen: customers, their network, and what they have reported. */
import { api, report } from './hall.mjs'

const CELLS = [['稽山', 'JS', 120.58, 30.0], ['望湖', 'WH', 120.63, 30.03]]
const NAMES = ['骆青', '沈屿', '祝遥', '裴远', '宋晚', '许怀川', '江望舒', '赵临', '程既白', '罗芷']
const STREETS = ['青藤里', '望湖苑', '恒织路', '霞川公寓', '东双桥', '银桥弄']

const grid = []
const shapes = []
const people = []
for (const [name, code, lon, lat] of CELLS) {
  const at = (x, y) => [Number((lon + x).toFixed(5)), Number((lat + y).toFixed(5))]
  const point = (id, place, address) => shapes.push({ type: 'Feature', id, properties: address ? { address } : {}, geometry: { type: 'Point', coordinates: place } })
  grid.push([`${code}-S`, 'substation', `${name}变`, '', '330602', 110, ''])
  point(`${code}-S`, at(0, 0), `${name}街道变电站路 1 号`)
  for (let l = 1; l <= 3; l++) {
    const line = `${code}-L${l}`
    const end = [Math.cos(l * 2.1) * 0.025, Math.sin(l * 2.1) * 0.018]
    grid.push([line, 'line', `${name} ${100 + l} 线`, `${code}-S`, '330602', 10, ''])
    shapes.push({ type: 'Feature', id: line, properties: {}, geometry: { type: 'LineString', coordinates: [at(0, 0), at(end[0] * 0.5, end[1] * 0.7), at(...end)] } })
    for (let i = 1; i <= 3; i++) {
      const transformer = `${code}-T${l}${i}`
      const share = i / 3
      const street = STREETS[(l * 2 + i) % STREETS.length]
      grid.push([transformer, 'transformer', `${street} ${i}# 公变`, line, '330602', '', 400])
      point(transformer, at(end[0] * share, end[1] * (0.4 + share * 0.6)), `${street} ${i} 号`)
      for (let p = 1; p <= 2; p++) {
        const meter = `${code}-P${l}${i}${p}`
        const no = `3306010${code === 'JS' ? 1 : 2}${l}${i}${p}00`
        grid.push([meter, 'service-point', '', transformer, '330602', '', ''])
        point(meter, at(end[0] * share + p * 0.0012, end[1] * share + 0.001))
        people.push([no, NAMES[(l + i * 3 + p) % NAMES.length], '330602', `139${String(code === 'JS' ? 1 : 2)}${l}${i}${p}00417`.padEnd(11, '0').slice(0, 11), `${street} ${i} 幢 ${p}0${l}`, `${code}-0${l}`, meter, transformer, line, i === 1 && p === 1 ? '制氧机' : ''])
      }
    }
  }
}
const csv = (head, rows) => [head, ...rows.map(row => row.join(','))].join('\n') + '\n'

const SAID = [
  ['整个单元停电了，楼道灯也不亮', 'fault-repair'], ['家里跳闸，合上又跳', 'fault-repair'], ['变压器冒烟，有焦味', 'emergency'], ['电线断在路上，有人看着', 'emergency'],
  ['上个月电费多了一半，想核对', 'enquiry'], ['抄表员三次没来', 'complaint'], ['想给充电桩装表', 'service'], ['路灯整夜不亮', 'fault-repair'],
  ['半边有电半边没电，冰箱停了', 'fault-repair'], ['电压不稳，灯一闪一闪', 'fault-repair'], ['停电通知能不能早两天发', 'opinion'], ['有人私拉电线', 'report'],
]

export default async function town() {
  const send = async (call, path, type, text) => {
    const { status, json } = await call('POST', path, text, { 'Content-Type': type })
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(json)}`)
  }
  const integrator = await api('integrator')
  await send(integrator, '/api/v1/network/loads?extent=full', 'text/csv', csv('id,kind,name,parent,region,voltage,capacity', grid))
  await send(integrator, '/api/v1/network/loads?extent=delta', 'application/geo+json', { type: 'FeatureCollection', features: shapes })
  await send(integrator, '/api/v1/customers/import', 'text/csv', csv('customerNo,name,region,phones,address,cell,servicePoint,transformer,feeder,tags', people))
  const dispatcher = await api('dispatcher')
  for (const [i, [text, kind]] of SAID.entries()) {
    const [, name, , phone, address] = people[i * 2]
    const no = await report(dispatcher, text, { kind, address, contact: { name, phone } })
    if (i % 3 === 0) continue
    const { etag } = await dispatcher('GET', `/api/v1/requests/${no}`)
    await dispatcher('POST', `/api/v1/requests/${no}/triage`, { priority: i % 7, holder: ['dispatcher', 'agent', 'supervisor'][i % 3] }, { 'If-Match': etag })
  }
}
