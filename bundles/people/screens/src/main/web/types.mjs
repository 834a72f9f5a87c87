/**
 * The types of our API from its hand-kept OpenAPI, wherever the bundles keep their parts of it: for screens as
 * `import type { components } from 'lamplighter/api'`. Writes only when something has changed.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const bundles = join(here, '../../../../..')
const target = join(here, 'generated/api.d.ts')

function* below(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      // A bundle may be called web, too.
      if (!['target', 'node_modules', 'test', 'java', 'baseline'].includes(entry.name) && !path.endsWith('/main/web')) yield* below(path)
    } else if (/^openapi.*\.ya?ml$/.test(entry.name) || (/\.ya?ml$/.test(entry.name) && /\/openapi$/i.test(folder))) {
      yield path
    }
  }
}

const files = [...below(bundles)].sort()
const texts = files.map(file => readFileSync(file, 'utf8'))
const mark = `// ${createHash('sha256').update(texts.join('\0')).digest('hex')}`
if (!files.length) throw new Error('no OpenAPI found below ' + bundles)
if (!existsSync(target) || !readFileSync(target, 'utf8').startsWith(mark)) {
  const [{ default: openapiTS, astToString }, { parse }] = await Promise.all([import('openapi-typescript'), import('yaml')])
  const whole = { openapi: '3.1.0', info: { title: 'Lamplighter', version: '1' }, paths: {}, components: {} }
  for (const text of texts) {
    const one = parse(text)
    Object.assign(whole.paths, one.paths)
    for (const [kind, members] of Object.entries(one.components ?? {})) {
      whole.components[kind] = { ...whole.components[kind], ...members }
    }
  }
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, `${mark}\n${astToString(await openapiTS(whole, { silent: true }))}`)
}
