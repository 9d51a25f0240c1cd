// The bare floor of an operation at a pump: node:http and mysql2 run the statements that the cabinet itself sent for one,
// taken from the database's log, with the ids and numbers of the request in the place of those of the sample.
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { createPool } from 'mysql2'
import { connectionOf } from './cabinet.mjs'

/**
 * @typedef {{ operation: string, authorization: string, instrument: string, number: string, lookup: string }} Marks
 * @typedef {{ path: string, statements: string[], marks: Marks }} Sample
 */

/** @type {Sample[]} */
const samples = JSON.parse(process.env.SAMPLES ?? '[]')
const pool = createPool({ ...connectionOf(process.env.DATABASE_URL ?? ''), connectionLimit: 10 }).promise()
const handlers = new Map(samples.map((sample) => [sample.path, handlerOf(sample)]))

createServer(async (request, response) => {
  if (request.method === 'GET') return response.end()
  const pieces = []
  for await (const piece of request) pieces.push(piece)
  const body = JSON.parse(Buffer.concat(pieces).toString())
  const handle = handlers.get(request.url ?? '')
  try {
    if (!handle) throw new Error(`nothing is at ${request.url}`)
    const rows = await handle(body, request.headers)
    response.writeHead(201, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ operation_id: body.operation_id, status: rows.at(-1)?.status }))
  } catch (error) {
    response.writeHead(500).end(String(error))
  }
}).listen(Number(process.env.PORT), '127.0.0.1')
process.once('SIGTERM', () => process.exit(0))

/** What may be one of the values that a request puts in: an id, a number, bytes. */
const WORD = /x'[0-9a-f]+'|[\w-]+/gi

/** @param {Sample} sample */
function handlerOf({ statements, marks }) {
  // Random ids of a transaction and of a claim: each request has its own, and a statement that names one twice the same.
  const randoms = [...new Set(statements.flatMap((statement) => statement.match(/x'[0-9a-f]{32}'/gi) ?? []))]
  return async (/** @type {any} */ body, /** @type {import('node:http').IncomingHttpHeaders} */ headers) => {
    const values = new Map(randoms.map((random) => [random, `X'${randomBytes(16).toString('hex')}'`]))
    values.set(marks.operation, body.operation_id)
    values.set(marks.number, String(body.card_number ?? headers['x-number']))
    values.set(marks.instrument, String(headers['x-instrument']))
    if (marks.lookup) values.set(marks.lookup, String(headers['x-lookup']))
    const connection = await pool.getConnection()
    /** @type {any[]} */
    const rows = []
    try {
      for (const statement of statements) {
        const [result] = await connection.query(
          statement.replace(WORD, (found) => values.get(found) ?? found),
        )
        if (Array.isArray(result)) rows.push(...result)
        else if ('insertId' in result && /^insert into .?authorizations/i.test(statement))
          values.set(marks.authorization, String(result.insertId))
      }
    } finally {
      connection.release()
    }
    return rows
  }
}
