import { expect, test } from 'vitest'
import { REGISTER_SLOT, singleChangeSlot } from '#app/domain/kernel/sum-slots.server.ts'

test('single changes are spread over several slots, and never wait for a register', () => {
  const slots = new Set(Array.from({ length: 1_000 }, singleChangeSlot))
  expect(slots.size).toBeGreaterThan(4)
  expect(Math.min(...slots)).toBeGreaterThan(REGISTER_SLOT)
})
