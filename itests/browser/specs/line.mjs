/** The line between a browser and the house: it can be cut, or go silent as when somebody pulls a cable. */
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { LAMP, test as base } from './hall.mjs'

async function lay() {
  const { hostname, port } = new URL(LAMP)
  const open = new Set()
  let state = 'whole'
  const server = createServer(near => {
    if (state !== 'whole') return void (state === 'cut' ? near.destroy() : open.add(near.on('error', () => undefined)))
    const far = connect(Number(port), hostname)
    for (const [from, to] of [[near, far], [far, near]]) {
      open.add(from)
      from.on('error', () => undefined).on('close', () => { open.delete(from); to.destroy() }).pipe(to)
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const end = () => open.forEach(each => each.destroy())
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** Every connection breaks at once, and none comes about. */
    cut() { state = 'cut'; end() },
    /** Nothing comes through any more, and nobody hears why. */
    silence() { state = 'silent'; open.forEach(each => each.unpipe().pause()) },
    mend() { end(); state = 'whole' },
    close() { end(); server.close() },
  }
}

/** As everybody's test, on a line of its own. */
export const test = base.extend({
  line: async ({}, use) => {
    const line = await lay()
    await use(line)
    line.close()
  },
  baseURL: async ({ line }, use) => use(line.url),
})
