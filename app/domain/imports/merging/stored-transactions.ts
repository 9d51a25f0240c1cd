import { asCompanyId } from '#app/domain/kernel/context.ts'
import type { Receipt, TransactionFacts } from '#app/domain/transactions/transaction-register.server.ts'
import type { TransactionRow } from '#db/queries/transactions/transactions.ts'

export type BookedFacts = TransactionFacts & Receipt

export function factsOfRow(row: TransactionRow): BookedFacts {
  return {
    companyId: asCompanyId(row.company_id),
    stationCode: row.station_code,
    receipt: row.receipt,
    occurredOn: row.occurred_on,
    till: row.till,
    operationId: row.operation_id,
    occurredAt: row.occurred_at,
    instrumentNumber: row.instrument_number,
    cardId: row.card_id,
    couponId: row.coupon_id,
    product: row.product,
    operation: row.operation,
    volume: row.volume,
    price: row.price,
    amount: row.amount,
  }
}
