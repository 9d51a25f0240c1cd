import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { ALLOWANCES } from '#app/http/server/transfer-watch.server.ts'
import { UploadMemory } from '#app/http/upload-memory.server.ts'
import { startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'

const KB = 1024
/** On however busy a machine. */
const PATIENT_MS = 600_000

const cabinet = await createCabinet()
const app = await startApp(cabinet, {
  uploadMemory: {
    bytes: 250 * KB,
    bytesOfPerson: 250 * KB,
    queueLimit: 1,
    queueLimitOfPerson: 1,
    waitLimitMs: 500,
  },
  allowances: { ...ALLOWANCES, upload: { ...ALLOWANCES.upload, graceMs: PATIENT_MS, maxMs: PATIENT_MS } },
})
const administrator = app.as(await cabinet.staff('administrator'))

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const part = (name: string, more: string, text: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${text}\r\n`
let files = 0
function upload(bytes: number): Buffer {
  const file = `${files++}`.padEnd(bytes, 'a')
  return Buffer.from(`${part('kind', '', 'cards')}${part('file', '; filename="a.csv"', file)}--x--\r\n`)
}
const TYPE = { 'Content-Type': 'multipart/form-data; boundary=x' }
const send = (body: Buffer) =>
  administrator.send('/admin/imports/new', {
    method: 'POST',
    headers: { ...TYPE, 'Content-Length': body.length },
    body,
  })

/** An upload whose second half does not come until it is asked for. */
async function beginUpload(body: Buffer) {
  const socket = connect({ port: app.port, host: '127.0.0.1' })
  socket.on('error', () => {})
  let answer = ''
  socket.on('data', (bytes) => {
    answer += bytes
  })
  await once(socket, 'connect')
  const cookie = [...administrator.cookies].map((pair) => pair.join('=')).join('; ')
  const half = body.length / 2
  socket.write(
    `POST /admin/imports/new HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\nCookie: ${cookie}\r\n` +
      `Content-Type: ${TYPE['Content-Type']}\r\nContent-Length: ${body.length}\r\n\r\n`,
  )
  socket.write(body.subarray(0, half))
  return {
    socket,
    status: () => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]),
    finish: () => socket.write(body.subarray(half)),
  }
}

/** Until it is known to have taken its memory, another of its size is let in. */
async function untilRefused(): Promise<Response> {
  for (;;) {
    const answer = await send(upload(200 * KB))
    if (answer.status !== 302) return answer
  }
}

describe('security 20: the memory of uploads', () => {
  test('security 20: an upload for which there is none is told when to come back, and keeps its form', async () => {
    const first = await beginUpload(upload(200 * KB))
    const refused = await untilRefused()
    await expect(refused).toShow('Сейчас загружается несколько больших файлов', 503)
    expect(refused.headers.get('Retry-After')).toBe('60')
    expect(await refused.text()).toMatch(/<option(?=[^>]* selected)[^>]*value="cards"/)
    // A small one needs none.
    expect((await send(upload(KB))).status).toBe(302)
    first.finish()
    await expect.poll(first.status).toBe(302)
    first.socket.destroy()
    expect((await send(upload(200 * KB))).status).toBe(302)
  })

  test.each([
    ['whose sender went away', 'away'],
    ['that is no form', 'malformed'],
    ['that is refused for what it says', 'refused'],
  ])('security 20: an upload %s gives it back', async (_what, how) => {
    const body = upload(200 * KB)
    if (how === 'away') {
      const gone = await beginUpload(body)
      await untilRefused()
      gone.socket.destroy()
    }
    if (how === 'malformed') {
      const answer = await send(
        Buffer.concat([body.subarray(0, -9), Buffer.from('\r\n--x\r\nno header\r\n\r\n')]),
      )
      expect(answer.status).toBe(400)
    }
    if (how === 'refused') {
      const answer = await send(Buffer.from(body.toString().replace('cards', 'horses')))
      expect(answer.status).toBe(400)
    }
    await expect.poll(async () => (await send(upload(200 * KB))).status).toBe(302)
  })
})

describe('the memory of uploads', () => {
  const small = {
    bytes: 100,
    bytesOfPerson: 100,
    queueLimit: 2,
    queueLimitOfPerson: 2,
    waitLimitMs: PATIENT_MS,
  }

  test('is never more than there is, and goes to who came first', async () => {
    const memory = new UploadMemory(small)
    const order: string[] = []
    const leave = await memory.take(80, 'anna')
    const large = memory.take(60, 'anna').then((leave) => {
      order.push('large')
      return leave
    })
    const little = memory.take(10, 'anna').then((leave) => {
      order.push('little')
      return leave
    })
    await sleep(10)
    expect([order, memory.load]).toEqual([[], { bytes: 80, waiting: 2 }])
    await expect(memory.take(1, 'anna')).rejects.toMatchObject({ code: 'uploads_busy', retryAfter: 60 })
    leave()
    leave()
    const leaves = [await large, await little]
    expect([order, memory.load]).toEqual([['large', 'little'], { bytes: 70, waiting: 0 }])
    for (const leave of leaves) leave()
    expect(memory.load).toEqual({ bytes: 0, waiting: 0 })
  })

  test('is waited for so long, and who gives up lets a smaller one in', async () => {
    const memory = new UploadMemory({ ...small, waitLimitMs: 50 })
    const leave = await memory.take(80, 'anna')
    const large = memory.take(60, 'anna')
    const little = memory.take(10, 'anna')
    await expect(large).rejects.toMatchObject({ code: 'uploads_busy', field: 'file' })
    await little
    expect(memory.load).toEqual({ bytes: 90, waiting: 0 })
    leave()
  })

  test('lets in what is larger than all of it, alone', async () => {
    const memory = new UploadMemory(small)
    const leave = await memory.take(1_000, 'anna')
    expect(memory.load).toEqual({ bytes: 100, waiting: 0 })
    leave()
    expect(memory.load).toEqual({ bytes: 0, waiting: 0 })
  })

  test('is not taken by one person alone: others pass who holds a share already', async () => {
    const memory = new UploadMemory({ ...small, bytesOfPerson: 60, queueLimit: 4 })
    const leave = await memory.take(40, 'anna')
    const order: string[] = []
    const second = memory.take(40, 'anna').then((leave) => {
      order.push('anna')
      return leave
    })
    const leaveBoris = await memory.take(40, 'boris')
    order.push('boris')
    expect([order, memory.load]).toEqual([['boris'], { bytes: 80, waiting: 1 }])
    leaveBoris()
    await sleep(5)
    expect(order).toEqual(['boris'])
    leave()
    ;(await second)()
    // More than a share is let in as long as nothing else of the person is there.
    ;(await memory.take(90, 'anna'))()
    expect(memory.load).toEqual({ bytes: 0, waiting: 0 })
  })

  test('has places to wait that one person cannot take all', async () => {
    const memory = new UploadMemory({ ...small, queueLimit: 3, queueLimitOfPerson: 1 })
    const leave = await memory.take(100, 'anna')
    const waiting = memory.take(10, 'anna')
    await expect(memory.take(10, 'anna')).rejects.toMatchObject({ code: 'uploads_busy' })
    const other = memory.take(10, 'boris')
    expect(memory.load.waiting).toBe(2)
    leave()
    for (const leave of await Promise.all([waiting, other])) leave()
  })

  test('is not waited for by a sender who is gone', async () => {
    const memory = new UploadMemory(small)
    const leave = await memory.take(80, 'anna')
    const gone = new AbortController()
    const large = memory.take(60, 'boris', gone.signal)
    const little = memory.take(10, 'clara')
    gone.abort()
    await expect(large).rejects.toMatchObject({ name: 'AbortError' })
    await little
    expect(memory.load).toEqual({ bytes: 90, waiting: 0 })
    leave()
    await expect(memory.take(1, 'boris', gone.signal).then((leave) => leave())).resolves.toBeUndefined()
  })
})
