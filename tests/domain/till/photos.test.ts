import { deflateSync } from 'node:zlib'
import { encode as encodePng } from 'fast-png'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodePhoto } from '#app/domain/till/photos/photo-decoder.server.ts'
import { photoLimits } from '#app/domain/till/photos/photo-limits.ts'
import { greyPixels } from '#app/domain/till/photos/photo-pixels.ts'
import { photoSize } from '#app/domain/till/photos/photo-size.ts'
import { presentPhoto } from '#app/domain/till/photos/present-photo.server.ts'
import { openShift } from '#app/domain/till/shifts.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { photoOf } from '#tests/support/photos.ts'
import { bringCoupons } from '#tests/support/registers.ts'

const TEXT = '4508 7700 1234'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function chunk(name: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return Buffer.concat([length, Buffer.from(name), body, Buffer.alloc(4)])
}

/** A PNG that says what it likes of itself; `colours`: the kind of its colours, 2 is red, green and blue. */
function png(width: number, height: number, rows: Buffer, more: Buffer[] = [], colours = 2): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, colours, 0, 0, 0], 8)
  const parts = [
    chunk('IHDR', head),
    ...more,
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([SIGNATURE, ...parts])
}

/** A JPEG whose frame says another size. */
function resized(photo: Buffer, width: number, height: number): Buffer {
  const at = photo.indexOf(Buffer.from([0xff, 0xc0]))
  const changed = Buffer.from(photo)
  changed.writeUInt16BE(height, at + 5)
  changed.writeUInt16BE(width, at + 7)
  return changed
}

describe('a photo of a code', () => {
  test.each([
    { as: 'jpeg' as const },
    { as: 'png' as const },
    { as: 'jpeg' as const, width: 3_200, height: 2_400, square: 30 },
  ])('is read: $as, $width', async (kind) => {
    expect(await decodePhoto(photoOf(TEXT, kind), 'a')).toBe(TEXT)
  })

  test('a PNG of few colours or of grey is read as well', () => {
    const grey = encodePng({ width: 2, height: 2, data: new Uint8Array([0, 80, 160, 255]), channels: 1 })
    expect([...greyPixels(grey).data]).toEqual([0, 80, 160, 255])
    const bits = encodePng({
      width: 9,
      height: 2,
      depth: 1,
      channels: 1,
      data: new Uint8Array([0b10100000, 0b10000000, 0b01000000, 0]),
    })
    expect([...greyPixels(bits).data]).toEqual([255, 0, 255, 0, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0, 0, 0, 0, 0])
    const palette: [number, number, number][] = [
      [0, 0, 0],
      [255, 255, 255],
    ]
    const indexed = encodePng({
      width: 2,
      height: 1,
      depth: 8,
      channels: 1,
      palette,
      data: new Uint8Array([1, 0]),
    })
    expect([...greyPixels(indexed).data].map((value) => value > 128)).toEqual([true, false])
    const deep = new Uint16Array([0, 0x80ff, 0xffff, 0x00ff])
    const fine = encodePng({ width: 2, height: 2, depth: 16, channels: 1, data: deep })
    expect([...greyPixels(fine).data]).toEqual([0, 128, 255, 0])
  })

  test('a JPEG is grey by the brightness of its colours, also with bytes that fill up before its frame', () => {
    const photo = photoOf(TEXT)
    const at = photo.indexOf(Buffer.from([0xff, 0xc0]))
    const filled = Buffer.concat([photo.subarray(0, at), Buffer.from([0xff, 0xff]), photo.subarray(at)])
    expect(photoSize(filled)).toEqual(photoSize(photo))
    const { width, height, data } = greyPixels(photo)
    expect([width, height, data.length]).toEqual([1_000, 800, 800_000])
    const has = (isSo: (value: number) => boolean) => data.some(isSo)
    expect([has((value) => value < 64), has((value) => value > 192)]).toEqual([true, true])
  })

  test.each<[what: string, bytes: number[]]>([
    [
      'a PNG whose first part is not its head',
      [...SIGNATURE, 0, 0, 0, 13, 0x49, 0x44, 0x41, 0x54, ...Array(30).fill(0)],
    ],
    ['a PNG of a signature alone', [...SIGNATURE]],
    ['a JPEG whose parts do not follow each other', [0xff, 0xd8, 0x00, ...Array(20).fill(0)]],
    ['a JPEG whose scan begins without a frame', [0xff, 0xd8, 0xff, 0xda, ...Array(20).fill(0)]],
    ['a JPEG that ends without a frame', [0xff, 0xd8, 0xff, 0xd9, ...Array(20).fill(0)]],
    ['a JPEG that is all filled up', [0xff, 0xd8, ...Array(20).fill(0xff)]],
    ['another kind of file', [0x47, 0x49, 0x46, 0x38]],
  ])('%s has no size, and is no picture', (_what, bytes) => {
    expect(photoSize(Uint8Array.from(bytes))).toBeNull()
    expect(() => greyPixels(Uint8Array.from(bytes))).toThrow('no picture')
  })

  test('a PNG that breaks off, or whose rows would be too large, is not unpacked', () => {
    const whole = png(10, 10, Buffer.alloc(310))
    expect(() => greyPixels(whole.subarray(0, 45))).toThrow('broken off')
    const side = Math.floor(Math.sqrt(photoLimits.pixels))
    const deep = png(side, side, Buffer.alloc(1))
    // Four samples of two bytes each.
    deep.set([16, 6], SIGNATURE.length + 8 + 8)
    expect(() => greyPixels(deep)).toThrow('too large')
  })

  test.each([
    [0, 1],
    [1, 0],
    [2, 3],
    [3, 1],
    [4, 2],
    [5, 0],
    [6, 4],
    [7, 0],
  ])(
    'a PNG of colours of the kind %d has %d samples a pixel, and no more is unpacked',
    (colours, samples) => {
      const side = 1_000
      const rows = Buffer.alloc(side * side * (samples + 1))
      expect(() => greyPixels(png(side, side, rows, [], colours))).toThrow(
        expect.objectContaining({ code: 'ERR_BUFFER_TOO_LARGE' }),
      )
    },
  )

  test('without a code there is nothing to read', async () => {
    const blank = encodePng({ width: 300, height: 300, data: new Uint8Array(90_000).fill(200), channels: 1 })
    expect(await decodePhoto(Buffer.from(blank), 'a')).toBeNull()
  })
})

