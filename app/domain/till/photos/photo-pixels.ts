import { inflateSync } from 'node:zlib'
import { type DecodedPng, decode as decodePng } from 'fast-png'
import { decode as decodeJpeg } from 'jpeg-js'
import { photoLimits } from './photo-limits.ts'
import { photoSize } from './photo-size.ts'

/** Brightness, a byte a pixel. */
export interface GreyPicture {
  width: number
  height: number
  data: Uint8Array
}

/** @throws where it is no picture, too large, or broken */
export function greyPixels(bytes: Uint8Array): GreyPicture {
  const size = photoSize(bytes)
  if (!size) throw new Error('no picture')
  const { kind, width, height } = size
  const isFit = width > 0 && height > 0 && Math.max(width, height) <= photoLimits.side
  if (!isFit || width * height > photoLimits.pixels) throw new Error('too large')
  return kind === 'png' ? ofPng(bytes) : ofJpeg(bytes)
}

function ofJpeg(bytes: Uint8Array): GreyPicture {
  const { width, height, data } = decodeJpeg(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    tolerantDecoding: false,
    maxResolutionInMP: photoLimits.pixels / 1_000_000,
    maxMemoryUsageInMB: photoLimits.decoderMegabytes,
  })
  return grey(width, height, 3, (at) => data[at] ?? 0)
}

function ofPng(bytes: Uint8Array): GreyPicture {
  const { width, height, channels, depth, data, palette } = decodePng(plainPng(bytes))
  if (palette) return grey(width, height, 1, indexed(palette, unpacked(data, width, depth)))
  if (depth < 8) {
    const value = unpacked(data, width, depth)
    return grey(width, height, 1, (at) => (value(at) * 255) / (2 ** depth - 1))
  }
  const shift = depth === 16 ? 8 : 0
  return grey(width, height, channels, (at) => (data[at] ?? 0) >> shift)
}

/** The brightness of a palette's colour. */
function indexed(palette: NonNullable<DecodedPng['palette']>, value: (at: number) => number) {
  return (at: number) => {
    const [red = 0, green = 0, blue = 0] = palette[value(at)] ?? []
    return (red * 77 + green * 151 + blue * 28) >> 8
  }
}

/** Pixels that share a byte; a row begins with a byte of its own. */
function unpacked(data: ArrayLike<number>, width: number, depth: number) {
  if (depth >= 8) return (at: number) => data[at] ?? 0
  const each = 8 / depth
  const row = Math.ceil(width / each)
  return (at: number) => {
    const x = at % width
    const byte = data[Math.floor(at / width) * row + Math.floor(x / each)] ?? 0
    return (byte >> (8 - depth * ((x % each) + 1))) & (2 ** depth - 1)
  }
}

function grey(width: number, height: number, channels: number, value: (at: number) => number): GreyPicture {
  const data = new Uint8Array(width * height)
  for (let pixel = 0, at = 0; pixel < data.length; pixel++, at += channels) {
    data[pixel] = channels < 3 ? value(at) : (value(at) * 77 + value(at + 1) * 151 + value(at + 2) * 28) >> 8
  }
  return { width, height, data }
}

const CHUNKS = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND'])
/** How many samples a pixel has, by the kind of its colours; of other kinds there is no picture. */
const SAMPLES = [1, 0, 3, 1, 2, 0, 4]

/**
 * The picture alone, without texts, profiles and further frames, which a decoder would unpack; its rows are unpacked here
 * first, no further than its size says.
 */
function plainPng(bytes: Uint8Array): Uint8Array {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts = [source.subarray(0, 8)]
  const rows: Buffer[] = []
  for (let at = 8; at + 12 <= source.length; ) {
    const length = source.readUInt32BE(at)
    const name = source.toString('latin1', at + 4, at + 8)
    const end = at + 12 + length
    if (end > source.length) throw new Error('broken off')
    if (CHUNKS.has(name)) parts.push(source.subarray(at, end))
    if (name === 'IDAT') rows.push(source.subarray(at + 8, end - 4))
    at = end
  }
  const [width, height] = [source.readUInt32BE(16), source.readUInt32BE(20)]
  const bits = (SAMPLES[source.readUInt8(25)] ?? 0) * source.readUInt8(24)
  // Interlaced rows need a few bytes more.
  const most = height * (Math.ceil((width * bits) / 8) + 1) + 8 * (width + height) + 64
  if (most > photoLimits.rowBytes) throw new Error('too large')
  inflateSync(Buffer.concat(rows), { maxOutputLength: most })
  return Buffer.concat(parts)
}
