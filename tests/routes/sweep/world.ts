import { removeColleague } from '#app/domain/accounts/team.server.ts'
import { PlanBlocks } from '#app/domain/cards/card-blocks.input.server.ts'
import { SaveNamedRule, SaveRule } from '#app/domain/cards/card-rules.input.server.ts'
import { saveCardRule } from '#app/domain/cards/card-rules.server.ts'
import { listPlannedBlocks, planBlocks } from '#app/domain/cards/planned-blocks.server.ts'
import { promisePayment } from '#app/domain/contract-account/promises.server.ts'
import { listDeclines } from '#app/domain/declines/declines.server.ts'
import { listDiscrepancies } from '#app/domain/discrepancies/discrepancies.server.ts'
import { askForHelp, listOpenHelp } from '#app/domain/handovers/driver-help.server.ts'
import { showToDriver } from '#app/domain/handovers/driver-link.server.ts'
import { createOwnApiKey } from '#app/domain/integrations/integrations.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { staffRoles } from '#app/domain/kernel/roles.ts'
import { invoiceOrder } from '#app/domain/orders/order-steps.server.ts'
import { SaveOrder } from '#app/domain/orders/orders.input.server.ts'
import { createOrder, sendOrder } from '#app/domain/orders/orders.server.ts'
import { matchNewPayments } from '#app/domain/payments/matching.server.ts'
import { listPayments } from '#app/domain/payments/payments.server.ts'
import { createPriceList, setPrice } from '#app/domain/prices/prices.server.ts'
import { authorizeByPhone } from '#app/domain/pump-operations/by-phone.server.ts'
import {
  authorize,
  completeAuthorization,
  redeem,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { closeStationShift } from '#app/domain/reconciliation/closing.server.ts'
import { listStationShifts } from '#app/domain/reconciliation/station-shifts.server.ts'
import { requestAccess } from '#app/domain/requests/requests.server.ts'
import { setGroupOfCards } from '#app/domain/rules/group-members.server.ts'
import { createGroup } from '#app/domain/rules/groups.server.ts'
import { findShadow, saveShadow } from '#app/domain/rules/shadows.server.ts'
import { createTemplate } from '#app/domain/rules/templates.server.ts'
import { sendCouponRequest } from '#app/domain/service-requests/coupon-requests.server.ts'
import { sendServiceRequest } from '#app/domain/service-requests/service-requests.server.ts'
import { reportFuelNotReceived } from '#app/domain/signals/reports.server.ts'
import { listSignals } from '#app/domain/signals/signals.server.ts'
import { listNetworkShortages, recordNetworkShortage } from '#app/domain/stations/network-shortages.server.ts'
import { recordShortage } from '#app/domain/stations/outages.server.ts'
import { findStationByCode } from '#app/domain/stations/station-details.server.ts'
import { completeFill, presentAtTill } from '#app/domain/till/selling.server.ts'
import { closeShift, openShift } from '#app/domain/till/shifts.server.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { readOdometer } from '#app/domain/vehicles/readings.server.ts'
import { accountFor, book } from '#tests/support/accounts.ts'
import { announcementFor } from '#tests/support/announcements.ts'
import { binOf } from '#tests/support/api.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { startBulk } from '#tests/support/bulk.ts'
import { createCabinet, newAddress, newBin, type Person } from '#tests/support/fixtures.ts'
import { give, newDriver, newVehicle } from '#tests/support/fleet.ts'
import { handTo } from '#tests/support/handovers.ts'
import { bringIn, check, csv } from '#tests/support/imports.ts'
import { statement } from '#tests/support/payments.ts'
import { fuelAsked, newOperationId, pumpOf } from '#tests/support/pump.ts'
import { readonlyLinkTo } from '#tests/support/readonly-links.ts'
import { bringCards, bringCostlyCard, bringCoupons, bringTransactions } from '#tests/support/registers.ts'
import type { Visitor } from '#tests/support/visitor.ts'
import { webhookWithMessage } from '#tests/support/webhooks.ts'

export const visitorRoles = ['guest', 'viewer', 'manager', 'owner', 'person', ...staffRoles] as const
export type VisitorRole = (typeof visitorRoles)[number]

export type World = Awaited<ReturnType<typeof createWorld>>

/** What stands in company A's things and must never reach anybody else. */
export const HOLDER = 'Тасқынбаев Нұрлан'

/**
 * Two companies with something of everything. A's people are the visitors, one for each role; B's owner is the stranger.
 * `person` was A's once and has no company now.
 */
export async function createWorld() {
  const cabinet = await createCabinet()
  const app: App = await startApp(cabinet)
  const a = await cabinet.company()
  const b = await cabinet.company()
  const people = {
    owner: await cabinet.client(a, 'owner'),
    manager: await cabinet.client(a, 'manager'),
    viewer: await cabinet.client(a, 'viewer'),
    person: await cabinet.client(a, 'viewer'),
    operator: await cabinet.staff('operator'),
    support: await cabinet.staff('support'),
    auditor: await cabinet.staff('auditor'),
    cashier: await cabinet.staff('cashier'),
    administrator: await cabinet.staff('administrator'),
  } satisfies Record<string, Person>
  const stranger = await cabinet.client(b, 'owner')
  await removeColleague(people.owner.ctx, people.person.userId)
  const objects = await createObjects(cabinet, a, people)
  const till = await tillOf(people.cashier, a, objects.card.number ?? '')
  const visitors: Record<VisitorRole, () => Visitor> = {
    guest: () => app.visitor(),
    viewer: () => app.as(people.viewer),
    manager: () => app.as(people.manager),
    owner: () => app.as(people.owner),
    person: () => app.as(people.person),
    operator: () => app.as(people.operator),
    support: () => app.as(people.support),
    auditor: () => app.as(people.auditor),
    cashier: () => {
      const visitor = app.as(people.cashier)
      visitor.cookies.set('till', till.device)
      return visitor
    },
    administrator: () => app.as(people.administrator),
  }
  return {
    cabinet,
    people,
    visitors,
    as: (person: Pick<Person, 'token'>) => app.as(person),
    stranger: app.as(stranger),
    strangersCompany: b as number,
    port: app.port,
    /** Ids of things of company A (or of the staff's side), by the beginning of their pages' patterns. */
    objects: { ...objects, fill: till.fill, shift: till.closed, closedFill: till.closedFill },
    /** Grows with everything that anybody does. */
    async actions(): Promise<number> {
      return (await cabinet.actions()).length
    },
    /** Everything that the web server wrote into its log. */
    logged: () => app.logged,
    async end() {
      await app.stop()
      await cabinet.destroy()
    },
  }
}

type Cabinet = Awaited<ReturnType<typeof createCabinet>>

async function createObjects(
  cabinet: Cabinet,
  a: CompanyId,
  people: Record<'owner' | 'viewer' | 'administrator', Person>,
) {
  const ctx = await cabinet.system()
  const card = await bringCostlyCard(ctx, a, { holder: HOLDER })
  const [coupon] = await bringCoupons(ctx, a, [{}])
  await bringTransactions(ctx, a, [{ cardId: card?.id ?? null, instrumentNumber: card?.number ?? '' }])
  const { invitationId } = await cabinet.invited(a, 'viewer')
  const asker = newAddress('asker')
  await requestAccess(await cabinet.guest(), {
    bin: newBin(),
    companyName: 'ТОО «Жетісу»',
    contactName: 'Айгүл',
    email: asker,
    phone: '+7 701 000 00 00',
    city: '',
    comment: '',
    consent: 'on',
  })
  const register = csv('БИН;Наименование', [[newBin(), 'ТОО «Новая»']])
  const { id: importId } = await check(people.administrator.ctx, 'companies', register)
  if (card) await saveCardRule(people.owner.ctx, a, card.id, SaveRule.parse({ version: 0, perDay: '60' }))
  const fleet = await fleetOf(people.owner, a, card?.id ?? 0)
  const session = await row(cabinet, 'sessions', 'user_id', people.owner.userId)
  return {
    card: { ...card, id: card?.id ?? 0 },
    coupon: { ...coupon, id: coupon?.id ?? 0 },
    ...fleet,
    ...(await handedOver(people.owner, a)),
    company: a as number,
    invitation: invitationId,
    member: people.viewer.userId,
    session: session,
    request: await row(cabinet, 'access_requests', 'email', asker),
    mail: await row(cabinet, 'outbox', 'to_email', asker),
    product: await row(cabinet, 'products', 'code', 'ai92'),
    import: importId,
    apiKey: { id: (await createOwnApiKey(people.owner.ctx, { name: '1C', scopes: ['read'] })).publicId },
    retailersWebhook: await webhookWithMessage(people.administrator),
    webhook: await webhookWithMessage(people.owner),
    announcement: await announcementFor(people.administrator, { bins: await binOf(cabinet, a) }),
    station: await stationWithShortage(cabinet, people.administrator),
    discrepancy: await discrepancyOf(cabinet, people.administrator),
    stationShift: await stationShiftOf(cabinet, people.administrator),
    phone: await askedByPhone(people.administrator, card?.number ?? ''),
    networkShortage: await networkShortageOf(people.administrator),
    ...(await fuelNotReceived(cabinet, a, people, card?.number ?? '')),
    plannedBlock: await planBlock(people.owner, a, card?.id ?? 0),
    unusual: await unusualOf(cabinet, a, card?.id ?? 0),
    bulkChange: await startBulk(people.owner.ctx, a, { action: 'block', ids: [String(card?.id)] }),
    serviceRequest: await sendServiceRequest(people.owner.ctx, a, {
      ...{ kind: 'replacement', number: card?.number ?? '', cause: 'damaged', comment: '' },
    }),
    extension: await couponRequestFor(people.owner, a, 'extension'),
    exchange: await couponRequestFor(people.owner, a, 'exchange'),
    refusal: await refusalOf(cabinet, a, people.administrator, card?.number ?? ''),
    ...(await sharedRules(people.owner.ctx, a, card?.id ?? 0)),
    ...(await contractFor(people.administrator, a)),
    ...(await ordersFor(people, a)),
    payment: await paymentFor(people.administrator, ctx),
  }
}

/** A request for a later last day of a coupon, or for another one. */
async function couponRequestFor(
  { ctx }: Person,
  companyId: CompanyId,
  kind: 'extension' | 'exchange',
): Promise<number> {
  const [coupon] = await bringCoupons(ctx, companyId, [{ validUntil: '2026-10-01' }])
  const shared = { ids: [coupon?.id ?? 0], until: '2028-06-30', comment: '' }
  return sendCouponRequest(
    ctx,
    companyId,
    kind === 'extension' ? { kind, ...shared } : { kind, ...shared, product: 'ai95', volume: null },
  )
}

/** A refuelling that does not fit its card. */
async function unusualOf({ db }: Cabinet, companyId: CompanyId, cardId: number): Promise<number> {
  const transaction = await db
    .selectFrom('transactions')
    .select('id')
    .where('company_id', '=', companyId)
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const { insertId } = await db
    .insertInto('unusual_fills')
    .values({
      ...{ company_id: companyId, transaction_id: transaction.id, card_id: cardId, kind: 'hours' },
      ...{ at_risk: 1_200_000, figures: JSON.stringify({ minute: 60, fills: 30 }), is_open: 1 },
      ...{ settled_at: null, settled_by: null, settled_as: null, note: '' },
    })
    .executeTakeFirstOrThrow()
  return Number(insertId)
}

/** A draft, one of cards alone, one that waits for its payment, and the newest, which waits for its invoice. */
async function ordersFor(people: Record<'owner' | 'administrator', Person>, companyId: CompanyId) {
  const { ctx } = people.owner
  const basket = SaveOrder.parse({ cards: '2' })
  const order = await createOrder(ctx, companyId, basket)
  const invoiced = await createOrder(ctx, companyId, basket)
  await sendOrder(ctx, companyId, invoiced, { version: 1, total: 0 })
  await invoiceOrder(people.administrator.ctx, invoiced)
  const coupons = SaveOrder.parse({ product1: 'ai98', nominal1: '20', quantity1: '5' })
  const payable = await createOrder(ctx, companyId, coupons)
  await sendOrder(ctx, companyId, payable, { version: 1, total: 29_900 * 20 * 5 })
  await invoiceOrder(people.administrator.ctx, payable)
  const sent = await createOrder(ctx, companyId, basket)
  await sendOrder(ctx, companyId, sent, { version: 1, total: 0 })
  return { order, invoiced, payable }
}

/** Of nobody whom we know: it waits for a person. */
async function paymentFor({ ctx }: Person, system: Context): Promise<number> {
  const file = statement([{ number: '77', day: businessDay(ctx.now), amount: 12_300, purpose: 'возврат' }])
  await bringIn(ctx, 'payments', file)
  await matchNewPayments(system)
  return (await listPayments(ctx, { status: 'waiting' })).rows[0]?.id ?? 0
}

/** A contract by a list with a price that begins later, so that it can be withdrawn. */
async function contractFor(by: Person, companyId: CompanyId) {
  const { ctx } = by
  const priceList = await createPriceList(ctx, { name: 'Основной' })
  await setPrice(ctx, priceList, { product: 'diesel', price: 32_500, startsOn: '2098-01-01' })
  await setPrice(ctx, priceList, { product: 'ai98', price: 29_900, startsOn: businessDay(ctx.now) })
  const contract = await accountFor(by, companyId, { priceListId: priceList })
  const entry = await book(by, companyId, { kind: 'payment', amount: '90 000 000' })
  const untilOn = addDays(businessDay(ctx.now), 5)
  const promise = await promisePayment(ctx, companyId, { amount: 100, untilOn, reason: 'Письмо' })
  return { priceList, contract, entry, promise }
}

/** A template, a group with the card, and a rule that is tried for it. */
async function sharedRules(ctx: Context, companyId: CompanyId, cardId: number) {
  const input = SaveNamedRule.parse({ name: 'Гараж', version: '0', perMonth: '9000' })
  const template = await createTemplate(ctx, companyId, input)
  const group = await createGroup(ctx, companyId, input)
  await setGroupOfCards(ctx, companyId, group.id, { cardIds: [cardId] })
  const of = { owner: 'group', id: group.id } as const
  await saveShadow(ctx, companyId, of, input.rule)
  return {
    template: template.id,
    group: group.id,
    shadow: (await findShadow(ctx, companyId, of))?.id ?? 0,
  }
}

/** A coupon of its own with a driver who asks for help. */
async function handedOver({ ctx }: Person, a: CompanyId) {
  const [coupon] = await bringCoupons(ctx, a, [{}])
  const { id, token } = await handTo(ctx, a, [coupon?.id ?? 0])
  const guest = { ...ctx, actor: { kind: 'guest' } as const }
  const { phone } = await showToDriver(guest, token, { phone: undefined })
  await askForHelp(guest, token, phone, { said: 'other', position: 1 })
  const { id: readonlyLink } = await readonlyLinkTo(ctx, a)
  return { handover: id, help: (await listOpenHelp(ctx, a))[0]?.id ?? 0, readonlyLink }
}

/** A driver and a vehicle that have the card, with a reading. */
async function fleetOf({ ctx }: Person, a: CompanyId, cardId: number) {
  const driver = await newDriver(ctx, a, { name: HOLDER })
  const vehicle = await newVehicle(ctx, a, { tank: '60', norm: '9,5' })
  await give(ctx, a, { kind: 'card', id: cardId }, { driver, vehicle })
  await readOdometer(ctx, a, vehicle, { km: 90_000, date: '', confirmed: false })
  return { driver, vehicle }
}

/** A closed shift, and an open one with a fill, on the phone that opened it. */
async function tillOf({ ctx }: Person, a: CompanyId, cardNumber: string) {
  const earlier = await openShift(ctx, { pin: '2468' })
  const ask = { code: cardNumber, volume: 1_000, product: 'ai92' }
  // The account has a price of this product, so that the fill is charged.
  const [card] = await bringCards(ctx, a, [{ products: ['ai98'] }])
  const asked = { ...ask, code: card?.number ?? '', product: 'ai98' }
  const sold = await presentAtTill(ctx, earlier.device, asked)
  const { status } = await completeFill(ctx, earlier.device, sold.id, { volume: 1_000 })
  if (sold.status !== 'held' || status !== 'completed') throw new Error('the fill was not charged')
  await closeShift(ctx, earlier.device)
  const { device } = await openShift(ctx, { pin: '2468' })
  const { id } = await presentAtTill(ctx, device, ask)
  return { device, fill: id, closed: earlier.id, closedFill: sold.id }
}

/** Fuel that nobody had been asked about. */
async function discrepancyOf(cabinet: Cabinet, { ctx }: Person): Promise<number> {
  const { operationId, ...authorization } = fuelAsked('nowhere', { by: 'qr', payload: 'made-up' })
  await completeAuthorization(await pumpOf(cabinet), operationId, { volume: 20_000, authorization })
  return (await listDiscrepancies(ctx, { status: 'open' })).discrepancies[0]?.id ?? 0
}

/** Closed by a station's system, with a fill that the cabinet knows nothing of. */
async function stationShiftOf(cabinet: Cabinet, { ctx }: Person): Promise<number> {
  await closeStationShift(await pumpOf(cabinet), {
    ...{ shiftId: 'shift-1', station: await cabinet.station(), totals: [] },
    operations: [{ operationId: newOperationId(), volume: 20_000 }],
    openedAt: new Date(Date.now() - 3_600_000),
    closedAt: new Date(Date.now() - 60_000),
  })
  return (await listStationShifts(ctx, {})).rows[0]?.id ?? 0
}

/** By telephone, for a station that nobody knows. */
async function askedByPhone({ ctx }: Person, code: string): Promise<number> {
  return (await authorizeByPhone(ctx, { code, station: 'nowhere', product: 'ai92', volume: 1_000 })).id
}

/** Of the card, next year. */
async function planBlock({ ctx }: Person, a: CompanyId, cardId: number): Promise<number> {
  await planBlocks(ctx, a, cardId, PlanBlocks.parse({ holidays: ['2097-12-16'] }))
  return (await listPlannedBlocks(ctx, a, cardId)).blocks[0]?.id ?? 0
}

/** At every station. */
async function networkShortageOf({ ctx }: Person): Promise<number> {
  const shortage = { product: 'ai98', cap: 100_000, reason: '', startsAt: null, endsAt: null }
  await recordNetworkShortage(ctx, shortage)
  return (await listNetworkShortages(ctx))[0]?.id ?? 0
}

/** Fuel of the card that the owner says was not received. */
async function fuelNotReceived(
  cabinet: Cabinet,
  a: CompanyId,
  { owner, administrator }: { owner: Person; administrator: Person },
  number: string,
): Promise<{ transaction: number; signal: number }> {
  const asked = fuelAsked(await cabinet.station(), { by: 'card', number })
  await redeem(await pumpOf(cabinet), { ...asked, volume: 1_000, price: 20_000 })
  const [fuel] = await lastTransactions(owner.ctx, a, {}, 1)
  await reportFuelNotReceived(owner.ctx, a, fuel?.id ?? 0, { note: '' })
  const { signals } = await listSignals(administrator.ctx, { status: 'open' })
  return { transaction: fuel?.id ?? 0, signal: signals[0]?.id ?? 0 }
}

/** The card, at a station that nobody knows. */
async function refusalOf(cabinet: Cabinet, a: CompanyId, { ctx }: Person, number: string): Promise<number> {
  await authorize(await pumpOf(cabinet), fuelAsked('nowhere', { by: 'card', number }))
  return (await listDeclines(ctx, a, {})).rows[0]?.id ?? 0
}

/** Open, and short of a product. */
async function stationWithShortage(cabinet: Cabinet, { ctx }: Person) {
  const code = await cabinet.station()
  const { version, id } = await findStationByCode(ctx, code)
  await recordShortage(ctx, code, {
    ...{ product: 'ai92', cap: null, reason: '', version },
    ...{ startsAt: null, endsAt: null },
  })
  const [outage] = (await findStationByCode(ctx, code)).outages
  return { id, code, outage: outage?.id ?? 0 }
}

async function row(
  { db }: Cabinet,
  table: 'sessions' | 'access_requests' | 'outbox' | 'products',
  column: 'user_id' | 'email' | 'to_email' | 'code',
  value: string | number,
): Promise<number> {
  const found = await db
    .selectFrom(table)
    .select('id')
    .where(column as never, '=', value as never)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return found.id
}

const NOWHERE = '999999999'
/** Parameters that name a thing by themselves. */
const NAMED_BY = ['id', 'code']

/** By the longest beginning of the pattern; a page with parameters that is not here fails the sweep. */
function parametersByBeginning({ objects }: Pick<World, 'objects'>): Record<string, Record<string, string>> {
  const id = (value: number) => ({ id: String(value) })
  return {
    '/cards/:id': id(objects.card.id),
    '/cards/:id/blocks/:blockId': { ...id(objects.card.id), blockId: String(objects.plannedBlock) },
    '/rules/:id': id(objects.template),
    '/rules/shadows/:id': id(objects.shadow),
    '/groups/:id': id(objects.group),
    '/coupons/:id': id(objects.coupon.id),
    '/handovers/:id': { ...id(objects.handover), helpId: String(objects.help) },
    '/d/:token': { token: 'a'.repeat(43) },
    '/r/:token': { token: 'a'.repeat(43) },
    '/readonly-links/:id': id(objects.readonlyLink),
    '/drivers/:id': id(objects.driver),
    '/vehicles/:id': id(objects.vehicle),
    '/team/:id': id(objects.member),
    '/team/invitations/:id': id(objects.invitation),
    '/profile/sessions/:id': id(objects.session),
    '/admin/companies/:id': id(objects.company),
    '/admin/companies/:id/contracts/:contractId': {
      ...id(objects.company),
      contractId: String(objects.contract),
    },
    '/admin/companies/:id/account/entries/:entryId': {
      ...id(objects.company),
      entryId: String(objects.entry),
    },
    '/admin/companies/:id/account/promises/:promiseId': {
      ...id(objects.company),
      promiseId: String(objects.promise),
    },
    '/account/entries/:id': id(objects.entry),
    '/orders/:id': id(objects.order),
    '/orders/:id/invoice': id(objects.payable),
    '/orders/:id/invoice.pdf': id(objects.payable),
    '/admin/orders/:id': id(objects.invoiced),
    '/admin/orders/:id/invoice': id(objects.payable),
    '/admin/orders/:id/invoice.pdf': id(objects.payable),
    '/admin/payments/:id': id(objects.payment),
    '/admin/prices/:id': id(objects.priceList),
    '/admin/companies/:id/cards/:cardId': { ...id(objects.company), cardId: String(objects.card.id) },
    '/admin/companies/:id/coupons/:couponId': { ...id(objects.company), couponId: String(objects.coupon.id) },
    '/admin/invitations/:id': id(objects.invitation),
    '/till/authorizations/:id': id(objects.fill),
    '/till/scan/:id': id(objects.fill),
    '/till/shifts/:id': id(objects.shift),
    '/admin/shifts/:id/fills/:fillId': { ...id(objects.shift), fillId: String(objects.closedFill) },
    '/admin/shifts/:id': id(objects.shift),
    '/admin/phone-authorizations/:id': id(objects.phone),
    '/admin/station-shifts/:id': id(objects.stationShift),
    '/unusual/:id': id(objects.unusual),
    '/bulk-changes/:id': id(objects.bulkChange),
    '/service-requests/:id': id(objects.serviceRequest),
    '/admin/service-requests/:id': id(objects.serviceRequest),
    '/admin/service-requests/:id/extend': id(objects.extension),
    '/admin/service-requests/:id/exchange': id(objects.exchange),
    '/refusals/:id': id(objects.refusal),
    '/admin/refusals/:id': id(objects.refusal),
    '/admin/exceptions/:id': id(objects.discrepancy),
    '/admin/signals/:id': id(objects.signal),
    '/admin/stations-network/:id': id(objects.networkShortage),
    '/transactions/:id': id(objects.transaction),
    '/admin/requests/:id': id(objects.request),
    '/admin/users/:id': id(objects.member),
    '/admin/mail/:id': id(objects.mail),
    '/admin/products/:id': id(objects.product),
    '/admin/products/substitutions/:id': id(objects.product),
    '/stations/:code': { code: objects.station.code },
    '/integrations/:id': { id: objects.apiKey.id },
    '/admin/api-keys/:id': { id: objects.apiKey.id },
    '/admin/stations/:code': { code: objects.station.code },
    '/admin/stations/:code/outages/:id': { code: objects.station.code, ...id(objects.station.outage) },
    '/integrations/webhooks/:id': { ...id(objects.webhook.id), deliveryId: String(objects.webhook.message) },
    '/admin/webhooks/:id': {
      ...id(objects.retailersWebhook.id),
      deliveryId: String(objects.retailersWebhook.message),
    },
    '/announcements/:id': id(objects.announcement),
    '/admin/announcements/:id': id(objects.announcement),
    '/admin/imports/:id': id(objects.import),
    '/mailbox/:id': id(objects.mail),
    '/mailbox/templates/:template': { template: 'invitation', locale: 'ru' },
    '/words/:file': { file: 'ru-guest-x.js' },
    '/invitation/:token': { token: 'a'.repeat(43) },
    '/set-password/:token': { token: 'a'.repeat(43) },
  }
}

/** What a page's parameters are: `there` names company A's thing, `nowhere` a thing that nobody has. */
export function parametersOf(world: Pick<World, 'objects'>, pattern: string) {
  if (!pattern.includes(':')) return { there: {}, nowhere: {} }
  const [beginning, there] =
    Object.entries(parametersByBeginning(world))
      .filter(([candidate]) => pattern === candidate || pattern.startsWith(`${candidate}/`))
      .sort(([one], [other]) => other.length - one.length)[0] ?? []
  if (!beginning || !there) {
    throw new Error(`${pattern} has parameters: say in tests/routes/sweep/world.ts what they name`)
  }
  const nowhere = Object.fromEntries(
    Object.entries(there).map(([name, value]) => [name, NAMED_BY.includes(name) ? NOWHERE : value]),
  )
  return { there, nowhere }
}
