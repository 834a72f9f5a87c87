import { shallowReactive } from 'vue'

interface House {
  /** In TRAINING and TESTING nothing leaves it. */
  context: 'PRODUCTION' | 'TESTING' | 'TRAINING'
  /** By which requests come in, as the parts that are installed say. */
  channels: string[]
}

export const house = shallowReactive<House>({ context: 'PRODUCTION', channels: [] })

const EVERY = 30_000

async function ask() {
  const answer = await fetch('/app/house.json', { cache: 'no-cache' }).catch(() => undefined)
  if (answer?.ok) Object.assign(house, await answer.json())
}

/** @internal Asks now and, since it may change under the open page, again and again. */
export function askHouse() {
  setInterval(() => void ask(), EVERY)
  return ask()
}
