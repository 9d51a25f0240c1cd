/** Millilitres at tiyn a litre -> tiyn, rounded half up. The product of two safe integers need not be one: hence bigint. */
export function amountOf(volume: number, price: number): number {
  return Number((BigInt(volume) * BigInt(price) + 500n) / 1000n)
}

/** Tiyn at tiyn a litre -> the most millilitres whose amount is not above it. */
export function volumeFor(amount: number, price: number): number {
  return Number((BigInt(amount) * 1000n) / BigInt(price))
}

/** `1234.50`, `-0,05`: money in files, without grouping; 1C and a Russian Excel want the comma. */
export function fileMoney(tiyn: number | bigint, point: '.' | ',' = '.'): string {
  return withPoint(tiyn, 2, point)
}

/** `1234.500`: litres in files */
export function fileVolume(millilitres: number | bigint, point: '.' | ',' = '.'): string {
  return withPoint(millilitres, 3, point)
}

/** Digits only, so that bigint loses nothing. */
function withPoint(value: number | bigint, decimals: number, point: string): string {
  const digits = String(value)
    .replace('-', '')
    .padStart(decimals + 1, '0')
  return (value < 0 ? '-' : '') + digits.slice(0, -decimals) + point + digits.slice(-decimals)
}
