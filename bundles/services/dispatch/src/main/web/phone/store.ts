/** What this phone keeps. Pictures lie in it as bytes: some phones lose what is stored as files. */
const NAME = 'lamplighter-crew'
const STORES = { acts: 'id', pictures: 'id', tours: 'day', things: 'name' } as const
export type Store = keyof typeof STORES

let opened: Promise<IDBDatabase> | null = null
function open(): Promise<IDBDatabase> {
  opened ??= new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => { for (const [name, keyPath] of Object.entries(STORES)) asked.result.createObjectStore(name, { keyPath }) }
    asked.onsuccess = () => {
      // A phone that slept has lost the line to its store.
      asked.result.onclose = () => { opened = null }
      asked.result.onversionchange = () => asked.result.close()
      done(asked.result)
    }
    asked.onerror = () => {
      opened = null
      fail(asked.error)
    }
  })
  return opened
}

/** The answer of one question to the store. */
export const answer = <T>(request: IDBRequest<T>): Promise<T> => new Promise((done, fail) => {
  request.onsuccess = () => done(request.result)
  request.onerror = () => fail(request.error)
})

/** All of `what` is kept, or nothing; it may wait for nothing but the store's answers. */
export async function keeping<T>(stores: Store[], what: (of: (store: Store) => IDBObjectStore) => Promise<T>): Promise<T> {
  for (let again = true; ; again = false) {
    try {
      const transaction = (await open()).transaction(stores, 'readwrite', { durability: 'strict' })
      const kept = new Promise<void>((done, fail) => {
        transaction.oncomplete = () => done()
        transaction.onabort = () => fail(transaction.error)
      })
      const [value] = await Promise.all([what(store => transaction.objectStore(store)), kept])
      return value
    } catch (error) {
      if (!again || !(error instanceof DOMException && error.name === 'InvalidStateError')) throw error
      opened = null
    }
  }
}

export const all = <T>(store: Store) => keeping([store], of => answer<T[]>(of(store).getAll()))
export const one = <T>(store: Store, key: string) => keeping([store], of => answer<T | undefined>(of(store).get(key)))
export const put = (store: Store, value: object) => keeping([store], of => answer(of(store).put(value)))
export const drop = (store: Store, key: string) => keeping([store], of => answer(of(store).delete(key)))
