import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { compress } from './compress.mjs'
import { shared } from './part.config.mjs'

const base = '/app/'
const out = process.env.WEB_OUT ?? 'dist'

/** What parts find in the browser instead of in their own jars, and the file of ours that gives it. */
const entries: Record<string, string> = Object.fromEntries(
  shared.map(name => [name, name === 'lamplighter/host' ? 'src/host/index.ts' : `libs/${name}.ts`]))

/** Names the hashed files for parts; the hash of the map itself goes into the page's policy. */
function importMap(): Plugin {
  return {
    name: 'import-map',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const imports: Record<string, string> = {}
        for (const [name, source] of Object.entries(entries)) {
          const chunk = Object.values(bundle ?? {}).find(file =>
            file.type === 'chunk' && file.isEntry && file.facadeModuleId?.endsWith('/web/' + source))
          if (bundle && !chunk) throw new Error(`no file for ${name}`)
          imports[name] = base + (chunk?.fileName ?? source)
        }
        return html.replace('IMPORTMAP', JSON.stringify({ imports }))
      },
    },
    closeBundle: {
      order: 'post',
      handler() {
        const map = /<script type="importmap">(.*?)<\/script>/s.exec(readFileSync(join(out, 'index.html'), 'utf8'))?.[1]
        if (!map) throw new Error('no import map')
        writeFileSync(join(out, 'script-hash.txt'), `sha256-${createHash('sha256').update(map).digest('base64')}`)
      },
    },
  }
}

export default defineConfig({
  base,
  plugins: [vue(), importMap(), compress(out)],
  define: {
    __VUE_OPTIONS_API__: 'true',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
  },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: { index: 'index.html', ...Object.fromEntries(Object.entries(entries).map(([name, file]) => [name.replace('/', '-'), file])) },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: 'lib/[name]-[hash].js', chunkFileNames: 'lib/[name]-[hash].js', assetFileNames: 'lib/[name]-[hash][extname]' },
    },
  },
  logLevel: 'warn',
})
