import { shallowReactive } from 'vue'

/** In which context the house is; in TRAINING and TESTING nothing leaves it. */
export const house = shallowReactive<{ context: 'PRODUCTION' | 'TESTING' | 'TRAINING' }>({ context: 'PRODUCTION' })

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
