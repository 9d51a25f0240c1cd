import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { shutDown } from '#app/http/server/shutdown.server.ts'
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
async function sendThenRead(
  path: string,
  { sent = PIECES, leaves = true, port = app.port, pauseMs = 10, more = '' } = {},
): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.pause()
  await once(socket, 'connect')
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${more}` +
      `Content-Type: text/plain\r\nContent-Length: ${PIECES * PIECE.length}\r\n\r\n`,
  )
  for (let n = 0; n < sent; n++) {
    socket.write(PIECE)
    await sleep(pauseMs)
  }
  let answer = ''
  socket.on('data', (data) => {
    answer += data.toString('latin1')
  })
  socket.resume()
  if (leaves) socket.once('end', () => socket.end())
  const rest = leaves ? undefined : setInterval(() => socket.write('['), 100)
  await closed
  clearInterval(rest)
  return answer
}

const OURS = 'Sec-Fetch-Site: same-origin\r\n'

test.each([
  ['too much to a webhook', '/webhooks/resend', '', 413],
  ['too long a form', '/sign-in', OURS, 413],
  ['too much to an address that is none', '/nowhere', OURS, 413],
  ['too much to the API', '/api/v1/authorizations', '', 413],
  ['a form from a page of another site', '/sign-in', 'Sec-Fetch-Site: cross-site\r\n', 403],
  ['a file without being signed in', '/admin/imports/new', OURS, 302],
])('security 30: who sends %s and reads afterwards finds the answer', async (_what, path, more, status) => {
  const [line = ''] = (await sendThenRead(path, { more })).split('\r\n')
  expect(line).toMatch(/^HTTP\/1\.1 \d{3} /)
  expect(Number(line.slice(9, 12))).toBe(status)
})

test('security 30: who then sends the rest byte by byte is cut off', async () => {
  const answer = await sendThenRead('/webhooks/resend', { sent: 3, leaves: false })
  expect(answer).toContain('HTTP/1.1 413 ')
})

test('security 30: who is still sending when the process ends finds the answer too', async () => {
  const ending = await startApp(cabinet)
  const sending = sendThenRead('/sign-in', { port: ending.port, pauseMs: 100, more: OURS })
  await expect.poll(() => ending.web.lingering.size).toBe(1)
  await shutDown(ending.web)
  expect(await sending).toContain('HTTP/1.1 413 ')
  await ending.stop()
})

test('security 30: what a sender took before the answer is not held against the rest', async () => {
  const rest = { ...ALLOWANCES.rest, graceMs: 1_500, bytesPerSecond: 1024 ** 3 }
  const patient = await startApp(cabinet, { allowances: { ...ALLOWANCES, rest } })
  const socket = connect({ port: patient.port, host: '127.0.0.1' })
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  let answer = ''
  socket.write(
    `POST /sign-in HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${OURS}Transfer-Encoding: chunked\r\n\r\n`,
  )
  // Beyond a megabyte it is answered; until then more than the grace of the rest has gone by.
  for (let n = 0; n < 32; n++) {
    socket.write(`c350\r\n${'a'.repeat(50_000)}\r\n`)
    await sleep(100)
    if (n === 20) socket.pause()
  }
  socket.write('0\r\n\r\n')
  socket.on('data', (data) => {
    answer += data.toString('latin1')
  })
  socket.resume()
  await closed
  expect(answer).toContain('HTTP/1.1 413 ')
  await patient.stop()
})
