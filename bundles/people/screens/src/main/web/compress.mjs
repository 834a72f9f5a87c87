import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** Lays every file that is worth it beside itself as br and gz: the server only chooses. */
export function compress(out) {
  return {
    name: 'compress',
    closeBundle: {
      order: 'post',
      handler() {
        for (const file of readdirSync(out, { recursive: true })) {
          if (!/\.(m?js|css|html|svg)$/.test(file)) continue
          const path = join(out, file)
          const bytes = readFileSync(path)
          if (bytes.length < 1024) continue
          const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
          writeFileSync(path + '.br', brotliCompressSync(bytes, { params }))
          writeFileSync(path + '.gz', gzipSync(bytes, { level: 9 }))
        }
      },
    },
  }
}
