import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { ALLOWANCES } from '#app/http/server/transfer-watch.server.ts'
import { startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'

const cabinet = await createCabinet()
const app = await startApp(cabinet, {
  allowances: { ...ALLOWANCES, rest: { ...ALLOWANCES.rest, graceMs: 500, bytesPerSecond: 1024 * 1024 } },
  resendWebhookSecret: `whsec_${Buffer.from('a secret of the tests').toString('base64')}`,
})

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const PIECE = Buffer.alloc(100_000, '[')
const PIECES = 20

/** Sends all of a body and only then reads, as many a program and proxy does. */
async function sendThenRead(path: string, { sent = PIECES, leaves = true } = {}): Promise<string> {
  const socket = connect({ port: app.port, host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.pause()
  await once(socket, 'connect')
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n` +
      `Content-Type: text/plain\r\nContent-Length: ${PIECES * PIECE.length}\r\n\r\n`,
  )
  for (let n = 0; n < sent; n++) {
    socket.write(PIECE)
    await sleep(10)
  }
  let answer = ''
  socket.on('data', (data) => {
    answer += data.toString('latin1')
  })
  socket.resume()
  if (leaves) socket.once('end', () => socket.end())
  const more = leaves ? undefined : setInterval(() => socket.write('['), 100)
  await closed
  clearInterval(more)
  return answer
}

test.each([
  ['a webhook that is too large', '/webhooks/resend', 413],
  ['a form that is too large', '/sign-in', 413],
  ['a form for no page', '/nowhere', 413],
  ['a call of the API without a key', '/api/v1/authorizations', 413],
])('security 30: who sends %s and reads afterwards finds the answer', async (_what, path, status) => {
  const [line = ''] = (await sendThenRead(path)).split('\r\n')
  expect(line).toMatch(/^HTTP\/1\.1 \d{3} /)
  expect(Number(line.slice(9, 12))).toBe(status)
})

test('security 30: who then sends the rest byte by byte is cut off', async () => {
  const answer = await sendThenRead('/webhooks/resend', { sent: 3, leaves: false })
  expect(answer).toContain('HTTP/1.1 413 ')
})
