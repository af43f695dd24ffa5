// What every request carries: the door and the clock, and who looks.
import type { WhileUnchanged } from '../database/while-unchanged.ts'
import type { Here } from '../here.ts'
import type { Log } from '../log.ts'

declare module 'hono' {
  // Hono's own seam for typed request variables.
  interface ContextVariableMap {
    here: Here
    log: Log
    unchanged: WhileUnchanged
  }
}
