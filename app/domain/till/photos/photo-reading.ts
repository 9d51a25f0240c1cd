import jsQR from 'jsqr'
import { type GreyPicture, greyPixels } from './photo-pixels.ts'

/** A code fills a third of a photo at least; finer pictures cost time and show noise. Tried one after the other. */
const SIDES = [600, 1_200, 2_000]

/** What the QR code in a photo says; null where none is found. @throws as greyPixels */
export function readPhoto(bytes: Uint8Array): string | null {
  const picture = greyPixels(bytes)
  let last = 0
  for (const side of SIDES) {
    const smaller = shrunk(picture, side)
    if (smaller.width === last) break
    last = smaller.width
    const text = jsQR(rgba(smaller), smaller.width, smaller.height)?.data
    if (text) return text
  }
  return null
}

/** Averages squares of pixels, so that fine noise goes and edges stay. */
function shrunk(picture: GreyPicture, side: number): GreyPicture {
  const step = Math.max(1, Math.ceil(Math.max(picture.width, picture.height) / side))
  if (step === 1) return picture
  const width = Math.floor(picture.width / step)
  const height = Math.floor(picture.height / step)
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let dy = 0; dy < step; dy++) {
        const row = (y * step + dy) * picture.width + x * step
        for (let dx = 0; dx < step; dx++) sum += picture.data[row + dx] ?? 0
      }
      data[y * width + x] = sum / (step * step)
    }
  }
  return { width, height, data }
}

function rgba({ data }: GreyPicture): Uint8ClampedArray {
  const all = new Uint8ClampedArray(data.length * 4)
  for (let at = 0; at < data.length; at++) all.fill(data[at] ?? 0, at * 4, at * 4 + 4)
  return all
}
