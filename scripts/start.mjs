// npm start: builds what is not current, then becomes the server, so that a signal to npm reaches it.
import { buildAll } from './build.mjs'

process.setSourceMapsEnabled(true)
try {
  await buildAll()
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
await import('../dist/main.js')