describe('hostile photos', () => {
  test.each<[name: string, photo: Buffer]>([
    ['a PNG of a billion pixels', png(40_000, 40_000, Buffer.alloc(100))],
    ['a PNG whose rows unpack to more than it says', png(10, 10, Buffer.alloc(80_000_000))],
    [
      'a PNG with a text that unpacks to 200 MB',
      png(10, 10, Buffer.alloc(310), [
        chunk('zTXt', Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.alloc(200_000_000))])),
      ]),
    ],
    ['a PNG without rows', png(10, 10, Buffer.alloc(0))],
    ['a JPEG of four billion pixels', resized(photoOf(TEXT), 65_535, 65_535)],
    ['a JPEG larger than its data', resized(photoOf(TEXT), 3_600, 3_600)],
    ['a JPEG without height', resized(photoOf(TEXT), 1_000, 0)],
    ['a JPEG that breaks off', photoOf(TEXT).subarray(0, 900)],
    ['a JPEG of a header alone', photoOf(TEXT).subarray(0, 20)],
    ['a PNG that breaks off', photoOf(TEXT, { as: 'png' }).subarray(0, 3_000)],
    ['HTML', Buffer.from('<html><script>alert(1)</script></html>')],
    ['nothing', Buffer.alloc(0)],
    [
      'noise behind a beginning',
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xc4]), Buffer.alloc(5_000, 0xff)]),
    ],
  ])('%s is no photo, and costs little', async (_, photo) => {
    const before = process.memoryUsage().rss
    expect(await decodePhoto(photo, 'a')).toBeNull()
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000)
  })

  test('sizes are known before anything is unpacked', () => {
    expect(photoSize(photoOf(TEXT))).toEqual({ kind: 'jpeg', width: 1_000, height: 800 })
    expect(photoSize(png(40_000, 40_000, Buffer.alloc(1)))).toMatchObject({ width: 40_000 })
    const side = Math.ceil(Math.sqrt(photoLimits.pixels)) + 1
    expect(() => greyPixels(png(side, side, Buffer.alloc(1)))).toThrow('too large')
    expect(() => greyPixels(png(10, 10, Buffer.alloc(80_000_000)))).toThrow()
  })

  test('a thread that takes too long is ended, and the next photo is read', async () => {
    const slow = decodePhoto(photoOf(TEXT, { width: 3_200, height: 2_400, square: 30 }), 'a', 20)
    const next = decodePhoto(photoOf(TEXT), 'b')
    expect([await slow, await next]).toEqual([null, TEXT])
  })

  test('so many at once wait, and one more is told to come again', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) => decodePhoto(Buffer.from('no photo'), String(index))),
    )
    const refused = answers.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(3)
    expect(refused[0]).toMatchObject({ reason: { code: 'uploads_busy' } })
  })
})

describe('at the till', () => {
  let cabinet: Cabinet
  beforeAll(async () => {
    cabinet = await createCabinet()
  })
  afterAll(() => cabinet.destroy())

  test('the code in a photo is held like a scanned one; no code is no attempt', async () => {
    const { ctx } = await cabinet.staff('cashier')
    const { device } = await openShift(ctx, { pin: '2468' })
    await bringCoupons(await cabinet.system(), await cabinet.company(), [{ qr: TEXT }])
    const unreadable = presentPhoto(ctx, device, Buffer.from('no photo'))
    await expect(unreadable).rejects.toThrow(expect.objectContaining({ code: 'photo_unreadable' }))
    expect(await presentPhoto(ctx, device, photoOf(TEXT))).toMatchObject({ status: 'held', volume: 20_000 })
    expect((await cabinet.db.selectFrom('authorizations').select('id').execute()).length).toBe(1)
  })
})
