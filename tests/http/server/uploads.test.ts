import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'

const cabinet = await createCabinet()
const app = await startApp(cabinet)
const administrator = app.as(await cabinet.staff('administrator'))
const MB = 1024 * 1024

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const imports = () => cabinet.db.selectFrom('imports').select('id').execute()

const head =
  '--x\r\nContent-Disposition: form-data; name="file"; filename="big.csv"\r\nContent-Type: text/csv\r\n\r\n'
const headers = { 'Content-Type': 'multipart/form-data; boundary=x' }

async function* file(megabytes: number) {
  yield Buffer.from(head)
  const chunk = Buffer.alloc(MB, 'a')
  for (let n = 0; n < megabytes; n++) yield chunk
  yield Buffer.from('\r\n--x--\r\n')
}

describe('security 20: a file', () => {
  test.each([
    ['its length told', true],
    ['its length not told', false],
  ])('security 20: of 200 MB is refused in words, on the page of the form: %s', async (_how, told) => {
    const length = 200 * MB + head.length + 9
    const answer = await administrator.send('/admin/imports/new', {
      method: 'POST',
      headers: told ? { ...headers, 'Content-Length': length } : headers,
      body: file(200),
    })
    await expect(answer).toShow('Файл слишком большой', 413)
    await expect(answer).toShow('50 МБ', 413)
    expect(await imports()).toEqual([])
  })

  test('security 20: of 200 MB is not read from somebody who may not upload', async () => {
    for (const visitor of [app.visitor(), app.as(await cabinet.client(await cabinet.company()))]) {
      const answer = await visitor.send('/admin/imports/new', { method: 'POST', headers, body: file(30) })
      expect([302, 403]).toContain(answer.status)
      // The connection is of use afterwards.
      expect((await visitor.get('/privacy')).status).toBe(200)
    }
    expect(await imports()).toEqual([])
  })

  test('that is cut off leaves nothing behind, and is no fault of ours', async () => {
    const cookie = [...administrator.cookies].map((pair) => pair.join('=')).join('; ')
    const socket = connect(app.port, '127.0.0.1')
    socket.write(
      `POST /admin/imports/new HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\nCookie: ${cookie}\r\n` +
        `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n${head}1;2;3`,
    )
    await sleep(200)
    socket.destroy()
    await expect.poll(() => app.logged.some((line) => line.includes('"aborted":true'))).toBe(true)
    expect(await imports()).toEqual([])
    expect(app.logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
  })

  test('may be as large as the page says, beside the other fields', async () => {
    const answer = await administrator.send('/admin/imports/new', { method: 'POST', headers, body: file(49) })
    // It was read: a field is missed, nobody minds the size.
    await expect(answer).toShow(/Проверьте форму Реестр: \S+/, 400)
  })

  test('is for the page of uploads only', async () => {
    const answer = await administrator.send('/admin/companies/new', {
      method: 'POST',
      headers,
      body: file(2),
    })
    expect(answer.status).toBe(413)
  })
})
