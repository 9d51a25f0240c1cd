import { expect, test } from 'vitest'
import { DriverLines } from '#app/domain/drivers/driver-import.server.ts'
import { sentLines } from '#app/domain/imports/small-import.input.server.ts'
import { MAX_SMALL_ROWS } from '#app/domain/imports/small-table.server.ts'
import { readFields } from '#app/http/forms/submit.server.ts'

const CHUNK = Buffer.from('a=1&'.repeat(4_096))
/** As large as an address that takes files lets in. */
const CHUNKS = 3_200

/** A form of 50 MB, and how much of it was asked for. */
function endless(type: string, head = '') {
  const asked = { chunks: 0 }
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(Buffer.from(head || 'b=1&')),
    pull(controller) {
      if (asked.chunks++ < CHUNKS) controller.enqueue(CHUNK)
      else controller.close()
    },
  })
  const init = { method: 'POST', headers: { 'Content-Type': type }, body, duplex: 'half' } as RequestInit
  return { asked, request: new Request('http://127.0.0.1/drivers/import/commit', init) }
}

test.each([
  ['application/x-www-form-urlencoded', ''],
  ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="lines"\r\n\r\n'],
])(
  'a form without a file is read no further than a form may be, where files are taken too: %s',
  async (type, head) => {
    const { asked, request } = endless(type, head)
    expect(await readFields(request)).toBeNull()
    expect(asked.chunks * CHUNK.length).toBeLessThan(2 * 1024 * 1024)
  },
)

test('a form of letters outside ASCII and of bytes that are none is read as before', async () => {
  const init = { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }
  const request = (body: BodyInit) => new Request('http://127.0.0.1/', { ...init, body })
  expect(await readFields(request('name=%D2%9A%D0%B0%D0%B7&note=\u049a'))).toEqual({ name: 'Қаз', note: 'Қ' })
  expect(await readFields(request(new Uint8Array([0x61, 0x3d, 0xff])))).toEqual({ a: '\ufffd' })
  expect(await readFields(new Request('http://127.0.0.1/', init))).toEqual({})
})

test('of more lines than a preview has none is looked at', () => {
  const issues = (count: number) =>
    sentLines(DriverLines).safeParse(JSON.stringify(Array(count).fill(0))).error?.issues.length
  expect(issues(MAX_SMALL_ROWS)).toBe(MAX_SMALL_ROWS)
  expect(issues(MAX_SMALL_ROWS + 1)).toBe(1)
  expect(issues(400_000)).toBe(1)
})
