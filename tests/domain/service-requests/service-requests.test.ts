import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { removeColleague } from '#app/domain/accounts/team.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import {
  finishServiceRequest,
  refuseServiceRequest,
  takeServiceRequest,
} from '#app/domain/service-requests/answering.server.ts'
import {
  SendServiceRequest,
  takeServiceRequestInput,
} from '#app/domain/service-requests/service-requests.input.server.ts'
import {
  findServiceRequest,
  listServiceRequests,
  listServiceRequestsAcrossCompanies,
  sendServiceRequest,
  withdrawServiceRequest,
} from '#app/domain/service-requests/service-requests.server.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringCards, newCardNumber } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Person
let manager: Person
let operator: Person
let stranger: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  manager = await cabinet.client(companyId, 'manager')
  operator = await cabinet.staff('operator')
  stranger = await cabinet.client(await cabinet.company())
})
afterAll(() => cabinet.destroy())

/** As the form sends it. */
const send = (fields: Record<string, string>, by = owner) =>
  sendServiceRequest(by.ctx, companyId, SendServiceRequest.parse(fields))
const newCards = (by = owner) => send({ kind: 'new_cards', quantity: '3' }, by)
const find = (id: number) => findServiceRequest(owner.ctx, companyId, id)
const promised = () => ({ promisedOn: addDays(businessDay(operator.ctx.now), 3) })
const lettersAbout = async (id: number, to = owner) =>
  (await cabinet.lettersTo(to.email)).filter(({ text }) => text.includes(`/service-requests/${id}`))

async function card(overrides = {}) {
  const [made] = await bringCards(owner.ctx, companyId, [overrides])
  if (!made) throw new Error('no card')
  return made
}

describe('a request', () => {
  test('is sent, promised, done; its sender is told each time in a letter', async () => {
    const id = await newCards()
    expect(await find(id)).toMatchObject({ status: 'sent', quantity: 3, promised_on: null })
    const { promisedOn } = promised()
    await takeServiceRequest(operator.ctx, id, { promisedOn })
    const taken = await find(id)
    expect(taken).toMatchObject({ status: 'in_work', promised_on: promisedOn, taken_by: operator.userId })
    const later = addDays(promisedOn, 1)
    await takeServiceRequest(operator.ctx, id, { promisedOn: later })
    await finishServiceRequest(operator.ctx, id, { answer: 'Карты в офисе на Абая 10' })
    expect(await find(id)).toMatchObject({
      ...{ status: 'done', promised_on: later, answer: 'Карты в офисе на Абая 10' },
      settled_by: operator.userId,
    })
    const letters = await lettersAbout(id)
    expect(letters.map(({ subject }) => subject)).toEqual([
      `Заявка № ${id} в работе`,
      `Заявка № ${id} в работе`,
      `Заявка № ${id} выполнена`,
    ])
    const [day = ''] = [promisedOn.split('-').reverse().join('.')]
    expect(letters[0]?.text).toContain(day)
    expect(letters[2]?.text).toContain('Карты в офисе на Абая 10')
    expect(await cabinet.actions({ kind: 'service_request', id })).toEqual([
      'service_request.sent',
      'service_request.taken',
      'service_request.taken',
      'service_request.done',
    ])
  })

  test('a refused request says why, and is answered once', async () => {
    const id = await newCards(manager)
    await refuseServiceRequest(operator.ctx, id, { reason: 'Договор закрыт' })
    expect(await find(id)).toMatchObject({ status: 'refused', answer: 'Договор закрыт' })
    expect((await lettersAbout(id, manager))[0]?.text).toContain('Договор закрыт')
    for (const again of [
      () => takeServiceRequest(operator.ctx, id, promised()),
      () => finishServiceRequest(operator.ctx, id, { answer: '' }),
      () => refuseServiceRequest(operator.ctx, id, { reason: 'again' }),
      () => withdrawServiceRequest(owner.ctx, companyId, id),
    ]) {
      await expect(again()).rejects.toMatchObject({ code: 'service_request_not_open' })
    }
    expect(await lettersAbout(id, manager)).toHaveLength(1)
  })

  test('two answers at once: one of them is given', async () => {
    const id = await newCards()
    const outcomes = await Promise.allSettled([
      finishServiceRequest(operator.ctx, id, { answer: 'yes' }),
      refuseServiceRequest(operator.ctx, id, { reason: 'no' }),
      withdrawServiceRequest(owner.ctx, companyId, id),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await lettersAbout(id)).length).toBeLessThanOrEqual(1)
  })

  test('is withdrawn while nobody works on it', async () => {
    const id = await newCards()
    await withdrawServiceRequest(manager.ctx, companyId, id)
    expect(await find(id)).toMatchObject({ status: 'withdrawn', settled_by: manager.userId })
    const taken = await newCards()
    await takeServiceRequest(operator.ctx, taken, promised())
    await expect(withdrawServiceRequest(owner.ctx, companyId, taken)).rejects.toMatchObject({
      code: 'service_request_not_open',
    })
  })

  test('is not there for another company', async () => {
    const id = await newCards()
    const theirs = stranger.ctx.actor.kind === 'client' ? stranger.ctx.actor.companyId : companyId
    await expect(findServiceRequest(stranger.ctx, theirs, id)).rejects.toMatchObject({
      code: 'service_request_not_found',
    })
    await expect(withdrawServiceRequest(stranger.ctx, theirs, id)).rejects.toMatchObject({
      code: 'service_request_not_found',
    })
    expect((await listServiceRequests(stranger.ctx, theirs, {})).rows).toEqual([])
  })

  test('is not answered to somebody who has left the company', async () => {
    const leaver = await cabinet.client(companyId, 'manager')
    const id = await newCards(leaver)
    await removeColleague(owner.ctx, leaver.userId)
    await finishServiceRequest(operator.ctx, id, { answer: 'secret' })
    expect(await lettersAbout(id, leaver)).toEqual([])
  })
})

