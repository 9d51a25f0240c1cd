import * as balances from '#app/domain/contract-account/balances.server.ts'
import * as entries from '#app/domain/contract-account/entries.server.ts'
import * as low from '#app/domain/contract-account/low-balance.server.ts'
import * as periods from '#app/domain/contract-account/periods.server.ts'
import * as promises from '#app/domain/contract-account/promises.server.ts'
import * as statements from '#app/domain/contract-account/statements.server.ts'
import { clientRoles } from '#app/domain/kernel/roles.ts'
import { companyOf, type MatrixFile, NOWHERE, readers } from './row.ts'

const keepers = ['administrator', 'operator'] as const
const seers = [...clientRoles, ...readers]

const PERIOD = { from: '2026-10-01', to: '2026-10-31' }
const ENTRY = {
  ...{ kind: 'payment' as const, amount: 100, occurredOn: '2026-11-22' },
  ...{ document: '', reason: '', corrects: '' as const },
}

export const file: MatrixFile = {
  rows: [
    { verb: 'readAccount', may: seers, call: (ctx) => balances.readAccount(ctx, companyOf(ctx)) },
    { verb: 'readPeriod', may: seers, call: (ctx) => balances.readPeriod(ctx, companyOf(ctx), {}) },
    {
      verb: 'readStatement',
      may: seers,
      call: (ctx) => statements.readStatement(ctx, companyOf(ctx), PERIOD),
    },
    {
      verb: 'exportStatement',
      may: seers,
      call: (ctx) => statements.exportStatement(ctx, companyOf(ctx), PERIOD).next(),
    },
    { verb: 'listEntries', may: seers, call: (ctx) => entries.listEntries(ctx, companyOf(ctx), {}) },
    { verb: 'findEntry', may: seers, call: (ctx) => entries.findEntry(ctx, companyOf(ctx), NOWHERE) },
    { verb: 'bookEntry', may: keepers, call: (ctx) => entries.bookEntry(ctx, companyOf(ctx), ENTRY) },
    {
      verb: 'promisePayment',
      may: keepers,
      call: (ctx) =>
        promises.promisePayment(ctx, companyOf(ctx), { amount: 1, untilOn: '2099-01-01', reason: 'x' }),
    },
    {
      verb: 'withdrawPromise',
      may: keepers,
      call: (ctx) => promises.withdrawPromise(ctx, companyOf(ctx), NOWHERE),
    },
    { verb: 'listPeriods', may: readers, call: (ctx) => periods.listPeriods(ctx) },
    {
      verb: 'closePeriod',
      may: ['administrator'],
      call: (ctx) => periods.closePeriod(ctx, { month: '2099-01' }),
    },
    {
      verb: 'tellLowBalances',
      may: ['system'],
      call: (ctx) => low.tellLowBalances(ctx, new AbortController().signal),
    },
  ],
  steps: {
    demoContracts: 'a step of loadDemo',
    demoPayments: 'a step of loadDemo',
    accountReaders: 'a step of whoever writes a letter about a company’s money',
    figuresOf: 'a step of whoever reads a company’s money',
    readFuelAccount: 'a step of a decision at the pump',
    spendableOf: 'a step of showing a card',
    takeFuelAccount: 'a step of a decision at the pump',
    writeEntries: 'a step of whoever books',
    creditRemainder: 'a step of booking a fill',
    reverseRemainderCredit: 'a step of taking a fill back',
    postTransactions: 'a step of whoever adds or changes transactions',
    unpostTransactions: 'a step of whoever takes transactions back',
  },
  open: {
    companyOfEntry: 'says which of the companies that the asker names has it, and nothing of what it is',
  },
}
