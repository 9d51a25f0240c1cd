/** The PIN of a card, which its driver types at the pump. Client-safe. */

export const MIN_PIN_DIGITS = 4
export const MAX_PIN_DIGITS = 6
/** Digits alone, not too few and not too many. */
export function isPin(text: string): boolean {
  return /^\d+$/.test(text) && text.length >= MIN_PIN_DIGITS && text.length <= MAX_PIN_DIGITS
}

/** The wrong one with this number blocks it. */
export const MAX_WRONG_PINS = 3

/** What a card's page says of it. */
export type CardPinState = 'none' | 'set' | 'blocked'

export function pinStateOf(card: { pin_set_at: Date | null; pin_blocked_at: Date | null }): CardPinState {
  if (card.pin_set_at === null) return 'none'
  return card.pin_blocked_at === null ? 'set' : 'blocked'
}

/** Those that anybody tries first: equal steps (0000, 1234, 9630), repeated parts (1212), pairs (1122), the end of the card's number. */
export function isGuessablePin(pin: string, cardNumber: string): boolean {
  return hasEqualSteps(pin) || repeatsAPart(pin) || isOfPairs(pin) || cardNumber.endsWith(pin)
}

function hasEqualSteps(pin: string): boolean {
  const digits = [...pin].map(Number)
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10)
  return new Set(steps).size === 1
}

function repeatsAPart(pin: string): boolean {
  return [2, 3].some((length) => pin.slice(0, length).repeat(pin.length / length) === pin)
}

function isOfPairs(pin: string): boolean {
  return pin.length % 2 === 0 && [...pin].every((digit, index) => index % 2 === 0 || digit === pin[index - 1])
}
