import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { editContract, findContract } from '#app/domain/contracts/contracts.server.ts'
import {
  findDiscrepancy,
  listDiscrepanciesOf,
  settleDiscrepancy,
} from '#app/domain/discrepancies/discrepancies.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import {
  authorize,
  completeAuthorization,
  lessenOperation,
  redeem,
  reverseAuthorization,
  voidAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { recordDiscrepancy } from '#app/domain/pump-operations/recorded-discrepancies.server.ts'
import { sumTransactionTotals } from '#db/queries/transactions/totals.ts'
import { accountFor, book, driftOfAccountTotals, driftOfRemainders } from '#tests/support/accounts.ts'
import { contractOf } from '#tests/support/contracts.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { endHolds, litresOf, newOperationId, pumpOf } from '#tests/support/pump.ts'
import { bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let station: string
let pump: Context
let operator: Person
let contractId: number

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  station = await cabinet.station()
  pump = await pumpOf(cabinet)
  operator = await cabinet.staff('operator')
  contractId = await accountFor(operator, companyId, terms('issue'))
})
afterAll(() => cabinet.destroy())

const terms = (papers: 'fill' | 'issue') =>
  contractOf({ startsOn: '2026-01-15', accountFrom: '2026-01-15', papers })

const volume = fc.integer({ min: 1, max: 24_000 })
/** What the contract says while a history runs; it may be changed in between. */
const agreed = fc.constantFrom(null, 'kept' as const, 'returned' as const, 'lapsed' as const)

const step = fc.oneof(
  fc.record({
    does: fc.constant('authorize' as const),
    of: fc.nat(2),
    volume: fc.option(volume, { nil: undefined }),
  }),
  fc.record({ does: fc.constant('redeem' as const), of: fc.nat(2), volume }),
  fc.record({ does: fc.constant('complete' as const), of: fc.nat(9), volume }),
  fc.record({ does: fc.constant('record' as const), of: fc.nat(2), volume }),
  fc.record({ does: fc.constant('void' as const), of: fc.nat(9) }),
  fc.record({ does: fc.constant('expire' as const), of: fc.nat(9) }),
  fc.record({
    does: fc.constant('reverse' as const),
    of: fc.nat(9),
    volume: fc.option(volume, { nil: undefined }),
  }),
  fc.record({ does: fc.constant('repeat' as const), of: fc.nat(9) }),
  fc.record({ does: fc.constant('lessen' as const), of: fc.nat(9), volume }),
  fc.record({ does: fc.constant('register' as const), of: fc.nat(9), volume }),
  fc.record({ does: fc.constant('settle' as const), of: fc.nat(9) }),
  fc.record({
    does: fc.constant('correct' as const),
    of: fc.nat(9),
    tenge: fc.integer({ min: -3_000, max: 3_000 }),
  }),
  fc.record({ does: fc.constant('agree' as const), remainder: agreed }),
)
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never

async function agree(remainder: typeof agreed extends fc.Arbitrary<infer Each> ? Each : never) {
  const { version, ...contract } = await findContract(operator.ctx, companyId, contractId)
  await editContract(operator.ctx, companyId, contractId, {
    ...terms(contract.papers),
    couponRemainder: remainder,
    version,
  })
}

test('whatever happens at pumps, no litre of a coupon is lost or made', async () => {
  await fc.assert(
    fc.asyncProperty(agreed, fc.array(step, { minLength: 1, maxLength: 14 }), async (remainder, steps) => {
      await agree(remainder)
      const payloads = [0, 1, 2].map(() => newOperationId())
      const coupons = await bringCoupons(
        pump,
        companyId,
        payloads.map((qr, index) => ({ qr, divisible: index > 0 })),
      )
      const sent: { operationId: string; payload: string }[] = []
      for (const each of steps) {
        await perform(each, payloads, sent)
        for (const { id } of coupons) {
          const { issued, ...parts } = await litresOf(cabinet, id)
          expect(Object.values(parts).every((part) => part >= 0)).toBe(true)
          expect(parts.left + parts.held + parts.used + parts.returned + parts.lapsed).toBe(issued)
        }
      }
    }),
    { numRuns: 60 },
  )
  expect(await driftOfRemainders(cabinet.db)).toEqual([])
  expect(await driftOfAccountTotals(cabinet.db)).toEqual([])
  const booked = await cabinet.db
    .selectFrom('transactions')
    .select((eb) => [eb.fn.sum<string>('volume').as('volume'), eb.fn.sum<string>('amount').as('amount')])
    .where('company_id', '=', companyId)
    .executeTakeFirstOrThrow()
  const totals = await sumTransactionTotals(cabinet.db, companyId, {})
  expect([totals.volume, totals.amount]).toEqual([Number(booked.volume ?? 0), Number(booked.amount ?? 0)])
})

