import { decode } from 'fast-png'
import jsQR from 'jsqr'
import type { Visitor } from './visitor.ts'

/** What a scanner reads off the screen. */
export async function readOff({ tab }: Visitor, at = 0): Promise<string | undefined> {
  const figure = tab.locator('main figure.qr').nth(at)
  const { data, width, height, channels } = decode(await figure.screenshot())
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let part = 0; part < 3; part++) rgba[pixel * 4 + part] = data[pixel * channels + part] ?? 0
  return jsQR(rgba, width, height)?.data
}
