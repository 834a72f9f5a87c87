import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { compress } from './compress.mjs'

/** What the frame gives to every part at run time, once for all. */
export const shared = ['lamplighter/host', 'vue', 'vue-router', 'vue-i18n', 'element-plus']

/** Says in part.json which files the part has and which screens, as its package.json names them. */
function offer(name, out) {
  return {
    name: 'offer',
    closeBundle: {
      order: 'post',
      handler() {
        const file = join(out, 'manifest.json')
        const entry = Object.values(JSON.parse(readFileSync(file, 'utf8'))).find(each => each.isEntry)
        const { entries, panels } = JSON.parse(readFileSync('package.json', 'utf8')).lamplighter
        const at = path => `/app/parts/${name}/${path}`
        writeFileSync(join(out, 'part.json'), JSON.stringify({ module: at(entry.file), css: (entry.css ?? []).map(at), entries, panels }))
        rmSync(file)
      },
    },
  }
}

/** The build of a part's screens: one module and its css, without what the frame brings. */
export function part(name) {
  const out = process.env.WEB_OUT ?? 'dist'
  return defineConfig({
    base: `/app/parts/${name}/`,
    plugins: [vue(), offer(name, out), compress(out)],
    build: {
      outDir: out,
      emptyOutDir: true,
      manifest: 'manifest.json',
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: 'src/index.ts',
        external: shared,
        preserveEntrySignatures: 'strict',
        output: {
          // A chunk of a version that has left would be found no more.
          codeSplitting: false,
          entryFileNames: 'screen-[hash].js',
          assetFileNames: '[name]-[hash][extname]',
        },
      },
    },
    logLevel: 'warn',
  })
}
