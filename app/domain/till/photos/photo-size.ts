/** What a picture says of itself in its first bytes, so that one that is too large is never unpacked. */
export interface PhotoSize {
  kind: 'png' | 'jpeg'
  width: number
  height: number
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const SOI = 0xd8
/** Start of a frame: every kind of JPEG but the arithmetic ones, and not DHT, JPG and DAC, whose numbers lie between. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2])

/** Null for what is neither a PNG nor a JPEG, and for one that breaks off before it says its size. */
export function photoSize(bytes: Uint8Array): PhotoSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (PNG.every((byte, at) => bytes[at] === byte)) return pngSize(view)
  return bytes[0] === 0xff && bytes[1] === SOI ? jpegSize(view) : null
}

/** IHDR comes first: length, name, width, height. */
function pngSize(view: DataView): PhotoSize | null {
  if (view.byteLength < 33 || view.getUint32(12) !== 0x49484452) return null
  return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20) }
}

function jpegSize(view: DataView): PhotoSize | null {
  let at = 2
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    // Bytes that fill up.
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (FRAMES.has(marker))
      return { kind: 'jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    // The scan begins without a frame.
    if (marker === 0xda || marker === 0xd9) return null
    at += 2 + view.getUint16(at + 2)
  }
  return null
}
