import * as deciding from '#app/domain/payments/deciding.server.ts'
import * as matching from '#app/domain/payments/matching.server.ts'
import * as payments from '#app/domain/payments/payments.server.ts'
import { type MatrixFile, NOWHERE, readers } from './row.ts'

const keepers = ['administrator', 'operator'] as const
const TARGET = { version: 1, bin: '150140000017', orders: [], rest: 'advance' as const }

export const file: MatrixFile = {
  rows: [
    {
      verb: 'listPayments',
      may: readers,
      call: (ctx) => payments.listPayments(ctx, { status: 'waiting' }),
    },
    { verb: 'findPayment', may: readers, call: (ctx) => payments.findPayment(ctx, NOWHERE) },
    { verb: 'findAnyPayment', may: readers, call: (ctx) => payments.findAnyPayment(ctx, NOWHERE) },
    { verb: 'matchPayment', may: keepers, call: (ctx) => deciding.matchPayment(ctx, NOWHERE, TARGET) },
    {
      verb: 'undoPayment',
      may: keepers,
      call: (ctx) => deciding.undoPayment(ctx, NOWHERE, { version: 1, reason: 'x' }),
    },
    {
      verb: 'setPaymentAside',
      may: keepers,
      call: (ctx) => deciding.setPaymentAside(ctx, NOWHERE, { version: 1, reason: 'x' }),
    },
    {
      verb: 'reopenPayment',
      may: keepers,
      call: (ctx) => deciding.reopenPayment(ctx, NOWHERE, { version: 1 }),
    },
    { verb: 'matchNewPayments', may: ['system'], call: (ctx) => matching.matchNewPayments(ctx) },
    { verb: 'renewNamedPayments', may: ['system'], call: (ctx) => matching.renewNamedPayments(ctx) },
  ],
  steps: {
    demoStatement: 'a step of loadDemo',
    factsOf: 'a step of matching and of findPayment',
    entriesByHand: 'a step of matching and of findPayment',
    bookedByHand: 'a step of matching',
    companiesKeptOn: 'a step of matching',
    lockPayment: 'a step of whoever decides about a payment',
    creditPayment: 'a step of matching and of matchPayment',
    findPaymentsByDigests: 'a step of importing a statement',
    findPaymentsLike: 'a step of importing a statement',
    addPayments: 'a step of importing a statement',
    lockPayments: 'a step of matching and of taking a statement back',
    removePayments: 'a step of taking a statement back',
    lockUnpaidOrder: 'a step of whoever credits money to orders',
    lockUnpaidOrders: 'a step of matching',
    creditOrder: 'a step of whoever credits money to orders',
    uncreditOrder: 'a step of undoPayment',
    bookPayment: 'a step of whoever credits a payment',
    reversePayment: 'a step of undoPayment',
    keepPromises: 'a step of whoever books a payment',
  },
}
