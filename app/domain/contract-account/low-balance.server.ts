import { recordEvent } from '#app/domain/events/events.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { formatLetterMoney } from '#app/domain/mail/letter-time.ts'
import { enqueue } from '#app/domain/mail/outbox.server.ts'
import {
  selectWatchedAccounts,
  updateLowSince,
  type WatchedAccountRow,
} from '#db/queries/contract-account/accounts.ts'
import { freeBalance } from './account.ts'
import { accountReaders } from './account-readers.server.ts'
import { figuresOf } from './balances.server.ts'

const BATCH = 200

/**
 * Tells clients whose free balance has fallen below their mark, once until it is above it again.
 * @returns how many were told
 */
export async function tellLowBalances(ctx: Context, signal: AbortSignal): Promise<number> {
  requireRight(ctx, 'watch_balances')
  let told = 0
  for (let after = 0; !signal.aborted; ) {
    const accounts = await selectWatchedAccounts(ctx.db, businessDay(ctx.now), after, BATCH)
    for (const account of accounts) if (await watch(ctx, account)) told++
    const last = accounts.at(-1)
    if (!last || accounts.length < BATCH) break
    after = last.id
  }
  return told
}

async function watch(ctx: Context, account: WatchedAccountRow): Promise<boolean> {
  const companyId = asCompanyId(account.company_id)
  const free = freeBalance(await figuresOf(ctx, companyId, account.papers))
  const isLow = free < account.low_balance
  if (isLow === (account.low_since !== null)) return false
  return transact(ctx, async (ctx) => {
    if (!(await updateLowSince(ctx.db, account.id, isLow)) || !isLow) return false
    for (const { id, email, locale } of await accountReaders(ctx, companyId)) {
      const props = {
        email,
        contract: account.number,
        free: formatLetterMoney(free, locale),
        mark: formatLetterMoney(account.low_balance, locale),
      }
      await enqueue(ctx, 'low_balance', { to: email, locale, userId: id, props })
    }
    await recordEvent(ctx, { companyId, kind: 'balance.low' })
    return true
  })
}
