/**
 * A small dispatch in memory, for looking at its screens: one station's day whose rules are few and plain. It answers what the
 * real one does, in the same shapes; the real one's own rules are tested with it, not here.
 */
const MINUTE = 60_000
const two = number => String(number).padStart(2, '0')
export const dayOf = at => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`

export function dispatchDesk({ station = '330602-JS', day = dayOf(new Date()) } = {}) {
  // As the browser's zone has it: Asia/Shanghai.
  const at = (hour, minute = 0) => new Date(`${day}T${two(hour)}:${two(minute)}:00+08:00`).toISOString()
  const later = (time, minutes) => new Date(Date.parse(time) + minutes * MINUTE).toISOString()
  let version = 7
  let published = 6
  const order = (workOrder, kind, more) => ({
    workOrder, requestNo: workOrder.replace('W', ''), kind, state: 'dispatched', station, crew: null, mode: null, from: null, to: null, due: null, openedAt: at(7, 30), start: null, minutes: 60, people: 2,
    skills: ['repair'], pinned: false, priority: 5, important: false, heldBack: false, located: true, location: { lon: 120.56 + Number(workOrder.slice(-2)) % 10 * 0.008, lat: 29.98 + Number(workOrder.slice(-1)) % 5 * 0.009 }, problems: [], ...more,
  })
  const crews = [['C1', '裴远班', ['repair', 'high-voltage']], ['C2', '程既白班', ['repair', 'survey']], ['C3', '宋晚班', ['meter', 'survey']], ['C4', '沈铎班', ['repair', 'meter']]].map(([crew, name, skills], i) => ({
    crew, name, people: 2, skills, onCall: false, located: i !== 3, location: i === 3 ? null : { lon: 120.57, lat: 30.0 }, shift: { from: at(i === 3 ? 10 : 8), to: at(i === 3 ? 19 : 17) }, rest: { from: at(12), to: at(12, 30) },
  }))
  const orders = [
    order('W0101', 'repair', { crew: 'C1', start: at(8, 30), state: 'finished' }), order('W0102', 'high-voltage-work', { crew: 'C1', start: at(10), skills: ['high-voltage'], minutes: 90, due: at(11) }),
    order('W0103', 'repair', { crew: 'C1', start: at(13, 30), mode: 'slot', from: at(13, 30), to: at(15, 30) }), order('W0104', 'repair', { crew: 'C2', start: at(9), state: 'arrived' }),
    order('W0105', 'repair', { crew: 'C2', start: at(14), pinned: true }), order('W0106', 'one-post', { crew: 'C3', start: at(9), skills: ['meter', 'survey'] }), order('W0107', 'meter', { crew: 'C3', start: at(13), skills: ['meter'], heldBack: true }),
    order('W0108', 'repair', { state: 'open', due: at(16) }), order('W0109', 'high-voltage-work', { state: 'open', skills: ['high-voltage'], minutes: 90, due: at(15), important: true }), order('W0110', 'survey', { state: 'open', skills: ['survey'], minutes: 30, people: 1, heldBack: true }),
  ]
  const find = no => orders.find(each => each.workOrder === no)
  const end = each => later(each.start, each.minutes)
  const tour = crew => orders.filter(each => each.crew === crew).sort((a, b) => a.start.localeCompare(b.start)).map(each => ({ ...each, arrive: each.start, leave: end(each) }))

  /** What would break if it were there. */
  function problems(one, crew, start) {
    const to = crews.find(each => each.crew === crew)
    const said = []
    const missing = one.skills.filter(skill => !to.skills.includes(skill))
    if (missing.length) said.push({ code: 'skill', says: `${to.name} 缺 ${missing.join('、')}`, breaks: true })
    if (start < to.shift.from || later(start, one.minutes) > to.shift.to) said.push({ code: 'shift', says: '不在班次内', breaks: true })
    if (one.due && start > one.due) said.push({ code: 'limit', says: `迟 ${Math.round((Date.parse(start) - Date.parse(one.due)) / MINUTE)} 分`, breaks: false })
    if (one.from && (start < one.from || start > one.to)) said.push({ code: 'promise', says: '不在已答应的时间内', breaks: false })
    const met = orders.find(each => each !== one && each.crew === crew && each.start < later(start, one.minutes) && start < end(each))
    if (met) said.push({ code: 'overlap', says: `与 ${met.workOrder} 重叠`, breaks: true })
    return said
  }
  const board = () => ({
    station, day, version, published, problems: [], moved: [], waiting: orders.filter(each => !each.crew && each.state === 'open'),
    crews: crews.map(crew => ({ ...crew, stops: tour(crew.crew), km: tour(crew.crew).length * 6.2, minutes: tour(crew.crew).reduce((sum, each) => sum + each.minutes + 15, 0) })),
  })
  const put = ({ workOrder, crew, start, pinned }) => Object.assign(find(workOrder), { crew, start: crew ? start : null, state: crew ? 'dispatched' : 'open', ...(pinned === undefined ? {} : { pinned }) })
  const ok = (json, status = 200, headers = {}) => ({ status, json, headers })
  const wrong = (status, detail, more = {}) => ok({ title: detail, detail, ...more }, status)
  const sees = headers => headers['if-match'] === `"${version}"`
  const changed = () => {
    version++
    return ok(board(), 200, { ETag: `"${version}"` })
  }

  const taken = new Map()
  const files = new Map()
  const appointments = []
  /** What the crew has sent: each act as often as it came. */
  const acts = []
  function act(one) {
    acts.push(one)
    const known = taken.get(one.id)
    if (known) return { id: one.id, outcome: 'again' }
    const lacks = (one.body.files ?? []).filter(id => !files.get(id)?.complete)
    if (lacks.length) return { id: one.id, outcome: 'waiting-files' }
    taken.set(one.id, one)
    const work = find(one.workOrder)
    if (work.state === 'cancelled') return { id: one.id, outcome: 'conflict', reason: '这张派工单已取消' }
    Object.assign(work, { state: { accept: 'accepted', depart: 'departed', arrive: 'arrived', finish: 'finished', fail: 'failed' }[one.kind] ?? work.state })
    return { id: one.id, outcome: 'done' }
  }
  const offers = () => [[13, 30], [15, 30]].map(([hour, minute], i) => ({ id: `o${i}`, mode: 'slot', from: at(hour, minute), to: at(hour + 2, minute), holdsUntil: later(new Date().toISOString(), 5) }))
  let gone = true

  const routes = {
    'GET work-kinds': () => ok({ items: [['repair', 'Fault repair', '故障抢修'], ['high-voltage-work', 'High-voltage work', '高压作业'], ['one-post', 'Survey and meter', '一岗制'], ['meter', 'Meter', '装表接电'], ['survey', 'Survey', '现场勘查']].map(([code, name, nameZh]) => ({ code, name, nameZh, skills: [], minutes: 60, people: 2 })), next: null }),
    'GET plans': () => ok(board(), 200, { ETag: `"${version}"` }),
    'POST plans/check': ({ workOrder, crew, start }) => {
      const said = problems(find(workOrder), crew, start)
      return ok({ possible: !said.some(each => each.breaks), problems: said, arrive: start, start, km: 6.2, minutes: 18, moved: [] })
    },
    'POST plans/move': (one, headers) => {
      if (!sees(headers)) return wrong(412, 'The plan is another one now.')
      const broken = one.crew && one.start ? problems(find(one.workOrder), one.crew, one.start).filter(each => each.breaks) : []
      if (broken.length) return wrong(409, broken[0].says)
      put(one)
      return changed()
    },
    'GET plans/places': (_, __, query) => {
      const one = find(query.get('workOrder'))
      const able = crews.filter(crew => one.skills.every(skill => crew.skills.includes(skill)))
      return ok({
        places: able.slice(0, 3).map((crew, i) => ({ crew: crew.crew, name: crew.name, start: at(15, i * 15), says: `14:30 收尾后直接过去，多走 ${1.8 + i} 公里；不挪任何人。`, km: 1.8 + i, minutes: 12, problems: [] })),
        refused: crews.filter(crew => !able.includes(crew)).map(crew => ({ crew: crew.crew, name: crew.name, says: '缺技能' })),
      })
    },
    'POST plans/propose': () => ok({ moves: [{ workOrder: 'W0108', crew: 'C4', start: at(11) }], kept: 1, moved: 0, kmBefore: 74, kmAfter: 61, says: ['0108 给沈铎班：顺路'] }),
    'POST plans/apply': ({ moves }, headers) => {
      if (!sees(headers)) return wrong(412, 'The plan is another one now.')
      moves.forEach(put)
      return changed()
    },
    'POST plans/publish': (_, headers) => {
      if (!sees(headers)) return wrong(412, 'The plan is another one now.')
      published = version + 1
      return changed()
    },
    'GET capacity': (_, __, query) => {
      const today = query.get('day') === day
      const room = (kind, can, has, list = []) => ({ kind, can, has, left: can - has, minutes: 52, cases: kind === 'repair' ? 63 : 0, orders: list })
      return ok({
        station, day: query.get('day'), heldBack: today ? [{ ...find('W0107'), since: at(9, 7), says: '勘查后停在等图纸 95 分' }] : [],
        crews: crews.map((crew, i) => ({ crew: crew.crew, name: crew.name, station, shift: crew.shift, people: 2, onCall: false, located: crew.located, canMinutes: 480, hasMinutes: 300, leftMinutes: 180, kinds: [room(i === 2 ? 'meter' : 'repair', 4, today ? 4 : i, today ? tour(crew.crew).map(each => each.workOrder) : [])] })),
        shortages: today ? [{ kind: 'repair', says: '故障抢修缺 156 分钟', wanted: 780, can: 624, orders: ['W0108'], proposals: [{ id: 'p1', kind: 'neighbour-crew', says: '镜湖供电所 调 1 组过来，多走 14 公里', costs: null }, { id: 'p2', kind: 'overtime', says: '裴远班 加班到 19:30', costs: '须值班长批' }] }] : [],
      })
    },
    'POST capacity/accept': () => ok(undefined, 204),
    'GET tours/mine': (_, __, query) => ok({
      crew: 'C1', name: '裴远班', station, day: query.get('day') ?? day, version, shift: crews[0].shift, rest: crews[0].rest, location: crews[0].location, km: 18,
      stops: (query.get('day') ?? day) === day ? tour('C1').map(each => ({ ...each, address: '青藤里 3 幢', text: '整个单元停电', contact: { name: '王先生', phone: '13900000001' } })) : [],
    }),
    'POST acts': some => ok({ items: some.map(act) }),
    'GET work-orders': (_, __, query) => ok({ items: query.get('request') ? [{ ...find('W0108'), requestNo: query.get('request'), ...(appointments.length ? { mode: 'slot', from: appointments[0].from, to: appointments[0].to, state: 'booked', crew: 'C1' } : {}) }] : orders, next: null }),
    'GET appointments': () => ok({ items: appointments, next: null }),
    'POST appointments/offers': () => ok({ offers: offers(), refused: [{ from: at(10, 30), to: at(12, 30), code: 'full', reason: '两组都在高压作业，没有一组能到' }] }),
    'POST appointments': ({ offer }) => {
      if (gone) {
        gone = false
        return wrong(409, '这个时段刚被别人约走', { type: 'appointment.gone', offers: offers().slice(1) })
      }
      appointments.push({ ...offers().find(each => each.id === offer), id: 'a1', workOrder: 'W0108', requestNo: '', state: 'made' })
      return ok(appointments[0], 201)
    },
  }

  /** @param body as it came: parsed when it is JSON, else its bytes */
  function answer(method, url, body, headers) {
    const { pathname, searchParams } = new URL(url, 'http://x')
    const path = pathname.replace('/api/v1/', '')
    const [, id, part] = /^acts\/files\/([^/]+)(?:\/(\d+))?$/.exec(path) ?? []
    if (id && method === 'PUT') {
      const file = files.get(id)
      if (part === undefined) {
        files.set(id, file ?? { ...body, parts: new Map(), complete: false })
        return ok(undefined, 204)
      }
      file.parts.set(Number(part), body.length)
      file.complete = [...file.parts.values()].reduce((sum, each) => sum + each, 0) === file.size
      return ok(undefined, 204)
    }
    if (method === 'DELETE' && path.startsWith('appointments/')) {
      appointments.length = 0
      return ok(undefined, 204)
    }
    if (path.startsWith('lookers/')) return method === 'PUT' ? ok({ requestNo: null, plan: body.plan ?? null, lookers: [] }) : ok(undefined, 204)
    return routes[`${method} ${path}`]?.(body, headers, searchParams)
  }
  return { /** Whether nobody can reach it. */ cut: false, /** Of every so many answers one is lost. */ loses: 0, answer, acts, taken, files, find, board, /** As if somebody else did it. */ meanwhile: one => { put(one); version++ }, station, day }
}

const PATHS = /\/api\/v1\/(lookers|work-kinds|plans|capacity|tours|acts|work-orders|appointments)(\/|\?|$)/
/** The screens of this page ask it instead of the real one. */
export async function standIn(page, desk) {
  let calls = 0
  await page.route(PATHS, async route => {
    if (desk.cut) return route.abort('internetdisconnected')
    const request = route.request()
    const isJson = (await request.headerValue('content-type'))?.startsWith('application/json')
    const body = isJson ? request.postDataJSON() : request.postDataBuffer()
    const said = desk.answer(request.method(), request.url(), body, await request.allHeaders())
    if (!said) return route.continue()
    // It has arrived, and nobody hears so.
    if (desk.loses && ++calls % desk.loses === 0) return route.abort('connectionreset')
    await route.fulfill({ status: said.status, headers: said.headers, ...(said.status === 204 ? {} : { json: said.json }) })
  })
}
