import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import type { OperationAnswer } from '#app/domain/pump-operations/operation.ts'
import {
  authorize,
  completeAuthorization,
  recordOffline,
  redeem,
  reverseAuthorization,
  voidAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { createDb, type Db, isConnectionLost } from '#db/connection/client.server.ts'
import { accountFor, driftOfAccountTotals, driftOfRemainders } from '#tests/support/accounts.ts'
import { type CutStep, type DatabaseProxy, startDatabaseProxy } from '#tests/support/database-proxy.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { litresOf, newOperationId, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'
import { driftOfCouponTotals, driftOfTransactionTotals } from '#tests/support/sums.ts'

let cabinet: Cabinet
let companyId: CompanyId
/** What a fill leaves on this one's coupons goes back to it. */
let returning: CompanyId
let station: string
let pump: Context
let proxy: DatabaseProxy
let proxied: Db

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  returning = await cabinet.company()
  const agreed = { couponRemainder: 'returned', papers: 'issue' } as const
  await accountFor(await cabinet.staff('operator'), returning, agreed)
  station = await cabinet.station()
  pump = await pumpOf(cabinet)
  proxy = await startDatabaseProxy(cabinet.url)
  proxied = createDb(proxy.url, { connections: 2 })
})
afterAll(async () => {
  await proxied.destroy()
  await proxy.stop()
  await cabinet.destroy()
})

/** What one call is about: nobody else's coupon and card, and ids of its own. */
interface Scene {
  payload: string
  couponId: number
  card: { id: number; number: string }
  ids: [string, string]
}

interface Verb {
  /** Whose coupon it is; nobody's agreement unless told. */
  isReturning?: true
  /** What was there before, by a process that lives. */
  prepare?: (scene: Scene) => Promise<unknown>
  call: (ctx: Context, scene: Scene) => Promise<OperationAnswer | (OperationAnswer | null)[]>
}

const coupon = ({ payload }: Scene) => ({
  station,
  product: 'diesel',
  instrument: { by: 'qr', payload } as const,
})
const card = ({ card }: Scene) => ({
  ...{ station, product: 'diesel', price: 30_000 },
  instrument: { by: 'card', number: card.number } as const,
})
const held = (of: typeof coupon | typeof card) => (scene: Scene) =>
  authorize(pump, { operationId: scene.ids[0], ...of(scene), volume: 20_000 })
const paid = (scene: Scene) => redeem(pump, { operationId: scene.ids[0], ...coupon(scene) })

const verbs: Record<string, Verb> = {
  'authorize, a coupon': {
    call: (ctx, scene) => authorize(ctx, { operationId: scene.ids[0], ...coupon(scene) }),
  },
  'authorize, a card': {
    call: (ctx, scene) => authorize(ctx, { operationId: scene.ids[0], ...card(scene), volume: 30_000 }),
  },
  'redeem, a coupon': { call: (ctx, scene) => redeem(ctx, { operationId: scene.ids[0], ...coupon(scene) }) },
  'redeem, a card': {
    call: (ctx, scene) => redeem(ctx, { operationId: scene.ids[0], ...card(scene), volume: 30_000 }),
  },
  'complete, a coupon': {
    prepare: held(coupon),
    call: (ctx, { ids }) => completeAuthorization(ctx, ids[0], { volume: 15_000, receipt: '7' }),
  },
  'complete, a card': {
    prepare: held(card),
    call: (ctx, { ids }) => completeAuthorization(ctx, ids[0], { volume: 20_300, receipt: '7' }),
  },
  'complete, never asked for': {
    call: (ctx, scene) =>
      completeAuthorization(ctx, scene.ids[0], { volume: 20_000, authorization: coupon(scene) }),
  },
  void: { prepare: held(coupon), call: (ctx, { ids }) => voidAuthorization(ctx, ids[0]) },
  'void, never arrived': { call: (ctx, { ids }) => voidAuthorization(ctx, ids[0]) },
  reverse: {
    prepare: paid,
    call: (ctx, { ids }) => reverseAuthorization(ctx, ids[0], { reason: 'колонка' }),
  },
  'complete, the rest goes back': {
    isReturning: true,
    prepare: held(coupon),
    call: (ctx, { ids }) => completeAuthorization(ctx, ids[0], { volume: 15_000, receipt: '7' }),
  },
  'reverse, the rest comes back': {
    isReturning: true,
    prepare: (scene) => redeem(pump, { operationId: scene.ids[0], ...coupon(scene), volume: 12_000 }),
    call: (ctx, { ids }) => reverseAuthorization(ctx, ids[0], { reason: 'колонка' }),
  },
  'an offline batch': {
    call: async (ctx, scene) => {
      const [one, other] = scene.ids
      const outcomes = await recordOffline(ctx, [
        { operationId: one, volume: 20_000, authorization: coupon(scene) },
        { operationId: other, volume: 5_000, authorization: card(scene) },
      ])
      return outcomes.map(({ answer }) => answer)
    },
  },
}

