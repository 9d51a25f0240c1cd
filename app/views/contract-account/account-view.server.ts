import { instrumentName } from '#app/domain/cards/cards.ts'
import type { AccountOverview } from '#app/domain/contract-account/balances.server.ts'
import type { ListedEntryRow } from '#app/domain/contract-account/entries.server.ts'
import type { AccountView, EntryView } from './account-view.ts'

export function accountView(account: AccountOverview): AccountView {
  const { figures, free, spendable, stopLimit, days, promises } = account
  return {
    ...{ ...figures, free, spendable, stopLimit, days },
    promises: promises.map(({ id, amount, paid, until_on: untilOn, reason }) => ({
      ...{ id, untilOn, reason },
      left: amount - paid,
    })),
  }
}

/** `path`: of the account, without a slash at its end. `forStaff`: with who booked it. */
export function entryView(row: ListedEntryRow, path: string, { forStaff }: { forStaff: boolean }): EntryView {
  const { id, kind, amount, memo, product, volume, document, comment } = row
  const { instrument_number: number, transaction_id: transactionId } = row
  return {
    ...{ id, kind, amount, memo, product, volume, document, comment },
    bookedOn: row.booked_on,
    occurredOn: row.occurred_on,
    about: row.station_name ?? row.station_code ?? (document && `№ ${document}`),
    instrument: number === null ? null : instrumentName({ ...row, instrument_number: number }),
    contract: row.contract_number,
    by: forStaff ? row.created_by_email : null,
    // A refuelling that was taken back has no page any more.
    transactionHref:
      forStaff || transactionId === null || number === null ? null : `/transactions/${transactionId}`,
    correctsHref: row.corrects_id === null ? null : `${path}/entries/${row.corrects_id}`,
    href: `${path}/entries/${id}`,
  }
}

export function correctionViews(
  rows: readonly { id: number; amount: number; booked_on: string }[],
  path: string,
): { id: number; amount: number; bookedOn: string; href: string }[] {
  return rows.map(({ id, amount, booked_on: bookedOn }) => {
    return { id, amount, bookedOn, href: `${path}/entries/${id}` }
  })
}
