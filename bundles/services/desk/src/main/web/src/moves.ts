import type { Move, State } from './requests'

/** A field of a move's form, as the desk's table of moves has it. */
export interface Field {
  name: string
  is: 'words' | 'code' | 'kind' | 'priority' | 'time' | 'minutes' | 'score' | 'request' | 'outcome'
  needed?: boolean
  /** Only of requests of these kinds. */
  of?: string[]
}

const COMPLAINTS = ['complaint', 'report']
/** Whether a complaint was justified. */
export const OUTCOMES = ['justified', 'partly', 'unjustified']

/** What each move asks for; the server judges it. */
const FIELDS: Record<Move, Field[]> = {
  triage: [{ name: 'kind', is: 'kind' }, { name: 'priority', is: 'priority' }, { name: 'cell', is: 'code' }, { name: 'holder', is: 'code' }, { name: 'note', is: 'words' }],
  merge: [{ name: 'into', is: 'request', needed: true }, { name: 'note', is: 'words' }],
  unmerge: [{ name: 'note', is: 'words' }],
  return: [{ name: 'reason', is: 'words', needed: true }],
  schedule: [{ name: 'from', is: 'time', needed: true }, { name: 'to', is: 'time', needed: true }, { name: 'note', is: 'words' }],
  dispatch: [{ name: 'crew', is: 'code', needed: true }, { name: 'note', is: 'words' }],
  accept: [],
  arrive: [],
  extend: [{ name: 'until', is: 'time', needed: true }, { name: 'reason', is: 'words', needed: true }],
  // Beside what was found, in a form of its own.
  correct: [],
  resolve: [{ name: 'cause', is: 'words' }, { name: 'result', is: 'words', needed: true }, { name: 'labourMinutes', is: 'minutes' }, { name: 'outcome', is: 'outcome', of: COMPLAINTS }],
  visit: [{ name: 'score', is: 'score', needed: true }, { name: 'comment', is: 'words' }],
  close: [{ name: 'outcome', is: 'outcome', needed: true, of: COMPLAINTS }, { name: 'note', is: 'words' }],
  cancel: [{ name: 'reason', is: 'words', needed: true }],
  reopen: [{ name: 'reason', is: 'words', needed: true }],
}

/** What a move asks for of a request of this kind. */
export const fields = (move: Move, kind: string): Field[] => FIELDS[move].filter(({ of }) => !of || of.includes(kind))

/** The next step of an ordinary life first; what ends or turns it back last. */
export const ORDER: Move[] = ['triage', 'schedule', 'dispatch', 'accept', 'arrive', 'resolve', 'visit', 'close', 'merge', 'unmerge', 'extend', 'return', 'reopen', 'cancel']

/** What turns a request back out of these states comes after what leads on. */
const BACK: Partial<Record<State, Move[]>> = {
  scheduled: ['triage'],
  dispatched: ['triage', 'schedule'],
  accepted: ['triage', 'schedule', 'dispatch'],
  'on-site': ['triage', 'schedule', 'dispatch'],
}

export function inOrder(state: State, allowed: Move[]): Move[] {
  const back = BACK[state] ?? []
  const all = ORDER.filter(each => allowed.includes(each))
  return [...all.filter(each => !back.includes(each)), ...all.filter(each => back.includes(each))]
}

export const KEYS: Partial<Record<Move, string>> = { triage: 't', schedule: 's', dispatch: 'd', merge: 'm', resolve: 'r', visit: 'v', accept: 'a', arrive: 'i' }

/** The body of a move from what was typed: empty fields are left out, times get their offset. */
export function body(move: Move, typed: Record<string, string>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const { name, is } of FIELDS[move]) {
    const value = typed[name]?.trim()
    if (!value) continue
    out[name] = is === 'time' ? withOffset(value) : ['priority', 'minutes', 'score'].includes(is) ? Number(value) : value
  }
  return out
}

export function withOffset(local: string): string {
  const at = new Date(local)
  const minutes = -at.getTimezoneOffset()
  const two = (n: number) => String(Math.floor(Math.abs(n))).padStart(2, '0')
  return `${local}:00${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`
}
