// Loaded before the server by a bench: the database seems to have changed whenever it is asked, so nothing that was read before counts and every page is read whole.
import pg from 'pg'

const { query } = pg.Client.prototype
let asked = 0

/** @this {import('pg').Client} @param {unknown[]} args */
function changing(...args) {
  return args[0] === 'select pg_current_snapshot()::text as moment'
    ? Reflect.apply(query, this, [`select pg_current_snapshot()::text || ' ${(asked += 1)}' as moment`])
    : Reflect.apply(query, this, args)
}
pg.Client.prototype.query = /** @type {typeof query} */ (changing)
