import { createParser } from 'eventsource-parser'
import { language } from './settings'

/** An error as RFC 9457 has it, in the caller's language. */
export interface Problem {
  type?: string
  title?: string
  detail?: string
  errors?: { pointer: string; message: string }[]
}

/** What stands against a call: an answer of the server, or none at all (status 0). */
export class Refused extends Error {
  constructor(readonly status: number, readonly problem: Problem, readonly retryAfter: number | null) {
    super(problem.detail ?? problem.title ?? String(status))
  }

  /** The field errors by the field's name. */
  get fields(): Record<string, string> {
    return Object.fromEntries((this.problem.errors ?? []).map(error => [error.pointer.replace(/^\//, ''), error.message]))
  }

  /** Whether the part behind it is away for a moment, or nobody could be reached. */
  get away(): boolean {
    return this.status === 0 || this.status === 503 || this.status === 502
  }
}

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  body?: unknown
  /** Of a body that goes as it is, text or bytes, as `text/csv`; without it the body is JSON. */
  type?: string
  /** The ETag of what was seen. */
  ifMatch?: string
  /** Makes a command that is sent twice one command. */
  key?: string
  signal?: AbortSignal
  /** Goes out though the page is on its way. */
  keepalive?: boolean
}

export interface Answer<T> {
  data: T
  etag: string | null
}

type Ending = () => void
let ended: Ending = () => undefined
/** @internal What happens when the session is no more. */
export function onEnded(ending: Ending) { ended = ending }

const common = (): Record<string, string> => ({ 'Accept-Language': language.value, 'X-Lamplighter': 'session' })

function refusal(status: number, problem: Problem, retryAfter: string | null): Refused {
  if (status === 401) ended()
  return new Refused(status, problem, Number(retryAfter) || null)
}

/** What is asked for, as an address has it: what is empty is not asked. */
export const asQuery = (query: Record<string, string | null | undefined>) =>
  new URLSearchParams(Object.entries(query).filter((one): one is [string, string] => !!one[1]))

/** Asks with this browser's session, which no script ever sees; what is not well is thrown. */
async function ask(path: string, how: Call, accept: string): Promise<Response> {
  const headers: Record<string, string> = { ...common(), Accept: accept }
  if (how.body !== undefined) headers['Content-Type'] = how.type ?? 'application/json'
  if (how.ifMatch) headers['If-Match'] = how.ifMatch
  if (how.key) headers['Idempotency-Key'] = how.key
  const answer = await fetch(path, {
    method: how.method ?? 'GET',
    headers,
    body: how.body === undefined ? undefined : how.type ? how.body as BodyInit : JSON.stringify(how.body),
    credentials: 'same-origin',
    signal: how.signal,
    keepalive: how.keepalive,
  }).catch((error: unknown) => {
    if (how.signal?.aborted) throw error
    throw new Refused(0, {}, null)
  })
  if (answer.ok) return answer
  throw refusal(answer.status, await answer.json().catch(() => ({})) as Problem, answer.headers.get('Retry-After'))
}

/** Calls our API. */
export async function call<T>(path: string, how: Call = {}): Promise<Answer<T>> {
  const answer = await ask(path, how, 'application/json')
  return { data: (answer.status === 204 ? undefined : await answer.json()) as T, etag: answer.headers.get('ETag') }
}

/** Calls what takes long and tells how far it is: `hear` gets each event, the answer as the last one. */
export async function callWatched(path: string, how: Call, hear: (event: string, data: unknown) => void): Promise<void> {
  const { body } = await ask(path, how, 'text/event-stream')
  const parser = createParser({ onEvent: event => hear(event.event ?? '', JSON.parse(event.data)) })
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader()
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) parser.feed(value!)
}

/** The text of what is none of JSON. */
export const callText = async (path: string, accept = 'text/plain') => (await ask(path, {}, accept)).text()

/** A file, as it is. */
export const callBlob = async (path: string) => (await ask(path, {}, '*/*')).blob()

/** Sends a file of any size; `tell` hears how many of its bytes have gone, which fetch cannot say. */
export function send<T>(path: string, file: Blob, type: string, tell: (sent: number) => void, signal: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    const line = new XMLHttpRequest()
    line.open('POST', path)
    line.responseType = 'json'
    for (const [name, value] of Object.entries({ ...common(), Accept: 'application/json', 'Content-Type': type })) line.setRequestHeader(name, value)
    line.upload.onprogress = event => tell(event.loaded)
    line.onload = () => {
      if (line.status < 300) done(line.response as T)
      else fail(refusal(line.status, (line.response ?? {}) as Problem, line.getResponseHeader('Retry-After')))
    }
    line.onerror = () => fail(new Refused(0, {}, null))
    line.onabort = () => fail(signal.reason)
    signal.addEventListener('abort', () => line.abort())
    line.send(file)
  })
}
