import { shallowReactive } from 'vue'
import { call, onEnded, Refused } from './call'
import { language } from './settings'

export type Role = 'agent' | 'dispatcher' | 'crew' | 'supervisor' | 'assessor' | 'integrator' | 'administrator'
export interface Me { user: string; roles: Role[]; region: string }

/**
 * Who works here. `ended`: somebody did, and the page waits beneath the sign-in with what he has
 * typed.
 */
export const session = shallowReactive<{ state: 'asking' | 'out' | 'in' | 'ended' | 'away'; me: Me | null }>({ state: 'asking', me: null })

/** Whether the person may, as far as roles say it; an empty list means everybody. */
export function may(roles: readonly string[]): boolean {
  return !roles.length || roles.some(role => session.me?.roles.includes(role as Role))
}

const others = new BroadcastChannel('lamplighter-session')
others.onmessage = message => {
  if (message.data === 'out') leave()
  if (message.data === 'in') void ask()
}
onEnded(() => { if (session.state === 'in') session.state = 'ended' })

/** Asks the server whose session this browser has. */
export async function ask(): Promise<void> {
  try {
    const me = (await call<Me | undefined>('/api/v1/sessions/current')).data
    if (me) become(me)
    else session.state = session.me ? 'ended' : 'out'
  } catch (error) {
    const none = error instanceof Refused && error.status === 401
    session.state = none ? (session.me ? 'ended' : 'out') : (session.me ? session.state : 'away')
  }
}

function become(me: Me) {
  // Somebody else's drafts and lists are not for him.
  if (session.me && session.me.user !== me.user) return location.reload()
  session.me = me
  session.state = 'in'
}

export async function signIn(user: string, password: string): Promise<void> {
  const answer = await fetch('/api/v1/sessions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'Accept-Language': language.value, 'X-Lamplighter': 'sign-in' },
    body: JSON.stringify({ user, password }),
    credentials: 'same-origin',
  }).catch(() => { throw new Refused(0, {}, null) })
  const said: unknown = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Refused(answer.status, said as object, Number(answer.headers.get('Retry-After')) || null)
  await ask()
  if (session.state === 'in') others.postMessage('in')
}

/** Ends this session, or all of this person's wherever they are. */
export async function signOut(everywhere: boolean): Promise<void> {
  if (everywhere) {
    const { data } = await call<{ items: { id: string }[] }>(`/api/v1/sessions?user=${encodeURIComponent(session.me?.user ?? '')}`)
    const mine = data.items.map(one => call(`/api/v1/sessions/${encodeURIComponent(one.id)}`, { method: 'DELETE' }).catch(gone))
    await Promise.all(mine)
  }
  await call('/api/v1/sessions/current', { method: 'DELETE' }).catch(gone)
  others.postMessage('out')
  leave()
}

/** What has ended already need not be ended. */
function gone(error: unknown) {
  if (!(error instanceof Refused && (error.status === 401 || error.status === 404))) throw error
}

function leave() {
  session.me = null
  session.state = 'out'
}
