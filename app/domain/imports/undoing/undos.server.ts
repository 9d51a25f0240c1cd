import type { RegisterKind } from '../parsing/kinds.ts'
import { CardUndo } from './cards.server.ts'
import { CompanyUndo } from './companies.server.ts'
import { CouponUndo } from './coupons.server.ts'
import { PaymentUndo } from './payments.server.ts'
import { StationUndo } from './stations.server.ts'
import { TransactionUndo } from './transactions.server.ts'
import type { Undo } from './undo.ts'

/** `since`: the entry of the audit log that the import made; later ones about its rows are uses of them. */
export function newUndo(kind: RegisterKind, importId: number, since: number): Undo {
  switch (kind) {
    case 'companies':
      return new CompanyUndo(since)
    case 'cards':
      return new CardUndo(importId, since)
    case 'coupons':
      return new CouponUndo(importId, since)
    case 'transactions':
      return new TransactionUndo()
    case 'stations':
      return new StationUndo(since)
    case 'payments':
      return new PaymentUndo(importId)
  }
}
