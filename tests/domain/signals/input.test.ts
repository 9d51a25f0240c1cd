import { expect, test } from 'vitest'
import { ReportFuel, SettleSignal, SignalFilter } from '#app/domain/signals/signals.input.server.ts'
import { signalOutcomes } from '#app/domain/signals/signals.ts'
import { SetSuspicion } from '#app/domain/signals/suspicions.input.server.ts'

const [outcome] = signalOutcomes
const codesOf = (
  schema: { safeParse(value: unknown): { error?: { issues: { message: string }[] } } },
  value: unknown,
) => schema.safeParse(value).error?.issues.map(({ message }) => message) ?? []

test('open signals are listed unless settled ones are asked for', () => {
  expect(
    ['settled', 'open', 'all', undefined].map((status) => SignalFilter.parse({ status }).status),
  ).toEqual(['settled', 'open', 'open', 'open'])
})

test('a signal is settled with an outcome and an answer of 500 characters at most', () => {
  expect(SettleSignal.parse({ outcome, answer: ' Возвращено ' })).toEqual({ outcome, answer: 'Возвращено' })
  expect(SettleSignal.safeParse({ outcome, answer: 'а'.repeat(500) }).success).toBe(true)
  expect(codesOf(SettleSignal, { outcome, answer: 'а'.repeat(501) })).toEqual(['too_long'])
  expect(codesOf(SettleSignal, { outcome, answer: '  ' })).toEqual(['required'])
  expect(codesOf(SettleSignal, { outcome: 'ignored', answer: 'а' })).toEqual(['required'])
})

test('a client reports fuel with a note of 500 characters at most, or none', () => {
  expect([ReportFuel.parse({}), ReportFuel.parse({ note: 'а'.repeat(500) }).note.length]).toEqual([
    { note: '' },
    500,
  ])
  expect(codesOf(ReportFuel, { note: 'а'.repeat(501) })).toEqual(['too_long'])
})

test('a suspicion has a reason of 200 characters at most', () => {
  expect(SetSuspicion.parse({ to: 'suspected', reason: 'а'.repeat(200) }).reason).toHaveLength(200)
  expect(codesOf(SetSuspicion, { to: 'cleared', reason: 'а'.repeat(201) })).toEqual(['too_long'])
  expect(codesOf(SetSuspicion, { to: 'cleared', reason: '' })).toEqual(['required'])
  expect(SetSuspicion.safeParse({ to: 'blocked', reason: 'а' }).success).toBe(false)
})
