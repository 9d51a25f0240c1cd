import { contractOn } from '#app/domain/contracts/contracts.server.ts'
import { addDays, businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import {
  type PromiseRow,
  selectClosedThrough,
  selectLedgerVersionForUpdate,
  selectPromises,
  updateLedgerVersion,
} from '#db/queries/contract-account/accounts.ts'
import { selectPostingContracts } from '#db/queries/contract-account/posting.ts'
import { sumAccount, sumBookedBefore } from '#db/queries/contract-account/totals.ts'
import type { ContractPapers, CouponStatus } from '#db/schema/index.ts'
import { type AccountFigures, daysLeft, freeBalance, PACE_DAYS, spendable } from './account.ts'

/**
 * Whether what is left of a coupon is still owed to the client. One whose last day is over is: it becomes nobody's income
 * by itself.
 */
const IS_OWED: Readonly<Record<CouponStatus, boolean>> = {
  issued: true,
  active: true,
  reserved: true,
  blocked_by_client: true,
  blocked_by_issuer: true,
  expired: true,
  redeemed: false,
  exchanged: false,
  refunded: false,
  cancelled: false,
}
const OWED_STATUSES = (Object.keys(IS_OWED) as CouponStatus[]).filter((status) => IS_OWED[status])

/** A contract as far as its account goes. */
interface KeptAccount {
  account_from: Day | null
  papers: ContractPapers
}

/** A step of whoever reads a company's money. */
export function figuresOf(
  ctx: Context,
  companyId: CompanyId,
  papers: ContractPapers,
): Promise<AccountFigures> {
  const statuses = papers === 'fill' ? OWED_STATUSES : []
  return sumAccount(ctx.db, companyId, businessDay(ctx.now), statuses)
}

export function isKept({ account_from: from }: Pick<KeptAccount, 'account_from'>, today: Day): boolean {
  return from !== null && from <= today
}

/**
 * A step of matching: which of these companies have their account kept by the contract in force, for each of the days.
 */
export async function companiesKeptOn(
  ctx: Context,
  companyIds: readonly CompanyId[],
  days: readonly Day[],
): Promise<ReadonlyMap<Day, ReadonlySet<number>>> {
  const contracts = await selectPostingContracts(ctx.db, companyIds)
  const keptOn = (day: Day) => {
    const inForce = contracts.filter(
      ({ starts_on: from, ends_on: until }) => from <= day && (until === null || until >= day),
    )
    return new Set(inForce.filter((contract) => isKept(contract, day)).map(({ company_id }) => company_id))
  }
  return new Map(days.map((day) => [day, keptOn(day)]))
}

export interface AccountOverview {
  figures: AccountFigures
  free: number
  /** What cards may still spend. */
  spendable: number
  stopLimit: number
  /** Whole days that it lasts at the pace of the last month; null: nothing was spent. */
  days: number | null
  promises: PromiseRow[]
  /** The last closed day. */
  closedThrough: Day
}

/** A company's account today; null: none is kept. */
export async function readAccount(ctx: Context, companyId: CompanyId): Promise<AccountOverview | null> {
  requireRightIn(ctx, companyId, 'see_account')
  const today = businessDay(ctx.now)
  const contract = await contractOn(ctx, companyId, today)
  if (!contract || !isKept(contract, today)) return null
  const figures = await figuresOf(ctx, companyId, contract.papers)
  const [until, since] = [
    await sumBookedBefore(ctx.db, companyId, today),
    await sumBookedBefore(ctx.db, companyId, addDays(today, -PACE_DAYS)),
  ]
  const free = freeBalance(figures)
  return {
    figures,
    free,
    spendable: spendable(figures, contract.stop_limit),
    stopLimit: contract.stop_limit,
    days: daysLeft(free, until.debit - since.debit),
    promises: await selectPromises(ctx.db, companyId, today),
    closedThrough: await selectClosedThrough(ctx.db),
  }
}

export interface AccountPeriod {
  opening: number
  credit: number
  debit: number
  closing: number
}

/** Opening, turnovers and closing of a period, both days included; without a day, from the beginning or until now. */
export async function readPeriod(
  ctx: Context,
  companyId: CompanyId,
  { from, to }: { from?: Day | undefined; to?: Day | undefined },
): Promise<AccountPeriod> {
  requireRightIn(ctx, companyId, 'see_account')
  const before = from ? await sumBookedBefore(ctx.db, companyId, from) : { credit: 0, debit: 0 }
  const until = await sumBookedBefore(ctx.db, companyId, to ? addDays(to, 1) : END_OF_TIME)
  const [credit, debit] = [until.credit - before.credit, until.debit - before.debit]
  const opening = before.credit - before.debit
  return { opening, credit, debit, closing: opening + credit - debit }
}

const END_OF_TIME: Day = '9999-01-01'

/** What a decision at the pump reads of the account, and takes when it spends from it. */
export interface FuelAccount {
  spendable: number
  contractId: number
  /** Of what was read; null: nothing is held. */
  version: number | null
}

/**
 * A step of a decision. `lock` holds the account until the transaction ends, after the card and its group: what another
 * pump is granted meanwhile is in the sums.
 */
export async function readFuelAccount(
  ctx: Context,
  companyId: CompanyId,
  contract: KeptAccount & { id: number; stop_limit: number },
  { lock }: { lock: boolean },
): Promise<FuelAccount | null> {
  if (!isKept(contract, businessDay(ctx.now))) return null
  const version = lock ? ((await selectLedgerVersionForUpdate(ctx.db, contract.id)) ?? null) : null
  const figures = await figuresOf(ctx, companyId, contract.papers)
  return { spendable: spendable(figures, contract.stop_limit), contractId: contract.id, version }
}

/** A step of showing a card: tiyn that the company's cards may still spend; null: no account is kept. */
export async function spendableOf(ctx: Context, companyId: CompanyId): Promise<number | null> {
  const contract = await contractOn(ctx, companyId, businessDay(ctx.now))
  const account = contract && (await readFuelAccount(ctx, companyId, contract, { lock: false }))
  return account?.spendable ?? null
}

/** A step of what spends: on another node somebody may have spent at the same time. @throws DomainError conflict_try_again */
export async function takeFuelAccount(ctx: Context, account: FuelAccount | null): Promise<void> {
  if (!account || account.version === null) return
  if (!(await updateLedgerVersion(ctx.db, account.contractId, account.version))) reject('conflict_try_again')
}
