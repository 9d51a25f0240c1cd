import { encode as encodePng } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
import { create } from 'qrcode'

interface PhotoOf {
  width?: number
  height?: number
  /** Of one square of the code, in pixels. */
  square?: number
  as?: 'jpeg' | 'png'
}

/** A grainy picture of a table with this code on white paper. */
export function photoOf(
  text: string,
  { width = 1_000, height = 800, square = 10, as = 'jpeg' }: PhotoOf = {},
): Buffer {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const data = new Uint8Array(width * height * 4)
  for (let at = 0; at < width * height; at++) {
    const x = Math.floor((at % width) / square) - 8
    const y = Math.floor(at / width / square) - 8
    const isPaper = Math.min(x, y) >= -4 && Math.max(x, y) < modules.size + 4
    const isCode = Math.min(x, y) >= 0 && Math.max(x, y) < modules.size
    const shade = isCode && modules.get(y, x) ? 30 : isPaper ? 225 : 120
    // Grain that is the same in each run.
    data.fill(shade + ((at * 7919) % 17), at * 4, at * 4 + 3)
    data[at * 4 + 3] = 255
  }
  return as === 'png'
    ? Buffer.from(encodePng({ width, height, data, channels: 4 }))
    : encodeJpeg({ width, height, data }, 80).data
}
