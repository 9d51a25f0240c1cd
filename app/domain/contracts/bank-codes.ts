/** Codes of Kazakh payment orders: ИИК, БИК and КБе. Client-safe. */

/** Without spaces and in capitals, as it is stored. */
export function normaliseCode(typed: string): string {
  return typed.replace(/[\s-]/g, '').toUpperCase()
}

/** KZ, two check digits, three digits of the bank, thirteen characters of the account; the whole leaves 1 by 97. */
export function isIban(iban: string): boolean {
  if (!/^KZ\d{5}[0-9A-Z]{13}$/.test(iban)) return false
  const turned = iban.slice(4) + iban.slice(0, 4)
  let rest = 0
  for (const character of turned) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/** A bank's: eight characters, eleven with a branch. */
export function isBic(bic: string): boolean {
  return /^[A-Z]{4}KZ[0-9A-Z]{2}([0-9A-Z]{3})?$/.test(bic)
}

/** Residency (1, 2) and the sector of the economy (1 to 9). */
export function isKbe(kbe: string): boolean {
  return /^[12][1-9]$/.test(kbe)
}

/** `KZ86 125K ZT50 0410 0100`: as a person reads it. */
export function ibanInGroups(iban: string): string {
  return iban.match(/.{1,4}/g)?.join('\u00a0') ?? ''
}