/** What is left of a call, without what differs by time and by row. */
async function traceOf({ couponId, card, ids }: Scene) {
  const { db } = cabinet
  const operations = await db
    .selectFrom('authorizations')
    .select(['status', 'kind', 'approved', 'dispensed', 'billed', 'charged', 'remainder', 'is_late'])
    .where('operation_id', 'in', ids)
    .orderBy('operation_id')
    .execute()
  const own = db
    .selectFrom('transactions')
    .where((eb) => eb.or([eb('coupon_id', '=', couponId), eb('card_id', '=', card.id)]))
  const reversals = await db
    .selectFrom('reversals')
    .innerJoin('authorizations', 'authorizations.id', 'authorization_id')
    .select(['reversals.volume', 'reversals.charged'])
    .where('operation_id', 'in', ids)
    .execute()
  const discrepancies = await db
    .selectFrom('fuel_exceptions')
    .innerJoin('authorizations', 'authorizations.id', 'authorization_id')
    .select('fuel_exceptions.kind')
    .where('operation_id', 'in', ids)
    .execute()
  const history = await db
    .selectFrom('status_changes')
    .select(['from_status', 'to_status'])
    .where('subject_kind', '=', 'coupon')
    .where('subject_id', '=', couponId)
    .orderBy('id')
    .execute()
  return {
    operations,
    transactions: await own.select(['operation', 'volume', 'amount']).orderBy('id').execute(),
    reversals,
    discrepancies,
    history,
    litres: await litresOf(cabinet, couponId),
    credits: await db
      .selectFrom('account_entries')
      .innerJoin('authorizations', 'authorizations.id', 'authorization_id')
      .select(['amount', 'memo', 'volume'])
      .where('operation_id', 'in', ids)
      .orderBy('account_entries.id')
      .execute(),
    balance: (
      await db.selectFrom('cards').select('balance').where('id', '=', card.id).executeTakeFirstOrThrow()
    ).balance,
  }
}

function told(answer: Awaited<ReturnType<Verb['call']>>) {
  return [answer].flat().map((one) => {
    if (!one) return null
    const { status, code, volume, charged, remainder, reversed, isLate, discrepancies } = one
    return { status, code, volume, charged, remainder, reversed, isLate, discrepancies }
  })
}

const MAX_STATEMENTS = 80

async function scenes(count: number, owner: CompanyId): Promise<Scene[]> {
  const payloads = Array.from({ length: count }, () => `payload-${newOperationId()}`)
  const coupons = await bringCoupons(
    pump,
    owner,
    payloads.map((qr) => ({ qr })),
  )
  const cards = await bringCards(
    pump,
    companyId,
    payloads.map(() => ({ scheme: 'wallet_money' as const })),
  )
  return payloads.flatMap((payload, at) => {
    const [coupon, card] = [coupons[at], cards[at]]
    return coupon && card
      ? [{ payload, couponId: coupon.id, card, ids: [newOperationId(), newOperationId()] }]
      : []
  })
}

/** As time would: what a process had claimed that is dead. */
async function forgetClaims({ ids }: Scene): Promise<void> {
  await cabinet.db
    .updateTable('authorizations')
    .set({ claimed_until: new Date(Date.now() - 60_000) })
    .where('operation_id', 'in', ids)
    .where('status', '=', 'running')
    .execute()
}

/** A handle of a process that lives no more once `dead` is called: not a statement leaves it. */
function mortal(db: Db): { db: Db; kill: () => void } {
  let isDead = false
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      if (isDead) throw new Error('killed')
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { db: db.withPlugin(plugin), kill: () => (isDead = true) }
}

/** Loses the answer of a call, or the call, or both; what nobody expected is thrown. */
async function attempt(call: () => Promise<unknown>): Promise<void> {
  try {
    await call()
  } catch (error) {
    const isLost = isConnectionLost(error) || (error instanceof Error && error.message === 'killed')
    const isUnknown = error instanceof DomainError && error.code === 'outcome_unknown'
    if (!isLost && !isUnknown) throw error
  }
}

describe.each(Object.keys(verbs))('%s', (name) => {
  const verb = verbs[name]
  if (!verb) throw new Error(`no verb ${name}`)
  const { prepare = async () => undefined, call, isReturning = false } = verb

  test.each<{ dies: 'the connection' | 'the process'; at: RegExp; step: CutStep }>([
    { dies: 'the connection', at: /^/, step: 'unanswered' },
    // Before any other statement is after the one before it.
    { dies: 'the connection', at: /^commit/i, step: 'unsent' },
    { dies: 'the process', at: /^/, step: 'unanswered' },
  ])(
    '$dies dies at each statement of $at, which is $step: the same call again is one effect',
    async (mode) => {
      const { dies, at: statement, step } = mode
      const [whole, ...others] = await scenes(MAX_STATEMENTS, isReturning ? returning : companyId)
      if (!whole) throw new Error('no scene')
      await prepare(whole)
      const right = { answer: told(await call(pump, whole)), trace: await traceOf(whole) }
      let statements = 0
      for (const scene of others) {
        await prepare(scene)
        const handle = mortal(proxied)
        let caught: string | undefined
        const trapped = proxy.trap({ statement, step, after: statements })
        void trapped.then((statement) => {
          caught = statement
          if (dies === 'the process') handle.kill()
        })
        await attempt(() => call({ ...pump, db: handle.db }, scene))
        await proxy.restore()
        if (dies === 'the process') await forgetClaims(scene)
        const answer = told(await call(pump, scene))
        const at = `${statements + 1}: ${caught}`
        expect({ at, answer, trace: await traceOf(scene) }).toEqual({ at, ...right })
        if (caught === undefined) break
        statements += 1
      }
      expect(statements).toBeGreaterThan(0)
      expect(statements).toBeLessThan(others.length)
    },
  )
})

test('the kept sums are those of the rows', async () => {
  expect(await driftOfCouponTotals(cabinet.db)).toEqual([])
  expect(await driftOfTransactionTotals(cabinet.db)).toEqual([])
  expect(await driftOfRemainders(cabinet.db)).toEqual([])
  expect(await driftOfAccountTotals(cabinet.db)).toEqual([])
})
