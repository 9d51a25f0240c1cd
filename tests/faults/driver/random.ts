/** Chance that can be repeated: the same seed, the same choices (mulberry32). */
export class Random {
  #state: number

  constructor(readonly seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.between(0, items.length - 1)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    const rest = [...items]
    for (let last = rest.length - 1; last > 0; last--) {
      const other = this.between(0, last)
      ;[rest[last], rest[other]] = [rest[other] as Item, rest[last] as Item]
    }
    return rest
  }

  /** One that goes its own way, whatever others draw meanwhile. */
  branch(name: string): Random {
    let hash = this.seed
    for (const character of name) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
    return new Random(hash)
  }
}
