import { expect, test } from 'vitest'
import { NewCardPin } from '#app/domain/cards/card-pins.input.server.ts'
import { isGuessablePin } from '#app/domain/cards/card-pins.ts'

const NUMBER = '7825000000007391'

test.each(['0000', '1234', '4321', '7890', '2468', '1212', '123123', '1122', '998877', '7391', '007391'])(
  '%s is tried first by anybody',
  (pin) => expect(isGuessablePin(pin, NUMBER)).toBe(true),
)

test.each(['4925', '73915', '100200', '1223', '739105'])('%s is not', (pin) => {
  expect(isGuessablePin(pin, NUMBER)).toBe(false)
})

test('is four to six digits', () => {
  const taken = (pin: string) => NewCardPin.safeParse({ pin }).success
  expect(['4925', '49251', '492516'].map(taken)).toEqual([true, true, true])
  expect(['', '492', '4925167', '49a5', '４９２５', '-4925'].map(taken)).toEqual(Array(6).fill(false))
})
