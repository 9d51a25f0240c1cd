import type { AccountFilter } from '#app/domain/contract-account/account.input.server.ts'
import { readAccount, readPeriod } from '#app/domain/contract-account/balances.server.ts'
import { listEntries } from '#app/domain/contract-account/entries.server.ts'
import { lastMonths } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { accountView, entryView } from './account-view.server.ts'
import type { AccountView } from './account-view.ts'
import type { EntryListView } from './entry-list.tsx'

/** What the page of an account shows; null: no account is kept. */
export async function accountPage(
  ctx: Context,
  companyId: CompanyId,
  filter: AccountFilter,
  { path, forStaff }: { path: string; forStaff: boolean },
): Promise<{ account: AccountView; entries: EntryListView } | null> {
  const account = await readAccount(ctx, companyId)
  if (!account) return null
  const { from, to } = filter
  const { rows, previousCursor, nextCursor } = await listEntries(ctx, companyId, filter)
  return {
    account: accountView(account),
    entries: {
      rows: rows.map((row) => entryView(row, path, { forStaff })),
      period: await readPeriod(ctx, companyId, { from, to }),
      filter: { from, to },
      months: lastMonths(ctx.now),
      ...{ previousCursor, nextCursor },
    },
  }
}
