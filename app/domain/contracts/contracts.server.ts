import { record } from '#app/domain/audit/audit.server.ts'
import { holdCompany } from '#app/domain/companies/lock.server.ts'
import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight, requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { isPriceList } from '#app/domain/prices/prices.server.ts'
import {
  type ContractRow,
  insertContract,
  selectContract,
  selectContractOn,
  selectContracts,
  selectSupplierAccounts,
  updateContract,
} from '#db/queries/contracts/contracts.ts'
import { updateCouponValues } from '#db/queries/contracts/coupon-values.ts'
import type { EditContract, NewContract } from './contracts.input.server.ts'

export type { ContractRow }

/** A company's contracts, the newest first. */
export async function listContracts(ctx: Context, companyId: CompanyId): Promise<ContractRow[]> {
  requireRightIn(ctx, companyId, 'see_contract')
  return selectContracts(ctx.db, companyId)
}

/** @throws DomainError contract_not_found */
export async function findContract(ctx: Context, companyId: CompanyId, id: number): Promise<ContractRow> {
  requireRightIn(ctx, companyId, 'see_contract')
  return (await selectContract(ctx.db, companyId, id)) ?? reject('contract_not_found')
}

/** The one that is in force today; null: the company has none. */
export async function findContractInForce(ctx: Context, companyId: CompanyId): Promise<ContractRow | null> {
  requireRightIn(ctx, companyId, 'see_contract')
  return contractOn(ctx, companyId, businessDay(ctx.now))
}

/** A step of whoever books or decides for a company: its contract on a day. */
export async function contractOn(ctx: Context, companyId: CompanyId, day: Day): Promise<ContractRow | null> {
  return (await selectContractOn(ctx.db, companyId, day)) ?? null
}

/** A step of issuing an order: the contract that it was sent by. @throws DomainError contract_not_found */
export async function contractWithId(ctx: Context, companyId: CompanyId, id: number): Promise<ContractRow> {
  return (await selectContract(ctx.db, companyId, id)) ?? reject('contract_not_found')
}

/** A step of matching: which of these accounts are ours, as any contract has them, without spaces. */
export async function supplierAccounts(
  ctx: Context,
  accounts: readonly string[],
): Promise<ReadonlySet<string>> {
  return new Set(await selectSupplierAccounts(ctx.db, [...new Set(accounts)]))
}

/** The contract that a paper of a period ending on a day names: of that day, or else of today. */
export async function contractForPaper(
  ctx: Context,
  companyId: CompanyId,
  day: Day,
): Promise<ContractRow | null> {
  requireRightIn(ctx, companyId, 'see_contract')
  return (await contractOn(ctx, companyId, day)) ?? contractOn(ctx, companyId, businessDay(ctx.now))
}

/** @returns its id. @throws DomainError company_not_found, price_list_not_found, contract_overlaps */
export function createContract(ctx: Context, companyId: CompanyId, input: NewContract): Promise<number> {
  const userId = requireContractEditor(ctx)
  return transact(ctx, async (ctx) => {
    if (!(await holdCompany(ctx, companyId))) reject('company_not_found')
    await rejectUnfit(ctx, companyId, input, null)
    const columns = columnsOf(input)
    const id = await insertContract(ctx.db, { ...columns, company_id: companyId, created_by: userId })
    if (input.accountFrom) await updateCouponValues(ctx.db, companyId)
    const { number } = input
    await record(ctx, 'contract.created', { kind: 'contract', id, companyId }, { number })
    return id
  })
}

/** @throws DomainError contract_not_found, conflict_try_again, price_list_not_found, contract_overlaps */
export function editContract(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { version, ...input }: EditContract,
): Promise<void> {
  requireContractEditor(ctx)
  return transact(ctx, async (ctx) => {
    await holdCompany(ctx, companyId)
    const before = (await selectContract(ctx.db, companyId, id)) ?? reject('contract_not_found')
    if (before.version !== version) reject('conflict_try_again')
    await rejectUnfit(ctx, companyId, input, id)
    const change = columnsOf(input)
    const columns = Object.keys(change) as (keyof typeof change)[]
    const changed = columns.filter((name) => before[name] !== change[name])
    if (changed.length === 0) return
    if (!(await updateContract(ctx.db, id, version, change))) reject('conflict_try_again')
    if (input.accountFrom && before.account_from === null) await updateCouponValues(ctx.db, companyId)
    const fields = [...new Set(changed.map((column) => NAMED[column] ?? 'details'))]
    const data = { number: input.number, fields }
    await record(ctx, 'contract.edited', { kind: 'contract', id, companyId }, data)
  })
}

async function rejectUnfit(
  ctx: Context,
  companyId: CompanyId,
  { priceListId, startsOn, endsOn }: NewContract,
  own: number | null,
): Promise<void> {
  if (priceListId !== null && !(await isPriceList(ctx, priceListId)))
    reject('price_list_not_found', { field: 'priceListId' })
  const others = (await selectContracts(ctx.db, companyId)).filter(({ id }) => id !== own)
  const meets = others.find(
    (other) =>
      (endsOn === '' || other.starts_on <= endsOn) && (other.ends_on === null || other.ends_on >= startsOn),
  )
  if (meets) reject('contract_overlaps', { field: 'startsOn', params: { number: meets.number } })
}

/** What the audit log calls a column; the rest are the details of the two sides. */
const NAMED: Partial<Record<keyof ContractRow, string>> = {
  number: 'contract_number',
  signed_on: 'signed_on',
  starts_on: 'period',
  ends_on: 'period',
  price_list_id: 'price_list',
  discount: 'discount',
  vat: 'vat',
  papers: 'papers',
  terms: 'terms',
  account_from: 'account',
  stop_limit: 'account',
  low_balance: 'account',
  min_order: 'orders',
  coupon_months: 'orders',
  coupon_remainder: 'remainder',
}

function columnsOf(input: NewContract) {
  return {
    number: input.number,
    signed_on: input.signedOn,
    starts_on: input.startsOn,
    ends_on: input.endsOn || null,
    price_list_id: input.priceListId,
    discount: input.discount,
    vat: input.vat,
    papers: input.papers,
    terms: input.comment,
    account_from: input.accountFrom || null,
    stop_limit: input.stopLimit ?? 0,
    low_balance: input.lowBalance,
    min_order: input.minOrder ?? 0,
    coupon_months: input.couponMonths,
    coupon_remainder: input.couponRemainder,
    supplier_name: input.supplierName,
    supplier_bin: input.supplierBin,
    supplier_address: input.supplierAddress,
    supplier_iban: input.supplierIban,
    supplier_kbe: input.supplierKbe,
    supplier_bank: input.supplierBank,
    supplier_bic: input.supplierBic,
    buyer_address: input.buyerAddress,
    buyer_iban: input.buyerIban,
    buyer_kbe: input.buyerKbe,
    buyer_bank: input.buyerBank,
    buyer_bic: input.buyerBic,
  }
}

function requireContractEditor(ctx: Context): number {
  requireRight(ctx, 'edit_contracts')
  return ctx.actor.kind === 'staff' ? ctx.actor.userId : reject('not_allowed')
}
