import { createHash } from 'node:crypto'
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

  test('a file that is cut off leaves nothing behind, and is no fault of ours', async () => {
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

describe('security 20: the parts of an upload', () => {
  const part = (name: string, more: string, text: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${text}\r\n`
  const whole = (...parts: string[]) => `${parts.join('')}--x--\r\n`
  const send = (body: string | AsyncIterable<Uint8Array>) =>
    administrator.send('/admin/imports/new', { method: 'POST', headers, body })

  async function* repeated(text: string, bytes: number) {
    const chunk = Buffer.from(text.repeat(Math.ceil(MB / text.length)))
    for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk
  }

  test.each([
    ['tiny files', part('file', '; filename="a"', 'a')],
    ['fields', part('kind', '', 'a')],
    ['empty parts', part('a', '', '')],
    ['headers of one part', `X-Header: ${'a'.repeat(100)}\r\n`],
  ])('security 20: 48 MB of %s are refused at the first part too many', async (what, text) => {
    const body = async function* () {
      if (what === 'headers of one part') yield Buffer.from('--x\r\n')
      yield* repeated(text, 48 * MB)
    }
    const answer = await send(body())
    expect(answer.status).toBe(400)
    expect(await imports()).toEqual([])
    // The connection is of use afterwards.
    expect((await administrator.get('/admin/imports')).status).toBe(200)
  })

  test.each([
    [
      'two files',
      whole(
        part('kind', '', 'cards'),
        part('file', '; filename="a.csv"', 'a'),
        part('file', '; filename="b.csv"', 'b'),
      ),
    ],
    [
      'a file in another field',
      whole(part('kind', '; filename="a.csv"', 'cards'), part('file', '; filename="a.csv"', 'a')),
    ],
    [
      'a field twice',
      whole(part('kind', '', 'cards'), part('kind', '', 'cards'), part('file', '; filename="a.csv"', 'a')),
    ],
    ['no name', whole(part('kind', '', 'cards'), '--x\r\nContent-Disposition: form-data\r\n\r\na\r\n')],
    ['a name in two ways', whole(part('kind', '', 'cards'), part('file', "; filename*=UTF-8''a.csv", 'a'))],
    [
      'a part that is no field',
      whole('--x\r\nContent-Disposition: attachment; name="file"; filename="a"\r\n\r\na\r\n'),
    ],
    ['no end', part('kind', '', 'cards') + part('file', '; filename="a.csv"', 'a')],
    [
      'a boundary beyond the standard’s 70 characters',
      whole(part('kind', '', 'cards')).replaceAll('--x', `--${'x'.repeat(71)}`),
    ],
  ])('security 20: %s is no form of ours', async (_what, body) => {
    expect((await send(body)).status).toBe(400)
    expect(await imports()).toEqual([])
  })
})

describe('a file arrives as it was sent', () => {
  test('in packets of any size, under its name, a line break in a packet of its own behind the end', async () => {
    const content = Buffer.from(Array.from({ length: 70_000 }, (_, at) => (at * 7) % 256))
    const before = Buffer.from(
      '--x\r\nContent-Disposition: form-data; name="kind"\r\n\r\ncards\r\n' +
        '--x\r\nContent-Disposition: form-data; name="file"; filename="выгрузка %22май%22.csv"\r\nContent-Type: text/csv\r\n\r\n',
    )
    const bytes = Buffer.concat([before, content, Buffer.from('\r\n--x--\r\n')])
    const cuts = [
      1,
      3,
      5,
      before.length - 2,
      before.length + 1,
      40_000,
      bytes.length - 9,
      bytes.length - 4,
      bytes.length - 2,
    ]
    async function* packets() {
      for (const [at, end] of [...cuts, bytes.length].entries()) {
        yield bytes.subarray(cuts[at - 1] ?? 0, end)
        await sleep(10)
      }
    }
    const answer = await administrator.send('/admin/imports/new', {
      method: 'POST',
      headers,
      body: packets(),
    })
    expect(answer.status).toBe(302)
    const row = await cabinet.db
      .selectFrom('imports')
      .select(['file_name', 'file_size', 'file_sha256'])
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(row.file_name).toBe('выгрузка "май".csv')
    expect(row.file_size).toBe(content.length)
    expect(Buffer.from(row.file_sha256)).toEqual(createHash('sha256').update(content).digest())
  })
})
