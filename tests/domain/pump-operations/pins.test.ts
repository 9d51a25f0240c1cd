import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { removeCardPin, setCardPin } from '#app/domain/cards/card-pins.server.ts'
import { findCardsByNumbers } from '#app/domain/cards/card-register.server.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import {
  authorize,
  checkFuel,
  completeAuthorization,
  recordOffline,
  redeem,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { fuelAsked, newOperationId, pumpOf } from '#tests/support/pump.ts'
import { bringCards, changeCard, newCardNumber } from '#tests/support/registers.ts'
import { tableBytes } from '#tests/support/table-bytes.ts'

const PIN = '492516'
const WRONG = '592517'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context
let station: string
let pump: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId, 'owner')).ctx
  station = await cabinet.station()
  pump = await pumpOf(cabinet)
})
afterAll(() => cabinet.destroy())

async function cardWithPin() {
  const [card] = await bringCards(owner, companyId, [{}])
  if (!card) throw new Error('no card')
  await setCardPin(owner, companyId, card.id, { pin: PIN })
  const asked = (pin?: string) => ({
    ...fuelAsked(station, { by: 'card', number: card.number, ...(pin === undefined ? {} : { pin }) }),
    volume: 1_000,
  })
  return { ...card, asked }
}

const pinOf = async (id: number) => (await findCard(owner, companyId, id)).pin

describe('the PIN of a card', () => {
  test('is asked for, and the right one opens the card', async () => {
    const { id, asked } = await cardWithPin()
    expect(await pinOf(id)).toBe('set')
    expect(await authorize(pump, asked())).toMatchObject({ status: 'declined', code: 'pin_required' })
    expect(await authorize(pump, asked(''))).toMatchObject({ code: 'pin_required' })
    expect(await authorize(pump, asked(PIN))).toMatchObject({ status: 'held', volume: 1_000 })
    expect(await redeem(pump, asked(PIN))).toMatchObject({ status: 'completed' })
    expect(await checkFuel(pump, asked(PIN))).toMatchObject({ status: 'approved' })
    await removeCardPin(owner, companyId, id)
    expect(await pinOf(id)).toBe('none')
    expect(await authorize(pump, asked())).toMatchObject({ status: 'held' })
  })

  test('is blocked by the third wrong one, also for the right one, until there is a new one', async () => {
    const { id, asked } = await cardWithPin()
    for (const left of [2, 1, 0]) {
      expect(await authorize(pump, asked(WRONG))).toMatchObject({
        ...{ status: 'declined', code: 'pin_wrong', whose: 'client' },
        figures: { unit: 'tries', left },
      })
    }
    expect(await authorize(pump, asked(PIN))).toMatchObject({ code: 'pin_blocked' })
    expect(await findCard(owner, companyId, id)).toMatchObject({
      pin: 'blocked',
      decision: { status: 'declined', code: 'pin_blocked' },
    })
    await setCardPin(owner, companyId, id, { pin: '604183' })
    expect(await authorize(pump, asked('604183'))).toMatchObject({ status: 'held' })
    expect(await authorize(pump, asked(PIN))).toMatchObject({ code: 'pin_wrong', figures: { left: 2 } })
  })

  test('right once, begins with all tries again', async () => {
    const { asked } = await cardWithPin()
    for (const pin of [WRONG, WRONG, PIN]) await authorize(pump, asked(pin))
    expect(await authorize(pump, asked(WRONG))).toMatchObject({ figures: { left: 2 } })
  })

  test('is told apart three times, however many come at once and whatever they ask', async () => {
    const { asked } = await cardWithPin()
    const answers = await Promise.all(
      Array.from({ length: 15 }, (_, at) => {
        const question = asked(WRONG)
        if (at % 3 === 0) return authorize(pump, question)
        return at % 3 === 1 ? redeem(pump, question) : checkFuel(pump, question)
      }),
    )
    const codes = answers.map((answer) => ('code' in answer ? answer.code : answer.status))
    expect(codes.filter((code) => code === 'pin_wrong')).toHaveLength(3)
    expect(codes.filter((code) => code === 'pin_blocked')).toHaveLength(12)
  })

  test('wrong in an operation that is sent again counts once, and another one changes no answer', async () => {
    const { asked } = await cardWithPin()
    const question = asked(WRONG)
    for (let sent = 0; sent < 4; sent++) await authorize(pump, question)
    const { instrument } = asked(PIN)
    expect(await authorize(pump, { ...question, instrument })).toMatchObject({
      ...{ code: 'pin_wrong', isReplay: true },
      figures: { left: 2 },
    })
    expect(await authorize(pump, asked(WRONG))).toMatchObject({ figures: { left: 1 } })
  })

  test('is asked of fuel that was never asked for as well; what is recorded without it is looked at', async () => {
    const { id, asked } = await cardWithPin()
    const { operationId, ...right } = asked(PIN)
    const { operationId: _, ...none } = asked()
    const outcomes = await recordOffline(pump, [
      { operationId, volume: 1_000, authorization: right },
      { operationId: newOperationId(), volume: 1_000, authorization: none },
    ])
    expect(outcomes.map(({ answer }) => answer?.discrepancies)).toEqual([[], ['not_approved']])
    for (let sent = 0; sent < 3; sent++) {
      const { operationId, ...authorization } = asked(WRONG)
      await completeAuthorization(pump, operationId, { volume: 1_000, authorization })
    }
    expect(await pinOf(id)).toBe('blocked')
  })

  test('stays behind when a register gives the card to another company', async () => {
    const { id, asked } = await cardWithPin()
    const other = await cabinet.company()
    await cabinet.db.updateTable('cards').set({ company_id: other }).where('id', '=', id).execute()
    expect(await authorize(pump, asked())).toMatchObject({ status: 'held' })
  })

  test.each([
    ['comes with a later register', true],
    ['is here before the old one names it', false],
  ])('is asked for by the card that takes its place, which %s', async (_what, isLater) => {
    const { id, number } = await cardWithPin()
    const heir = newCardNumber()
    const bring = async () => {
      await bringCards(owner, companyId, [{ number: heir }])
    }
    const name = () => changeCard(owner, number, { replacedBy: heir })
    for (const step of isLater ? [name, bring] : [bring, name]) await step()
    const asked = (pin?: string) => ({
      ...fuelAsked(station, { by: 'card' as const, number: heir, ...(pin && { pin }) }),
      volume: 1_000,
    })
    expect(await authorize(pump, asked())).toMatchObject({ code: 'pin_required' })
    expect(await authorize(pump, asked(PIN))).toMatchObject({ status: 'held' })
    const [card] = await findCardsByNumbers(owner, [heir])
    await removeCardPin(owner, companyId, card?.id ?? 0)
    await changeCard(owner, number, { holder: 'Другой' })
    expect(await authorize(pump, asked())).toMatchObject({ status: 'held' })
    expect(await pinOf(id)).toBe('set')
  })

  test('stands in no table, and nobody gets a guessable one', async () => {
    const { id, asked } = await cardWithPin()
    for (const pin of [PIN, WRONG]) await authorize(pump, asked(pin))
    for (const [table, bytes] of await tableBytes(cabinet.db))
      expect([table, bytes.includes(PIN), bytes.includes(WRONG)]).toEqual([table, false, false])
    await expect(setCardPin(owner, companyId, id, { pin: '123456' })).rejects.toThrow('pin_guessable')
  })
})
