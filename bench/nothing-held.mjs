// Loaded before the server by a bench: each request seems to come right after a change, so nothing that was read before counts and every page is read whole.
import { Server } from 'node:http'
import pg from 'pg'

const { query } = pg.Client.prototype
let asked = 0

/** The database names another moment each time it is asked. @this {import('pg').Client} @param {unknown[]} args */
function changing(...args) {
  return args[0] === 'select pg_current_snapshot()::text as moment'
    ? Reflect.apply(query, this, [`select pg_current_snapshot()::text || ' ${(asked += 1)}' as moment`])
    : Reflect.apply(query, this, args)
}
pg.Client.prototype.query = /** @type {typeof query} */ (changing)

const { connect } = pg.Pool.prototype
/** @type {Set<pg.Pool>} */
const pools = new Set()
/** @this {import('pg').Pool} @param {unknown[]} args */
function noted(...args) {
  pools.add(this)
  return Reflect.apply(connect, this, args)
}
pg.Pool.prototype.connect = /** @type {typeof connect} */ (noted)

const { emit } = Server.prototype
// Work of somebody ends with each request, as far as anybody can tell: the moment is asked for anew.
Server.prototype.emit = function (event, ...args) {
  if (event === 'request') for (const pool of pools) pool.emit('release')
  return Reflect.apply(emit, this, [event, ...args])
}
