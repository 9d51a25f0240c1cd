import { randomBytes } from 'node:crypto'
import { record } from '#app/domain/audit/audit.server.ts'
import { isUnproved } from '#app/domain/authorizations/presented.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { cursorsOf, type PageCursors, readPageById } from '#app/domain/kernel/page.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { productsInText } from '#app/domain/products/products.ts'
import { checkRateLimit, countHit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { selectOperation } from '#db/queries/pump-operations/operations.ts'
import {
  type PhoneAuthorizationRow,
  selectPhoneAuthorization,
  selectPhoneAuthorizations,
  updatePhoneAuthorizationUsed,
} from '#db/queries/pump-operations/phone-authorizations.ts'
import { answersById } from './answers.server.ts'
import type { PhoneFilter, PhoneOutcome, PhoneRequest } from './by-phone.input.server.ts'
import { readOwnIntegration } from './integration.server.ts'
import type { OperationAnswer } from './operation.ts'
import { keepPhoneAuthorization } from './phone-codes.server.ts'
import { recognise } from './presented.server.ts'
import { authorize, completeAuthorization } from './pump-operations.server.ts'

/** What staff asked for a station on the telephone. */
export interface PhoneAuthorization {
  id: number
  station: { code: string; name: string; city: string }
  by: string
  at: Date
  /** Of its code; `none`: nothing was held. */
  code: 'open' | 'used' | 'over' | 'none'
  /** Until when the code can be entered. */
  codeEndsAt: Date | null
  operation: OperationAnswer & { id: number }
}

/**
 * Asks for a station that has lost its connection, by the same decision as at its pump. What is held has a code that is
 * told once, here.
 * @throws DomainError not_allowed, too_many_requests, required (product)
 */
export async function authorizeByPhone(
  ctx: Context,
  { code, couponCode, pin, odometer, station, product, volume, pump }: PhoneRequest,
): Promise<{ id: number; code: string | null }> {
  requireRight(ctx, 'authorize_by_phone')
  const user_id = 'userId' in ctx.actor ? ctx.actor.userId : reject('not_allowed')
  await checkRateLimit(ctx, 'phone_miss')
  const found = await recognise(ctx, code, { couponCode, pin })
  const [only, ...others] = productsInText(found.products)
  const wanted = product ?? found.product ?? (others.length === 0 ? only : undefined)
  if (!wanted) reject('required', { field: 'product' })
  const { integrationId, ctx: asking } = await askingFrom(ctx, station)
  const operationId = `phone-${randomBytes(16).toString('base64url')}`
  const answer = await authorize(asking, {
    ...{ operationId, station, volume, product: wanted, instrument: found.presented },
    ...(pump === undefined ? {} : { pump }),
    ...(odometer === undefined ? {} : { odometerKm: odometer }),
  })
  if (answer.code && isUnproved(answer.code)) await countHit(ctx, 'phone_miss')
  return transact(ctx, async (ctx) => {
    const operation = (await selectOperation(ctx.db, integrationId, operationId)) ?? reject('unexpected')
    const isHeld = answer.status === 'held'
    const row = { authorization_id: operation.id, station_code: station, user_id }
    const kept = await keepPhoneAuthorization(ctx, row, isHeld)
    await record(
      ctx,
      isHeld ? 'phone.held' : 'phone.declined',
      { kind: 'phone', id: kept.id },
      { station, instrument: answer.instrument?.masked ?? '' },
    )
    return kept
  })
}

/**
 * Writes down what the attendant says was dispensed, where the code cannot be entered; nothing: it was not.
 * @throws DomainError not_allowed, not_found, phone_code_over
 */
export async function settlePhoneAuthorization(
  ctx: Context,
  id: number,
  { volume }: PhoneOutcome,
): Promise<void> {
  requireRight(ctx, 'authorize_by_phone')
  await transact(ctx, async (ctx) => {
    const row = (await selectPhoneAuthorization(ctx.db, id, { lock: true })) ?? reject('not_found')
    if (row.used_at !== null || row.code_mac === null) reject('phone_code_over')
    const { operation } = (await describe(ctx, [row]))[0] ?? reject('not_found')
    const { ctx: asking } = await askingFrom(ctx, row.station_code)
    await completeAuthorization(asking, operation.operationId, { volume })
    await updatePhoneAuthorizationUsed(ctx.db, id)
    await record(ctx, 'phone.settled', { kind: 'phone', id }, { station: row.station_code, volume })
  })
}

/** The newest first. */
export async function listPhoneAuthorizations(
  ctx: Context,
  { cursor }: PhoneFilter,
): Promise<PageCursors & { asked: PhoneAuthorization[] }> {
  requireRight(ctx, 'see_phone_authorizations')
  const read = (request: Parameters<typeof selectPhoneAuthorizations>[1]) =>
    selectPhoneAuthorizations(ctx.db, request)
  const page = await readPageById({ cursor, read })
  return { asked: await describe(ctx, page.rows), ...cursorsOf(page) }
}

/** @throws DomainError not_allowed, not_found */
export async function findPhoneAuthorization(ctx: Context, id: number): Promise<PhoneAuthorization> {
  requireRight(ctx, 'see_phone_authorizations')
  const row = (await selectPhoneAuthorization(ctx.db, id)) ?? reject('not_found')
  return (await describe(ctx, [row]))[0] ?? reject('not_found')
}

async function describe(ctx: Context, rows: readonly PhoneAuthorizationRow[]): Promise<PhoneAuthorization[]> {
  const operations = await answersById(
    ctx,
    rows.map(({ authorization_id: id }) => id),
  )
  return rows.flatMap((row) => {
    const operation = operations.find(({ id }) => id === row.authorization_id)
    const { station_code: code, station_name: name, station_city: city } = row
    return operation
      ? [
          {
            id: row.id,
            station: { code, name: name ?? code, city: city ?? '' },
            by: row.user_name || row.user_email,
            at: row.created_at,
            code: codeOf(row),
            codeEndsAt: row.code_ends_at,
            operation,
          },
        ]
      : []
  })
}

function codeOf({ code_mac: mac, used_at: usedAt, is_over: isOver }: PhoneAuthorizationRow) {
  if (mac === null) return 'none'
  return usedAt !== null ? 'used' : isOver === 1 ? 'over' : 'open'
}

/** Staff ask as a station's system does: nobody decides beside it. */
async function askingFrom(ctx: Context, station: string) {
  const integrationId = await readOwnIntegration(ctx, 'phone')
  const actor = {
    ...{ kind: 'integration' as const, integrationId, name: 'Support, by telephone' },
    ...{ scopes: ['pump' as const], stations: [station], companyId: null, isTest: false },
  }
  return { integrationId, ctx: { ...ctx, actor } }
}
