import { record } from '#app/domain/audit/audit.server.ts'
import { contractOn } from '#app/domain/contracts/contracts.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  insertPromise,
  selectPromises,
  updatePromiseWithdrawn,
} from '#db/queries/contract-account/accounts.ts'
import type { PromisePayment } from './account.input.server.ts'
import { isKept } from './balances.server.ts'

/** Promises of one company that count at the same time. */
const MAX_PROMISES = 5

/** Until its day cards may spend what the client promised. @throws DomainError account_not_kept, promises_too_many */
export function promisePayment(
  ctx: Context,
  companyId: CompanyId,
  { amount, untilOn, reason }: PromisePayment,
): Promise<number> {
  const userId = requireBooker(ctx)
  const today = businessDay(ctx.now)
  return transact(ctx, async (ctx) => {
    const contract = await contractOn(ctx, companyId, today)
    if (!contract || !isKept(contract, today)) reject('account_not_kept')
    const known = await selectPromises(ctx.db, companyId, today, { lock: true })
    if (known.length >= MAX_PROMISES) reject('promises_too_many')
    const row = { company_id: companyId, amount, until_on: untilOn, reason, created_by: userId }
    const id = await insertPromise(ctx.db, row)
    const data = { chargedAmount: amount, promisedOn: untilOn, reason }
    await record(ctx, 'contract.payment_promised', { kind: 'contract', id: contract.id, companyId }, data)
    return id
  })
}

/** @throws DomainError promise_not_found, account_not_kept */
export function withdrawPromise(ctx: Context, companyId: CompanyId, id: number): Promise<void> {
  requireBooker(ctx)
  return transact(ctx, async (ctx) => {
    if (!(await updatePromiseWithdrawn(ctx.db, companyId, id))) reject('promise_not_found')
    const contract = (await contractOn(ctx, companyId, businessDay(ctx.now))) ?? reject('account_not_kept')
    await record(ctx, 'contract.promise_withdrawn', { kind: 'contract', id: contract.id, companyId })
  })
}

function requireBooker(ctx: Context): number {
  requireRight(ctx, 'book_entries')
  return ctx.actor.kind === 'staff' ? ctx.actor.userId : reject('not_allowed')
}