describe('about a card', () => {
  test('its last digits are enough where they name one card', async () => {
    const { id, number } = await card()
    const request = await send({ kind: 'replacement', number: number.slice(-6), cause: 'damaged' })
    expect(await find(request)).toMatchObject({ card_id: id, card_number: number, cause: 'damaged' })
  })

  test('digits of two cards, of none, or of another company are told', async () => {
    const end = newCardNumber().slice(-5)
    await card({ number: `11112222333${end}` })
    await card({ number: `99998888777${end}` })
    const ask = (number: string) => send({ kind: 'replacement', number, cause: 'lost' })
    await expect(ask(end)).rejects.toMatchObject({ code: 'card_unclear', field: 'number' })
    await expect(ask('00000000000000')).rejects.toMatchObject({ code: 'card_not_found', field: 'number' })
    const other = await cabinet.company()
    const [theirs] = await bringCards(owner.ctx, other, [{}])
    await expect(ask(theirs?.number ?? '')).rejects.toMatchObject({ code: 'card_not_found' })
  })

  test('one of a kind waits at a time, whoever sends it', async () => {
    const { number } = await card()
    const ask = () => send({ kind: 'replacement', number, cause: 'damaged' })
    const outcomes = await Promise.allSettled([ask(), ask(), ask()])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const [first] = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    await expect(ask()).rejects.toMatchObject({
      code: 'service_request_waiting',
      params: { number: first },
    })
    await refuseServiceRequest(operator.ctx, first ?? 0, { reason: 'no' })
    expect(await ask()).toBeGreaterThan(first ?? 0)
  })

  test('a higher limit is one that the card has, and higher', async () => {
    const { number, id } = await card({ dailyLimit: 100_000, limitUnit: 'ml' })
    const raise = (fields: Record<string, string>) => send({ kind: 'raise_limit', number, ...fields })
    await expect(raise({ period: 'monthly', limit: '500' })).rejects.toMatchObject({
      ...{ code: 'limit_missing', field: 'period' },
    })
    await expect(raise({ period: 'daily', limit: '100' })).rejects.toMatchObject({
      ...{ code: 'limit_not_higher', field: 'limit' },
    })
    expect(await find(await raise({ period: 'daily', limit: '150,5' }))).toMatchObject({
      ...{ card_id: id, limit_period: 'daily', limit_wanted: 150_500, limit_unit: 'ml' },
    })
  })

  test('a higher limit of money is in tenge', async () => {
    const { number } = await card({ dailyLimit: 5_000_000, limitUnit: 'tiyn' })
    const raise = (limit: string) => send({ kind: 'raise_limit', number, period: 'daily', limit })
    await expect(raise('50000')).rejects.toMatchObject({ code: 'limit_not_higher', field: 'limit' })
    expect(await find(await raise('50000,50'))).toMatchObject({
      ...{ limit_wanted: 5_000_050, limit_unit: 'tiyn' },
    })
  })

  test('a correction may name a card or none', async () => {
    const { id, number } = await card()
    const ask = (number: string) => send({ kind: 'correction', number, comment: 'Литры за 12 мая' })
    expect(await find(await ask(''))).toMatchObject({ kind: 'correction', card_id: null })
    expect(await find(await ask(number))).toMatchObject({ card_id: id })
  })

  test('as many as 200 wait of one company, until one is settled', async () => {
    const busy = await cabinet.company()
    const { ctx } = await cabinet.client(busy)
    const ask = () =>
      sendServiceRequest(ctx, busy, SendServiceRequest.parse({ kind: 'new_cards', quantity: '1' }))
    const first = await ask()
    for (let at = 1; at < 200; at++) await ask()
    await expect(ask()).rejects.toMatchObject({ code: 'service_requests_too_many' })
    await withdrawServiceRequest(ctx, busy, first)
    expect(await ask()).toBeGreaterThan(first)
    const all = cabinet.db.updateTable('service_requests').where('company_id', '=', busy)
    await all.set({ status: 'withdrawn' }).execute()
  })
})

