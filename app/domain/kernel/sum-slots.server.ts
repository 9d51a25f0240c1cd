import { randomInt } from 'node:crypto'

/** Registers write the sums of a company to this one, and hold it for as long as they take. */
export const REGISTER_SLOT = 0
const SLOTS = 8

/** For what people and pumps change one at a time, spread over the rest so that they rarely wait for one another. */
export function singleChangeSlot(): number {
  return randomInt(REGISTER_SLOT + 1, SLOTS)
}
