// npm start: builds what is not current, then becomes the server.
import { buildAll } from './build.mjs'

process.setSourceMapsEnabled(true)
const shell = process.ppid
try {
  await buildAll()
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
// npm was ended meanwhile: nobody waits for a server any more.
if (process.env.npm_lifecycle_event !== undefined && process.ppid !== shell) process.exit(143)
await import('../dist/main.js')
