// The only wiring: settings → database → app → jobs. Started by `npm start`; stops cleanly on SIGTERM and SIGINT.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { readSettings } from '#settings'
import { systemClock } from '#platform/clock.ts'
import { terminalLog } from '#platform/log.ts'
import { useAssets, type AssetManifest } from '#ui/assets.ts'
import { startPobratim } from './running.ts'

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

let stopping = false
const stop = (signal: string): void => {
  // A second signal does not wait.
  if (stopping) process.exit(1)
  stopping = true
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
