/** Round numbers from 0 up, the last at or above `highest`: 0, 500, 1000, 1500. At most five. */
export function ticksTo(highest: number): number[] {
  if (!(highest > 0)) return [0, 1]
  const rough = highest / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
  const count = Math.ceil(highest / step - 1e-9)
  return Array.from({ length: count + 1 }, (_, i) => i * step)
}

/** `12.5%`, short enough for an attribute. */
export function share(part: number, whole: number): string {
  return `${whole > 0 ? Math.round((part / whole) * 10_000) / 100 : 0}%`
}