test('a form without its parts is refused by field', () => {
  const problems = (fields: Record<string, string>) =>
    SendServiceRequest.safeParse(fields).error?.issues.map(({ path }) => path.join('.'))
  expect(problems({ kind: 'new_cards', quantity: '0' })).toEqual(['quantity'])
  expect(problems({ kind: 'new_cards', quantity: '501' })).toEqual(['quantity'])
  expect(problems({ kind: 'replacement', number: '123', cause: 'lost' })).toEqual(['number'])
  expect(problems({ kind: 'replacement', number: '1234', cause: 'mislaid' })).toEqual(['cause'])
  expect(problems({ kind: 'correction', number: '', comment: '' })).toEqual(['comment'])
  expect(problems({ kind: 'raise_limit', number: '1234', period: 'yearly', limit: '0' })).toEqual([
    'period',
    'limit',
  ])
  expect(problems({ kind: 'anything' })).toEqual(['kind'])
})

test.each([
  ['2026-11-29', true],
  ['2026-11-28', false],
  ['2027-11-29', true],
  ['2027-11-30', false],
  ['2026-02-30', false],
  ['', false],
])('on 29 November 2026 a promise for "%s" is possible: %s', (promisedOn, isPossible) => {
  expect(takeServiceRequestInput('2026-11-29').safeParse({ promisedOn }).success).toBe(isPossible)
})

test('staff see what waits the longest first', async () => {
  const [one, two] = [await newCards(), await newCards()]
  const { rows } = await listServiceRequestsAcrossCompanies(operator.ctx, { status: 'sent' })
  const ids = rows.map(({ id }) => id)
  expect(ids.indexOf(one)).toBeLessThan(ids.indexOf(two))
  expect(ids).toEqual(ids.toSorted((a, b) => a - b))
})

test('staff see what was settled the newest first', async () => {
  const [one, two] = [await newCards(), await newCards()]
  for (const id of [two, one]) await refuseServiceRequest(operator.ctx, id, { reason: 'no' })
  const { rows } = await listServiceRequestsAcrossCompanies(operator.ctx, { status: 'refused' })
  expect(rows.slice(0, 2).map(({ id }) => id)).toEqual([two, one])
  const pages: number[][] = []
  let cursor: string | undefined
  do {
    const page = await listServiceRequestsAcrossCompanies(operator.ctx, { status: 'withdrawn', cursor })
    pages.push(page.rows.map(({ id }) => id))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(pages.length).toBeGreaterThan(2)
  expect(pages.flat()).toEqual([...new Set(pages.flat())].toSorted((a, b) => b - a))
  // What waits is in another order: a place in this one means nothing there.
  const settled = await listServiceRequestsAcrossCompanies(operator.ctx, { status: 'withdrawn' })
  const waiting = (cursor?: string | null) =>
    listServiceRequestsAcrossCompanies(operator.ctx, { status: 'sent', cursor: cursor ?? undefined })
  expect((await waiting(settled.nextCursor)).rows).toEqual((await waiting()).rows)
})
