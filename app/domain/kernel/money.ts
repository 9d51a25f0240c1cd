/** Millilitres at tiyn a litre -> tiyn, rounded half up. The product of two safe integers need not be one: hence bigint. */
export function amountOf(volume: number, price: number): number {
  return Number((BigInt(volume) * BigInt(price) + 500n) / 1000n)
}
