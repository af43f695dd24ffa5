// Loaded before the server by a bench: the database seems to have changed whenever it is asked, so nothing that was read before counts and every page is read whole.
import pg from 'pg'

const { connect } = pg.Pool.prototype
/** @type {Set<pg.Pool>} */
const pools = new Set()
/** @this {import('pg').Pool} @param {unknown[]} args */
function noted(...args) {
  pools.add(this)
  return Reflect.apply(connect, this, args)
}
pg.Pool.prototype.connect = /** @type {typeof connect} */ (noted)

const { query } = pg.Client.prototype
let asked = 0

/** Another moment each time; and as soon as it is told, some work seems to end that may have written, so the next who wants to know must ask again. @this {import('pg').Client} @param {unknown[]} args */
function changing(...args) {
  if (args[0] !== 'select pg_current_snapshot()::text as moment') return Reflect.apply(query, this, args)
  const told = Reflect.apply(query, this, [`select pg_current_snapshot()::text || ' ${(asked += 1)}' as moment`])
  return told.finally(() => {
    for (const pool of pools) pool.emit('release')
  })
}
pg.Client.prototype.query = /** @type {typeof query} */ (changing)
