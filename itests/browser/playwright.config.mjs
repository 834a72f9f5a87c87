import { defineConfig } from '@playwright/test'

// Days are counted here as on the page: a run after midnight there is not one of the day before.
process.env.TZ = 'Asia/Shanghai'
const out = process.env.OUT ?? 'target'
export default defineConfig({
  testDir: 'specs',
  globalSetup: './specs/town.mjs',
  outputDir: `${out}/playwright`,
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    baseURL: process.env.LAMP ?? 'http://127.0.0.1:8181',
    locale: 'zh-CN',
    timezoneId: process.env.TZ,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'] },
  },
})
