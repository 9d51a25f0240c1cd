/** Round numbers from at or below `lowest` to at or above `highest`, through 0: -500, 0, 500, 1000. */
export function ticksBetween(lowest: number, highest: number): number[] {
  const [low, high] = [Math.min(0, lowest), Math.max(0, highest)]
  if (low === high) return [0, 1]
  const rough = (high - low) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
  const first = Math.floor(low / step + 1e-9)
  const last = Math.ceil(high / step - 1e-9)
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
}

/** `12.5%`, short enough for an attribute. */
export function share(part: number, whole: number): string {
  return `${whole > 0 ? Math.round((part / whole) * 10_000) / 100 : 0}%`
}
