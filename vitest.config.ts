// How the tests run: real components, no globals, as many processes as the machine has cores.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    environment: 'node',
    globalSetup: ['tests/support/database.ts'],
    maxWorkers: '100%',
    // A process takes file after file, as the server takes request after request: to read the program anew for each took a third of the time.
    isolate: false,
    // Walks over every address take ten seconds on a quiet machine; a busy one is no fault.
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
})
