import type { Evidence } from './evidence.ts'

/** What is noted though it changes no state of the business, each with its reason. */
const ONLY_NOTED: Record<string, string> = {
  'sign_in.refused': 'a counter goes up',
  'sign_in.spray_suspected': 'an alarm',
  'sign_in.guards_overflowed': 'counters go',
  'coupon.qr_shown': 'somebody has seen it',
  'import.adjusted': 'the worker reads the file again',
  'mail.retried': 'N2 follows letters one by one',
  'mail.paused': 'an alarm',
  'mail.resumed': 'the end of an alarm',
}

/** Operations of pumps are a record of their own, which N8 follows. */
const RECORD_OF_PUMPS = new Set(['authorizations', 'reversals'])
/** What an operation that is written there may change. */
const MOVED_BY_FUEL = new Set([
  'account_entries',
  'account_totals',
  'cards',
  'coupons',
  'coupon_totals',
  'fuel_exceptions',
  'status_changes',
  'transactions',
  'transaction_totals',
])

/** Sums of rows: a job counts them anew, once for each company, and nothing of the business changes with it. */
const SUMS_ALONE = 'coupon_totals'

/**
 * N4: whatever changed was audited in the same transaction, or stands in the operations of pumps, and whatever was audited
 * changed something there. By the journal of the database's triggers, so a verb that is added later is held to it too.
 * And the log's seals are whole.
 */
export function auditEqualsChanges({
  changes,
  sealFaults,
}: Pick<Evidence, 'changes' | 'sealFaults'>): string[] {
  const outside = changes.filter(({ operation }) => operation === null)
  const transactions = Map.groupBy(
    changes.filter(({ operation }) => operation !== null),
    ({ operation }) => operation,
  )
  const faults = [...transactions].flatMap(([operation, entries]) => {
    const audited = entries.filter(({ table }) => table === 'audit_log')
    const isFuel = entries.some(({ table }) => RECORD_OF_PUMPS.has(table))
    const changed = entries.filter(({ table }) => table !== 'audit_log' && !RECORD_OF_PUMPS.has(table))
    const isCount = entries.every(({ table }) => table === SUMS_ALONE)
    const unsaid = isCount ? [] : changed.filter(({ table }) => !(isFuel && MOVED_BY_FUEL.has(table)))
    const twice = audited.filter(({ times }) => times > 1)
    const empty = audited.filter((entry) => !(actionOf(entry) in ONLY_NOTED) && changed.length === 0)
    return [
      ...(audited.length === 0 && unsaid.length > 0
        ? [`transaction ${operation} changed without a word: ${namesOf(unsaid)}`]
        : []),
      ...twice.map(({ audited }) => `audited twice in transaction ${operation}: ${audited}`),
      ...empty.map(({ audited }) => `audited, and nothing changed in transaction ${operation}: ${audited}`),
    ]
  })
  return [
    ...sealFaults.map((fault) => `the audit log: ${fault}`),
    ...outside.map((entry) => `changed outside of every transaction: ${namesOf([entry])}`),
    ...faults,
  ]
}

function actionOf({ audited }: Evidence['changes'][number]): string {
  return audited.split(' ')[0] ?? ''
}

function namesOf(entries: Evidence['changes']): string {
  return [...new Set(entries.map(({ table, kind }) => `${kind} of ${table}`))].join(', ')
}
