import { connect, type Socket } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { ChunkSizes } from '#app/http/server/chunk-sizes.ts'
import { startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'

const cabinet = await createCabinet()
const app = await startApp(cabinet)

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

/** Sends a chunked body of so many chunks; the bytes that were answered before the end of the connection. */
async function sendChunks(path: string, chunk: string, count: number): Promise<string> {
  const { hostname, port } = new URL(app.url)
  const socket: Socket = connect(Number(port), hostname)
  let answer = ''
  socket.on('data', (data) => {
    answer += data.toString('latin1')
  })
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => resolve())
    socket.once('error', () => resolve())
  })
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: ${new URL(app.url).host}\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`,
  )
  const frame = `${chunk.length.toString(16)}\r\n${chunk}\r\n`
  socket.write(frame.repeat(count))
  socket.write('0\r\n\r\n')
  await closed
  return answer
}

test.each(['/sign-in', '/nowhere', '/api/webhooks/resend'])(
  'a body in chunks of one byte to %s is cut off before it is read whole',
  async (path) => {
    expect(await sendChunks(path, 'a', 5_000)).not.toMatch(/^HTTP\/1\.1 [23]/)
    expect((await app.get('/sign-in')).status).toBe(200)
  },
)

test('a body in few small chunks, or in many of the usual size, is read', async () => {
  expect(await sendChunks('/nowhere', 'a', 200)).toMatch(/^HTTP\/1\.1 4/)
  const sizes = new ChunkSizes()
  const usual = new Uint8Array(1_400)
  expect(Array.from({ length: 5_000 }, () => sizes.areTooSmall(usual)).includes(true)).toBe(false)
})

test('chunks are too small when a thousand of them hold less than 64 bytes each', () => {
  const sizes = new ChunkSizes()
  const tiny = new Uint8Array(63)
  expect(Array.from({ length: 1_000 }, () => sizes.areTooSmall(tiny)).includes(true)).toBe(false)
  expect(sizes.areTooSmall(tiny)).toBe(true)
})
