// The bare floor of a page: node:http and mysql2 ask the same questions and write the same rows as plain HTML.
// Its statements are those that the cabinet itself sent for the page, taken from the database's log.
import cluster from 'node:cluster'
import { createServer } from 'node:http'
import { createPool } from 'mysql2'
import { connectionOf } from './cabinet.mjs'

/** @type {string[]} */
const statements = JSON.parse(process.env.STATEMENTS ?? '[]')
const processes = Number(process.env.WEB_CONCURRENCY ?? 1)
const pool = createPool({ ...connectionOf(process.env.DATABASE_URL ?? ''), connectionLimit: 10 }).promise()

const server = createServer(async (_request, response) => {
  const rows = []
  for (const statement of statements) {
    const [result] = await pool.query(statement)
    if (Array.isArray(result)) rows.push(...result)
  }
  let html = '<!DOCTYPE html><html lang="ru"><title>Floor</title><table>'
  for (const row of rows) {
    html += '<tr>'
    for (const value of Object.values(row)) html += `<td>${escapeHtml(String(value))}</td>`
    html += '</tr>'
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(`${html}</table></html>`)
})
if (processes > 1 && cluster.isPrimary) {
  for (let each = 0; each < processes; each++) cluster.fork()
} else {
  server.listen(Number(process.env.PORT), '127.0.0.1')
}
process.once('SIGTERM', () => process.exit(0))

/** @param {string} text */
function escapeHtml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
