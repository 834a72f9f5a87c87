/** A small town, so that there is something on every screen: customers, their network, who answers for it, and what they have reported. */
import { api, report, user } from './hall.mjs'

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
/** Their numbers. */
export const CUSTOMERS = people.map(([no]) => no)
const csv = (head, rows) => [head, ...rows.map(row => row.join(','))].join('\n') + '\n'

const box = (lon, lat, width, height) => ({ type: 'Polygon', coordinates: [[[lon, lat], [lon + width, lat], [lon + width, lat + height], [lon, lat + height], [lon, lat]].map(at => at.map(each => Number(each.toFixed(5))))] })
/** Who answers for what: of six cells one has nobody, and two claim the same place. */
function organisation() {
  const units = [['3306', '绍兴市', 'city', '', '3306', ''], ['330602', '越城区', 'county', '3306', '330602', ''], ['330602-JS', '城南供电所', 'station', '330602', '330602', ''], ['330602-WH', '镜湖供电所', 'station', '330602', '330602', '']]
  const charges = [['330602', user('supervisor').user, 'in-charge'], ['330602-JS', user('dispatcher').user, 'in-charge'], ['330602-WH', user('supervisor').user, 'in-charge']]
  const rules = []
  const areas = []
  for (const [name, code, lon, lat] of CELLS) {
    for (let l = 1; l <= 3; l++) {
      const cell = `${code}-0${l}`
      units.push([cell, `${name}-0${l}`, 'cell', `330602-${code}`, '330602', l === 3 ? 'rural' : 'urban'])
      if (cell !== 'WH-03') charges.push([cell, user(l === 1 ? 'crew' : 'agent').user, 'in-charge'])
      if (l === 1) charges.push([cell, user('agent').user, 'deputy'])
      for (let i = 1; i <= 3; i++) rules.push([cell, 'transformer', `${code}-T${l}${i}`])
      areas.push({ type: 'Feature', id: cell, properties: {}, geometry: box(lon - 0.03 + (l - 1) * 0.0195, lat - 0.02, l === 3 ? 0.0195 : 0.02, 0.04) })
    }
  }
  rules.push(['JS-01', 'address', '青藤里'], ['JS-02', 'address', '望湖苑'], ['WH-01', 'address', '恒织路'], ['WH-02', 'address', '霞川公寓'])
  return { units, charges, rules, areas }
}
const OFFICE = { hours: '08:00-22:00', shifts: [['08:00', '15:00', 'crew'], ['15:00', '21:00', 'agent']].map(([from, to, role]) => ({ people: [user(role).user], from: `2026-01-05T${from}:00+08:00`, to: `2026-01-05T${to}:00+08:00`, repeat: { every: 'day' } })) }

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
  const { units, charges, rules, areas } = organisation()
  await send(integrator, '/api/v1/units', 'text/csv', csv('code,name,level,parent,region,areaType', units))
  await send(integrator, '/api/v1/units/people', 'text/csv', csv('unit,login,as', charges))
  await send(integrator, '/api/v1/units/rules', 'text/csv', csv('cell,by,value', rules))
  await send(integrator, '/api/v1/units/shapes', 'application/geo+json', { type: 'FeatureCollection', features: areas })
  const supervisor = await api('supervisor')
  const { etag: seen } = await supervisor('GET', '/api/v1/rosters/330602-JS')
  const { status, json } = await supervisor('PUT', '/api/v1/rosters/330602-JS', OFFICE, { 'If-Match': seen })
  if (status !== 200) throw new Error(`roster: ${status} ${JSON.stringify(json)}`)
  const dispatcher = await api('dispatcher')
  for (const [i, [text, kind]] of SAID.entries()) {
    const [, name, , phone, address] = people[i * 2]
    const no = await report(dispatcher, text, { kind, address, contact: { name, phone } })
    if (i % 3 === 0) continue
    const { etag } = await dispatcher('GET', `/api/v1/requests/${no}`)
    await dispatcher('POST', `/api/v1/requests/${no}/triage`, { priority: i % 7, holder: ['dispatcher', 'agent', 'supervisor'][i % 3] }, { 'If-Match': etag })
  }
}
