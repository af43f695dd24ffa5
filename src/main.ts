// The only wiring: settings → database → app → jobs. Started by `npm start`; stops cleanly on SIGTERM and SIGINT.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { readSettings, startedByNpm } from '#settings'
import { systemClock } from '#platform/clock.ts'
import { terminalLog } from '#platform/log.ts'
import { useAssets, type AssetManifest } from '#ui/assets.ts'
import { startPobratim } from './running.ts'

const parent = process.ppid
const settings = readSettings()
if (!settings.ok) {
  process.stderr.write(`${settings.refusal.message}\n`)
  process.exit(2)
}
const log = terminalLog(settings.value.logLevel)
const dist = dirname(fileURLToPath(import.meta.url))
const root = join(dist, '..')
useAssets(JSON.parse(readFileSync(join(dist, 'assets/manifest.json'), 'utf8')) as AssetManifest)
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }

const running = await startPobratim({
  settings: settings.value,
  clock: systemClock(),
  log,
  version,
  migrations: join(root, 'migrations'),
  migrationCount: readdirSync(join(root, 'migrations')).filter((file) => file.endsWith('.sql')).length,
  assets: join(dist, 'assets'),
  listen: (app, port, host) =>
    new Promise((resolve, reject) => {
      const server = serve({ fetch: app.fetch, port, hostname: host }, (address) => {
        resolve({
          port: address.port,
          close: () =>
            new Promise<void>((closed) => {
              server.close(() => closed())
              // Kept-alive connections that carry no request would hold the door open for minutes.
              if ('closeIdleConnections' in server) server.closeIdleConnections()
            }),
        })
      })
      server.on('error', reject)
    }),
})
if (!running.ok) {
  process.stderr.write(`\n${running.refusal.message}\n\n`)
  process.exit(1)
}

let stopping: string | null = null
const stop = (signal: string): void => {
  // The same signal again does not wait. Another one is the same wish on another way: Ctrl+C reaches the server and whoever started it.
  if (stopping === signal) process.exit(1)
  if (stopping !== null) return
  stopping = signal
  log.debug(`${signal}: finishing what is under way`)
  running.value.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      log.error('stopping', error)
      process.exit(1)
    },
  )
}
process.on('SIGTERM', () => stop('SIGTERM'))
process.on('SIGINT', () => stop('SIGINT'))
// npm hands SIGTERM only to the shell between, which ends and would leave the server alone with the folder.
if (startedByNpm() && process.platform !== 'win32') {
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    stop('npm ended')
  }, 500)
  watch.unref()
}
