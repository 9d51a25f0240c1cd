import type { RegisterKind } from '../parsing/kinds.ts'
import { CardMerge } from './cards.server.ts'
import { CompanyMerge } from './companies.server.ts'
import { CouponMerge } from './coupons.server.ts'
import type { Merge } from './merge.ts'
import { PaymentMerge } from './payments.server.ts'
import { StationMerge } from './stations.server.ts'
import { TransactionMerge } from './transactions.server.ts'

/** A merge for one way through the rows; what it changes is kept under the import; `answers` are a person's. */
export function newMerge(
  kind: RegisterKind,
  importId: number,
  answers: Readonly<Record<string, string>>,
): Merge<RegisterKind> {
  switch (kind) {
    case 'companies':
      return new CompanyMerge()
    case 'cards':
      return new CardMerge(importId)
    case 'coupons':
      return new CouponMerge(importId)
    case 'transactions':
      return new TransactionMerge(answers)
    case 'stations':
      return new StationMerge()
    case 'payments':
      return new PaymentMerge(importId, answers)
  }
}
