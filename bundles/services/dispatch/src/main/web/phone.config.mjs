import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { compress } from 'lamplighter/compress'
import { defineConfig } from 'vite'

const out = resolve(process.env.WEB_OUT ?? 'dist', 'phone')

/** Names the files that the phone keeps, and the version that they are, in its service worker. */
function keep() {
  return {
    name: 'keep',
    closeBundle: {
      order: 'pre',
      handler() {
        const files = readdirSync(out, { recursive: true }).filter(file => /\.(js|css|html|svg|webmanifest)$/.test(file) && file !== 'sw.js').sort()
        const hash = createHash('sha256')
        for (const file of files) hash.update(file).update(readFileSync(join(out, file)))
        const worker = readFileSync('phone/sw.js', 'utf8')
        writeFileSync(join(out, 'sw.js'), worker.replace("'FILES'", JSON.stringify(files)).replace('VERSION', hash.digest('hex').slice(0, 12)))
      },
    },
  }
}

/** The crew's page stands by itself, so that it starts without a network: all that it needs is in it. */
export default defineConfig({
  root: 'phone',
  base: './',
  plugins: [vue(), keep(), compress(out)],
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false', __VUE_I18N_LEGACY_API__: 'false' },
  build: { outDir: out, emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  logLevel: 'warn',
})
