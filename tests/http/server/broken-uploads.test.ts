import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { ALLOWANCES, type Allowances } from '#app/http/server/transfer-watch.server.ts'
import { startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'
import { siteOfSources } from '#tests/support/site.ts'

/** Nobody gives up on the action but the action itself. */
const PATIENCE_MS = 600_000
/** A sender who stalls is cut off soon; one whose form was answered is never, on however busy a machine. */
const allowances: Allowances = {
  ...ALLOWANCES,
  upload: { ...ALLOWANCES.upload, graceMs: 2_000 },
  rest: { ...ALLOWANCES.rest, graceMs: PATIENCE_MS, maxMs: PATIENCE_MS },
}
const cabinet = await createCabinet()
const sources = await siteOfSources({}, PATIENCE_MS)
let begun = 0
let returned = 0
const app = await startApp(cabinet, {
  allowances,
  site: {
    ...sources,
    async handle(request, context) {
      begun++
      const response = await sources.handle(request, context)
      returned++
      return response
    },
  },
})
const administrator = app.as(await cabinet.staff('administrator'))

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const part = (name: string, more = '', text = 'a', header = '') =>
  `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n${header}\r\n${text}\r\n`
const FILE = part('kind', '', 'cards') + part('file', '; filename="a.csv"', '1;2;3')
const TYPE = 'multipart/form-data; boundary=x'

interface Upload {
  body: string
  type?: string
  /** What is promised and never comes. */
  missing?: number
  chunked?: boolean
}

/** A chunk of HTTP's own, and no last one. */
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`

async function begin({ body, type = TYPE, missing = 0, chunked = false }: Upload) {
  const socket = connect({ port: app.port, host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => {})
  let answer = ''
  socket.on('data', (bytes) => {
    answer += bytes
  })
  const cookie = [...administrator.cookies].map((pair) => pair.join('=')).join('; ')
  const length = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length + missing}`
  await once(socket, 'connect')
  socket.write(
    `POST /admin/imports/new HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\nCookie: ${cookie}\r\n` +
      `Content-Type: ${type}\r\n${length}\r\n\r\n${body}`,
  )
  return { socket, status: () => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]) }
}

const everythingReturned = () => expect.poll(() => begun > 0 && returned === begun).toBe(true)

const MALFORMED: [string, Upload][] = [
  ['a first line that is no boundary', { body: 'kind=cards&file=a\r\n'.repeat(10) }],
  ['a boundary without its line end', { body: `--xy${part('kind')}` }],
  ['a header that is none', { body: `--x\r\nwithout a colon\r\n\r\na\r\n--x\r\n` }],
  ['a part without a name', { body: `--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x\r\n` }],
  ['too many headers', { body: `--x\r\n${'X: a\r\n'.repeat(2_000)}` }],
  ['too many parts', { body: part('a').repeat(40) }],
  ['a boundary that is too long', { body: FILE, type: `multipart/form-data; boundary=${'x'.repeat(71)}` }],
  ['no boundary', { body: FILE, type: 'multipart/form-data' }],
  ['another kind of form', { body: 'kind=cards', type: 'application/x-www-form-urlencoded' }],
]

test.each(MALFORMED)('an upload with %s is answered, though its end never comes', async (_what, upload) => {
  const { socket, status } = await begin({ ...upload, missing: 1_000_000 })
  // Some are seen at once, some when no more comes.
  await expect.poll(() => [400, 408].includes(status())).toBe(true)
  await everythingReturned()
  socket.destroy()
})

test.each(MALFORMED)('an upload with %s is answered when its end comes', async (_what, upload) => {
  const { socket, status } = await begin(upload)
  await expect.poll(status).toBe(400)
  await everythingReturned()
  socket.destroy()
})

const CUTS: [string, Upload][] = [
  ['before its first byte', { body: '', missing: 1_000 }],
  ['in a boundary', { body: '--', missing: 1_000 }],
  ['in a header', { body: FILE.slice(0, 20), missing: 1_000 }],
  ['in a file', { body: FILE.slice(0, -3), missing: 1_000 }],
  ['between two parts', { body: FILE, missing: 1_000 }],
  ['behind the end of the form', { body: `${FILE}--x--\r\n`, missing: 1_000 }],
  ['in a chunk', { body: chunk(FILE).slice(0, -9), chunked: true }],
  ['between two chunks', { body: chunk(`${FILE}--x--\r\n`), chunked: true }],
]

test.each(CUTS)('an upload that stalls %s is told so, and its action returns', async (_where, upload) => {
  const { socket, status } = await begin(upload)
  await expect.poll(status).toBe(408)
  await everythingReturned()
  socket.destroy()
})

test.each(CUTS)('the action of an upload whose sender goes away %s returns', async (_where, upload) => {
  const before = begun
  const { socket } = await begin(upload)
  await expect.poll(() => begun).toBe(before + 1)
  socket.destroy()
  await everythingReturned()
})

test.each(CUTS)(
  'the action of an upload whose sender ends the connection %s returns',
  async (_where, upload) => {
    const before = begun
    const { socket } = await begin(upload)
    socket.end()
    await expect.poll(() => begun).toBeGreaterThanOrEqual(before)
    await everythingReturned()
    socket.destroy()
  },
)

test('none of them left anything, and none was a fault of ours', async () => {
  expect(await cabinet.db.selectFrom('imports').select('id').execute()).toEqual([])
})

test('an upload whose action never reads it waits no longer than any form', async () => {
  const site = await siteOfSources(
    { 'admin/imports': { action: () => new Promise<never>(() => {}), default: () => 'served' } },
    200,
  )
  const unread = await startApp(cabinet, { site, allowances })
  const answer = await unread.send('/admin/imports', {
    method: 'POST',
    headers: { 'Content-Type': TYPE },
    body: FILE,
  })
  expect(answer.status).toBe(409)
  await unread.stop()
})