/** The issuer's register has other litres. */
async function tellOfRegister(operationId: string, volume: number): Promise<void> {
  const row = await operation(operationId)
  if (row?.status !== 'completed' || row.product === null) return
  await recordDiscrepancy(pump, {
    ...{ kind: 'register_differs', authorizationId: row.id, companyId, station, ours: {} },
    theirs: { volume, amount: null, product: row.product },
  })
}

/** Staff charge what was dispensed, or take the register's figures. */
async function settleAll(operationId: string): Promise<void> {
  const row = await operation(operationId)
  const open = row ? (await listDiscrepanciesOf(operator.ctx, [row.id])).filter((one) => !one.settled) : []
  for (const { id } of open) {
    const { chargeable } = await findDiscrepancy(operator.ctx, id)
    await settleDiscrepancy(operator.ctx, id, { reason: 'x', charge: chargeable?.volume ?? 0 })
  }
}

/** Staff put right by hand what a fill gave back to the client. */
async function correctByHand(operationId: string, tenge: number): Promise<void> {
  const row = await operation(operationId)
  const rests = await cabinet.db
    .selectFrom('account_entries')
    .select(['id', 'volume'])
    .where('authorization_id', '=', row?.id ?? 0)
    .orderBy('id')
    .execute()
  const isThere = rests.reduce((sum, { volume }) => sum + (volume ?? 0), 0) !== 0
  if (!isThere || tenge === 0) return
  const corrects = String(rests.at(-1)?.id)
  await book(operator, companyId, { kind: 'correction', amount: String(tenge), corrects, reason: 'x' })
}

const operation = (operationId: string) =>
  cabinet.db
    .selectFrom('authorizations')
    .select(['id', 'status', 'product'])
    .where('operation_id', '=', operationId)
    .executeTakeFirst()

/** What is refused changes nothing, which the sums after it show. */
async function perform(
  each: Step,
  payloads: readonly string[],
  sent: { operationId: string; payload: string }[],
): Promise<void> {
  try {
    await performed(each, payloads, sent)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
  }
}

async function performed(
  each: Step,
  payloads: readonly string[],
  sent: { operationId: string; payload: string }[],
): Promise<unknown> {
  if (each.does === 'agree') return agree(each.remainder)
  const isNew = each.does === 'authorize' || each.does === 'redeem' || each.does === 'record'
  if (isNew) {
    const payload = payloads[each.of] ?? ''
    const operationId = newOperationId()
    sent.push({ operationId, payload })
    const asked = { station, product: 'diesel', instrument: { by: 'qr' as const, payload } }
    if (each.does === 'record') {
      return completeAuthorization(pump, operationId, { volume: each.volume, authorization: asked })
    }
    if (each.does === 'redeem') return redeem(pump, { operationId, ...asked, volume: each.volume })
    return authorize(pump, { operationId, ...asked, ...(each.volume ? { volume: each.volume } : {}) })
  }
  const known = sent[each.of % Math.max(1, sent.length)]
  if (!known) return undefined
  const { operationId, payload } = known
  switch (each.does) {
    case 'complete':
      return completeAuthorization(pump, operationId, { volume: each.volume })
    case 'void':
      return voidAuthorization(pump, operationId)
    case 'expire':
      return endHolds(cabinet, operationId)
    case 'reverse':
      return reverseAuthorization(pump, operationId, {
        reason: 'x',
        reversalId: newOperationId(),
        ...(each.volume ? { volume: each.volume } : {}),
      })
    case 'lessen':
      return lessenOperation(pump, operationId, { reason: 'x', leaves: each.volume })
    case 'register':
      return tellOfRegister(operationId, each.volume)
    case 'correct':
      return correctByHand(operationId, each.tenge)
    case 'settle':
      return settleAll(operationId)
    case 'repeat':
      return authorize(pump, {
        operationId,
        station,
        product: 'diesel',
        instrument: { by: 'qr', payload },
      })
  }
}
