import { updateProfile } from '#app/domain/accounts/profile.server.ts'
import { disableUser } from '#app/domain/accounts/user-status.server.ts'
import { readAnnouncement } from '#app/domain/announcements/announcements.server.ts'
import { undoBulkChange } from '#app/domain/bulk-changes/bulk-changes.server.ts'
import { carryOutBulkChanges } from '#app/domain/bulk-changes/carrying-out.server.ts'
import { PlanBlocks } from '#app/domain/cards/card-blocks.input.server.ts'
import { blockCard, unblockCard } from '#app/domain/cards/card-blocks.server.ts'
import { PermitMore, SaveNamedRule, SaveRule } from '#app/domain/cards/card-rules.input.server.ts'
import { permitMore, saveCardRule } from '#app/domain/cards/card-rules.server.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { planBlocks } from '#app/domain/cards/planned-blocks.server.ts'
import { closeCompany, findCompany } from '#app/domain/companies/companies.server.ts'
import { listEntries } from '#app/domain/contract-account/entries.server.ts'
import { promisePayment } from '#app/domain/contract-account/promises.server.ts'
import { NewContract } from '#app/domain/contracts/contracts.input.server.ts'
import { createContract } from '#app/domain/contracts/contracts.server.ts'
import { blockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { listDeclines } from '#app/domain/declines/declines.server.ts'
import { listDiscrepancies, settleDiscrepancy } from '#app/domain/discrepancies/discrepancies.server.ts'
import { archiveDriver } from '#app/domain/drivers/drivers.server.ts'
import { askForHelp } from '#app/domain/handovers/driver-help.server.ts'
import { showToDriver } from '#app/domain/handovers/driver-link.server.ts'
import { recallHandover } from '#app/domain/handovers/recalling.server.ts'
import { adjustImport } from '#app/domain/imports/imports.server.ts'
import { workOnImport } from '#app/domain/imports/work.server.ts'
import { NewApiKey } from '#app/domain/integrations/integrations.input.server.ts'
import { createApiKey } from '#app/domain/integrations/integrations.server.ts'
import { setProductCode } from '#app/domain/integrations/product-codes.server.ts'
import { requestPasswordReset } from '#app/domain/invitations/forgot-password.server.ts'
import { revokeInvitation } from '#app/domain/invitations/revocation.server.ts'
import { addDays, businessDay, type Day, fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { invoiceOrder, payOrder } from '#app/domain/orders/order-steps.server.ts'
import { payOrderInput, SaveOrder } from '#app/domain/orders/orders.input.server.ts'
import { createOrder, findOrder, sendOrder } from '#app/domain/orders/orders.server.ts'
import { matchPayment, setPaymentAside, undoPayment } from '#app/domain/payments/deciding.server.ts'
import { matchNewPayments } from '#app/domain/payments/matching.server.ts'
import { listPayments } from '#app/domain/payments/payments.server.ts'
import { createPriceList, setPrice } from '#app/domain/prices/prices.server.ts'
import { listProducts } from '#app/domain/products/products.server.ts'
import { authorizeByPhone } from '#app/domain/pump-operations/by-phone.server.ts'
import {
  authorize,
  completeAuthorization,
  redeem,
  reverseAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { beginVisit } from '#app/domain/readonly-links/reading.server.ts'
import { revokeReadonlyLink } from '#app/domain/readonly-links/readonly-links.server.ts'
import { closeStationShift } from '#app/domain/reconciliation/closing.server.ts'
import { listStationShifts } from '#app/domain/reconciliation/station-shifts.server.ts'
import { declineRequest, requestAccess } from '#app/domain/requests/requests.server.ts'
import { setGroupOfCards } from '#app/domain/rules/group-members.server.ts'
import { createGroup } from '#app/domain/rules/groups.server.ts'
import { saveShadow } from '#app/domain/rules/shadows.server.ts'
import { assignTemplate } from '#app/domain/rules/template-cards.server.ts'
import { createTemplate } from '#app/domain/rules/templates.server.ts'
import { refuseServiceRequest, takeServiceRequest } from '#app/domain/service-requests/answering.server.ts'
import { sendCouponRequest } from '#app/domain/service-requests/coupon-requests.server.ts'
import { exchangeCouponsOf } from '#app/domain/service-requests/exchanging.server.ts'
import { extendCouponsOf } from '#app/domain/service-requests/extending.server.ts'
import type { SendServiceRequest } from '#app/domain/service-requests/service-requests.input.server.ts'
import { sendServiceRequest } from '#app/domain/service-requests/service-requests.server.ts'
import { findSignals } from '#app/domain/signals/finding.server.ts'
import { reportFuelNotReceived } from '#app/domain/signals/reports.server.ts'
import { listSignals, settleSignal } from '#app/domain/signals/signals.server.ts'
import { setSuspicion } from '#app/domain/signals/suspicions.server.ts'
import { recordNetworkShortage } from '#app/domain/stations/network-shortages.server.ts'
import { closeStation, recordShortage } from '#app/domain/stations/outages.server.ts'
import { findStationByCode } from '#app/domain/stations/station-details.server.ts'
import { setIssuerStations } from '#app/domain/stations/station-rules.server.ts'
import { addStations } from '#app/domain/stations/stations.server.ts'
import { NewSubstitution } from '#app/domain/stations/substitutions.input.server.ts'
import { addSubstitution } from '#app/domain/stations/substitutions.server.ts'
import { takeBackFill } from '#app/domain/till/closed-fills.server.ts'
import { completeFill, presentAtTill } from '#app/domain/till/selling.server.ts'
import { closeShift, openShift, unlockShift } from '#app/domain/till/shifts.server.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { findUnusualFills } from '#app/domain/unusual/finding.server.ts'
import { listUnusual, settleUnusual } from '#app/domain/unusual/unusual.server.ts'
import { readFillOdometer, readOdometer } from '#app/domain/vehicles/readings.server.ts'
import { listWebhookDeliveries, sendTestWebhook } from '#app/domain/webhooks/deliveries.server.ts'
import { sendDueWebhooks } from '#app/domain/webhooks/dispatch.server.ts'
import { disableWebhook } from '#app/domain/webhooks/endpoints.server.ts'
import type { WebhookAnswer } from '#app/domain/webhooks/transport.server.ts'
import { type Locale, locales } from '#locales/index.ts'
import { book } from '#tests/support/accounts.ts'
import { announcementFor } from '#tests/support/announcements.ts'
import { startBulk } from '#tests/support/bulk.ts'
import { system } from '#tests/support/context.ts'
import { contractTyped } from '#tests/support/contracts.ts'
import { type Cabinet, newAddress, newBin, type Person } from '#tests/support/fixtures.ts'
import { give, newDriver, newVehicle } from '#tests/support/fleet.ts'
import { handTo } from '#tests/support/handovers.ts'
import { bringIn, check, csv, running } from '#tests/support/imports.ts'
import { statement } from '#tests/support/payments.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { readonlyLinkTo } from '#tests/support/readonly-links.ts'
import { bringCards, bringCoupons, bringTransactions, newCardNumber } from '#tests/support/registers.ts'
import { nowhere, webhookSender, webhookTo } from '#tests/support/webhooks.ts'

export type Scene = Awaited<ReturnType<typeof setScene>>

/** Cashiers with an open shift each, and another one that is closed; what they sold, the oldest first. */
async function workAtTills(cabinet: Cabinet, companyId: CompanyId) {
  const people = await threeOf(() => cabinet.staff('cashier'))
  const shifts: number[] = []
  const fills: { held: number; done: number }[] = []
  const closedFills: { shift: number; fill: number }[] = []
  const atWork = async ({ ctx, token }: Person) => {
    const [card] = await bringCards(ctx, companyId, [{ products: ['diesel'] }])
    const code = card?.number ?? ''
    const earlier = await openShift(ctx, { pin: '2468' })
    const sold = await presentAtTill(ctx, earlier.device, { code, volume: 20_000 })
    await completeFill(ctx, earlier.device, sold.id, { volume: 20_000 })
    await closeShift(ctx, earlier.device)
    closedFills.push({ shift: earlier.id, fill: sold.id })
    const { id, device } = await openShift(ctx, { pin: '2468' })
    const done = await presentAtTill(ctx, device, { code, volume: 20_000 })
    await completeFill(ctx, device, done.id, { volume: 20_500 })
    const held = await presentAtTill(ctx, device, { code, volume: 30_000, pump: '4' })
    shifts.push(earlier.id, id)
    fills.push({ held: held.id, done: done.id })
    /** Enters the PIN again: the till locks itself while the other pages are looked at. */
    const unlock = async () => unlockShift(await cabinet.contextOf(token), device, { pin: '2468' })
    return { token, till: device, unlock }
  }
  const cashiers = {
    en: await atWork(people.en),
    ru: await atWork(people.ru),
    kk: await atWork(people.kk),
  }
  const { shift, fill } = closedFills.at(-1) ?? { shift: 0, fill: 0 }
  const { ctx } = await cabinet.staff('operator')
  await takeBackFill(ctx, shift, fill, { volume: 20_000, reason: 'Карта другого клиента' })
  return { cashiers, shifts, fills, closedFills }
}

/** A fortnight's leave and two holidays. */
const BLOCKS_TO_COME = {
  ...{ from: '2097-07-01T08:00', until: '2097-07-15T20:00', cause: 'driver_away', reason: 'Отпуск водителя' },
  holidays: ['2097-12-16', '2098-03-21/2098-03-23'],
}

/** A cabinet in the middle of its life: something of every kind and in every state, for whoever looks at its pages. */
export async function setScene(cabinet: Cabinet) {
  const companyId = await cabinet.company({ name: 'ТОО «Қазақ Логистика»', city: 'Қарағанды' })
  const secondId = await cabinet.company({ name: 'ТОО «Жетісу Агро»' })
  const [staff, owners] = [
    await threeOf(() => cabinet.staff('administrator')),
    await threeOf(() => cabinet.client(companyId)),
  ]
  const administrator = staff.ru
  const fuel = await bringFuel(cabinet, companyId)
  await ruleCard(owners.ru, companyId, fuel.cardId)
  const fleet = await manageFleet(owners.ru, companyId, fuel)
  const handed = await handOverSome(owners.ru, companyId, fleet)
  const shared = await shareRules(owners.ru, companyId, [
    fuel.cardId,
    fuel.ownBlockedCardId,
    fuel.blockedCardId,
  ])
  await blockCard(owners.ru.ctx, companyId, fuel.ownBlockedCardId, { reason: 'Потеряна 19 ноября' })
  await planBlocks(owners.ru.ctx, companyId, fuel.cardId, PlanBlocks.parse({ ...BLOCKS_TO_COME }))
  await blockCoupon(owners.ru.ctx, companyId, fuel.ownBlockedCouponId, { reason: '' })
  await disturbStations(administrator)
  return {
    companyId,
    secondId,
    stationCodes: [SHORT, CLOSED],
    staff,
    owners,
    ...(await workAtTills(cabinet, companyId)),
    outsiders: await threeOf(() => outsider(cabinet, administrator)),
    ...fuel,
    ...fleet,
    ...shared,
    ...handed,
    ...(await shareFigures(cabinet, owners.ru, companyId)),
    ...(await inviteSome(cabinet, administrator, companyId)),
    ...(await askForAccess(cabinet, administrator)),
    ...(await importSome(administrator)),
    ...(await fuelOtherwise(cabinet, administrator, secondId)),
    ...(await closeShifts(cabinet, administrator, companyId)),
    ...(await suspicious(cabinet, administrator, owners.ru, companyId)),
    ...(await decline(cabinet, administrator, companyId)),
    ...(await letterWithLink(cabinet, owners.ru)),
    unusualIds: await refuelUnusually(cabinet, owners.ru, companyId),
    bulkChangeIds: await changeMany(owners.ru, companyId),
    serviceRequestIds: await askIssuer(administrator, owners.ru, companyId, fuel.cardId),
    ...(await agree(cabinet, administrator, companyId)),
    orderIds: await order(administrator, owners.ru, companyId),
    paymentIds: await receivePayments(cabinet, administrator, companyId),
    productId: (await listProducts(administrator.ctx))[0]?.id ?? 0,
    announcementId: await announce(administrator, owners.en),
    keyId: await keyWithCodes(administrator),
    webhook: await webhooksOf(cabinet, owners.ru),
    retailersWebhook: await webhooksOf(cabinet, administrator),
    userId: owners.ru.userId,
    disabledId: await disabled(cabinet, administrator, companyId),
  }
}

/** A card whose refuellings do not fit it, one of them looked at. */
async function refuelUnusually(cabinet: Cabinet, { ctx }: Person, companyId: CompanyId): Promise<number[]> {
  const [card] = await bringCards(ctx, companyId, [{ products: [] }])
  if (!card) return []
  const vehicle = await newVehicle(ctx, companyId, { product: 'diesel', tank: '80' })
  const yesterday = addDays(businessDay(ctx.now), -1)
  await give(ctx, companyId, { kind: 'card', id: card.id }, { vehicle, date: addDays(yesterday, -5) })
  const fill = (clock: string, more: Parameters<typeof bringTransactions>[2][number]) => ({
    ...{ cardId: card.id, instrumentNumber: card.number, occurredOn: yesterday },
    occurredAt: fromAlmatyWallClock(`${yesterday}T${clock}`),
    ...more,
  })
  await bringTransactions(ctx, companyId, [
    fill('09:00:00', { volume: 120_000, amount: 3_600_000 }),
    fill('09:06:00', { volume: 60_000, amount: 1_800_000 }),
    fill('15:00:00', { product: 'ai95', volume: 40_000, amount: 1_000_000 }),
  ])
  await findUnusualFills(await cabinet.system(), 0)
  const { rows } = await listUnusual(ctx, companyId, {})
  const [first] = rows
  if (first) await settleUnusual(ctx, companyId, first.id, { outcome: 'handled', comment: 'Бочка на складе' })
  return rows.map(({ id }) => id)
}

/** One that is done, and one that was undone after somebody had changed a card of it. */
async function changeMany({ ctx }: Person, companyId: CompanyId): Promise<number[]> {
  const holder = 'Нұрсұлтанов Бауыржан'
  const [touched] = await bringCards(ctx, companyId, [{ holder }, { holder }, { holder }])
  const worker = { ...ctx, actor: system }
  const change = async (fields: Record<string, string>) => {
    const id = await startBulk(ctx, companyId, { q: holder, ...fields })
    while (await carryOutBulkChanges(worker));
    return id
  }
  const undone = await change({ action: 'block', reason: 'Инвентаризация карт' })
  await unblockCard(ctx, companyId, touched?.id ?? 0)
  await undoBulkChange(ctx, companyId, undone)
  while (await carryOutBulkChanges(worker));
  return [await change({ action: 'block', reason: '' }), undone]
}

/** A draft, one that was sent, and one that was paid in part. */
async function order(
  { ctx: staff }: Person,
  { ctx: owner }: Person,
  companyId: CompanyId,
): Promise<number[]> {
  const basket = {
    product1: 'diesel',
    nominal1: '20',
    quantity1: '50',
    product2: 'ai95',
    nominal2: '50',
    quantity2: '20',
  }
  const make = () =>
    createOrder(owner, companyId, SaveOrder.parse({ ...basket, cards: '2', comment: 'Для гаража' }))
  const send = async () => {
    const id = await make()
    const { total } = await findOrder(owner, companyId, id)
    await sendOrder(owner, companyId, id, { version: 1, total })
    return id
  }
  const [draft, sent, partly] = [await make(), await send(), await send()]
  await invoiceOrder(staff, partly)
  const payment = { amount: '100 000', occurredOn: businessDay(staff.now), document: '000418' }
  await payOrder(staff, partly, payOrderInput(businessDay(staff.now)).parse(payment))
  return [draft, sent, partly]
}

/** One that waits with suggestions, one that was credited and taken back, and one that was set aside. */
async function receivePayments(cabinet: Cabinet, { ctx }: Person, companyId: CompanyId): Promise<number[]> {
  const { bin, name: payer } = await findCompany(ctx, companyId)
  const day = businessDay(ctx.now)
  const file = statement([
    {
      number: '1187',
      day,
      amount: 45_000_000,
      payerBin: bin,
      payer,
      purpose: 'Предоплата за ГСМ по договору',
    },
    { number: '1188', day, amount: 99_900_000, payerBin: bin, payer, purpose: 'за топливо' },
    { number: '5', day, amount: 1_250_000, payer: 'АО «Банк»', purpose: 'Вознаграждение по депозиту' },
  ])
  await bringIn(ctx, 'payments', file, 'statement.txt')
  await matchNewPayments(await cabinet.system())
  const { rows } = await listPayments(ctx, { status: 'waiting' })
  const [waiting, credited, strange] = rows.map(({ id }) => id).sort((a, b) => a - b)
  if (!waiting || !credited || !strange) throw new Error('no payments')
  await matchPayment(ctx, credited, { version: 2, bin, orders: [], rest: 'advance' })
  await undoPayment(ctx, credited, { version: 3, reason: 'Возврат банка' })
  await matchPayment(ctx, credited, { version: 4, bin, orders: [], rest: 'advance' })
  await setPaymentAside(ctx, strange, { version: 2, reason: 'Проценты банка' })
  return [waiting, credited, strange]
}

/** A price list with a price to come, a contract by it, and its account with something of every kind. */
async function agree(cabinet: Cabinet, by: Person, companyId: CompanyId) {
  const { ctx } = by
  const priceListId = await createPriceList(ctx, { name: 'Основной' })
  const today = businessDay(ctx.now)
  const prices = { diesel: 32_500, diesel_winter: 34_100, ai92: 22_450, ai95: 28_900 }
  for (const [product, price] of Object.entries(prices))
    await setPrice(ctx, priceListId, { product, price, startsOn: today })
  await setPrice(ctx, priceListId, { product: 'diesel', price: 33_000, startsOn: addDays(today, 30) })
  const kept = {
    ...{ accountFrom: '2026-01-15', stopLimit: '-500 000', lowBalance: '100 000' },
    couponRemainder: 'returned',
  }
  const input = NewContract.parse(contractTyped({ priceListId: String(priceListId), ...kept }))
  const contractId = await createContract(ctx, companyId, input)
  await book(by, companyId, { kind: 'opening', amount: '-12 345,50', occurredOn: '2026-01-15' })
  const paid = await book(by, companyId, { kind: 'payment', amount: '9 500 000', document: '000417' })
  await bringTransactions(ctx, companyId, [
    { operationId: 'account-1' },
    { operationId: 'account-2', product: 'ai95', volume: 25_500, price: 28_900, amount: 736_950 },
  ])
  const { rows } = await listEntries(ctx, companyId, {})
  const fill = rows.find(({ kind }) => kind === 'fill')?.id ?? 0
  const mistake = { corrects: String(paid), reason: 'Банк указал неверную сумму', amount: '-500' }
  const corrected = await book(by, companyId, { kind: 'correction', ...mistake })
  const untilOn = addDays(today, 7)
  await promisePayment(ctx, companyId, { amount: 50_000_000, untilOn, reason: 'Гарантийное письмо № 12' })
  const [partly] = await bringCoupons(ctx, companyId, [{ qr: 'scene-rest', product: 'ai92' }])
  const asked = fuelAsked(SHORT, { by: 'qr', payload: 'scene-rest' })
  await redeem(await pumpOf(cabinet), { ...asked, product: 'ai92', volume: 12_000 })
  const booked = (await listEntries(ctx, companyId, {})).rows
  const rest = booked.find(({ kind }) => kind === 'remainder')?.id ?? 0
  return { priceListId, contractId, entryIds: [paid, fill, corrected, rest], restCouponId: partly?.id ?? 0 }
}

/** Requests to the issuer: sent, promised, and refused. */
async function askIssuer(
  { ctx: staff }: Person,
  { ctx: owner }: Person,
  companyId: CompanyId,
  cardId: number,
): Promise<number[]> {
  const { number } = await findCard(owner, companyId, cardId)
  const send = (input: SendServiceRequest) => sendServiceRequest(owner, companyId, input)
  const cards = 'Нұрлан Тасқынбаев, 123 ABC 02, ДТ, 60 л в день\nСергей Ким, 456 DEF 02, АИ-95'
  const sent = await send({ kind: 'new_cards', quantity: 2, comment: cards })
  const promised = await send({ kind: 'replacement', number, cause: 'damaged', comment: '' })
  await takeServiceRequest(staff, promised, { promisedOn: addDays(businessDay(staff.now), 5) })
  const refused = await send({ kind: 'correction', number: '', comment: 'Госномер другой: 789 GHI 02' })
  await refuseServiceRequest(staff, refused, { reason: 'Карты с таким госномером в договоре нет.' })
  return [sent, promised, refused, ...(await askAboutCoupons(staff, owner, companyId))]
}

/** Coupons that end, with fuel in them: one request about some that waits, one that was decided. */
async function askAboutCoupons(staff: Context, owner: Context, companyId: CompanyId): Promise<number[]> {
  const today = businessDay(owner.now)
  const ends = [-40, -3, 4, 4, 20, 27, 45, 45, 80, 200].map((days) => addDays(today, days))
  const coupons = await bringCoupons(
    owner,
    companyId,
    ends.map((validUntil, index) => ({
      ...{ validUntil, validFrom: addDays(today, -200), product: index % 3 === 0 ? 'ai95' : 'diesel' },
      volume: 50_000 + index * 10_000,
    })),
  )
  const until = addDays(today, 240)
  const send = (chosen: typeof coupons) =>
    sendCouponRequest(owner, companyId, {
      ...{ kind: 'extension', until, comment: 'Стояли на ремонте' },
      ids: chosen.map(({ id }) => id),
    })
  const waiting = await send(coupons.slice(1, 4))
  const decided = await send(coupons.slice(4, 6))
  const couponIds = coupons.slice(4, 5).map(({ id }) => id)
  await extendCouponsOf(staff, decided, {
    couponIds,
    until,
    withOutages: true,
    answer: 'Один раз, по договору',
  })
  const exchange = await sendCouponRequest(owner, companyId, {
    ...{ kind: 'exchange', until: null, product: 'ai95', volume: 20_000, comment: '' },
    ids: coupons.slice(6, 8).map(({ id }) => id),
  })
  const [first, second] = [coupons.slice(8, 9), coupons.slice(9)].map((set) => set.map(({ id }) => id))
  const exchanged = await sendCouponRequest(owner, companyId, {
    ...{ kind: 'exchange', until, product: null, volume: null, comment: '' },
    ids: [...(first ?? []), ...(second ?? [])],
  })
  await exchangeCouponsOf(staff, exchanged, {
    ...{ couponIds: first ?? [], numbers: ['99991111222233334444'], answer: 'Обменяли один талон' },
  })
  return [waiting, decided, exchange, exchanged]
}

/** One that waits to be read, and one for a company that somebody of it has read. */
async function announce(administrator: Person, reader: Person): Promise<number> {
  const { bin } = await findCompany(administrator.ctx, companyIn(reader))
  const forOne = await announcementFor(administrator, { bins: bin })
  await readAnnouncement(reader.ctx, forOne)
  await announcementFor(administrator)
  return forOne
}

function companyIn({ ctx: { actor } }: Person): CompanyId {
  if (actor.kind !== 'client') throw new Error('the person is no client')
  return actor.companyId
}

/** A station's system with a code of its own, and a substitution for the winter. */
async function keyWithCodes({ ctx }: Person): Promise<string> {
  const { publicId } = await createApiKey(ctx, NewApiKey.parse({ name: 'АСУ ТП АЗС-101', scopes: ['pump'] }))
  await setProductCode(ctx, publicId, { code: 'ДТ-З-К5', product: 'diesel_winter' })
  const today = businessDay(ctx.now)
  const winter = { served: 'diesel_winter', insteadOf: 'diesel', station: '' }
  const period = { startsOn: today, endsOn: addDays(today, 90) }
  await addSubstitution(ctx, NewSubstitution.parse({ ...winter, ...period }))
  return publicId
}

/** One that works with messages in each state, and one that is off. */
async function webhooksOf(cabinet: Cabinet, { ctx }: Person) {
  const off = await webhookTo(ctx, 'https://dispatch.altyn-dala.kz/', ['card.blocked'], 'Dispatch')
  await disableWebhook(ctx, off.id)
  const { id } = await webhookTo(ctx, 'https://hooks.altyn-dala.kz/fuel?key=1', [
    'card.blocked',
    'coupon.redeemed',
  ])
  const answers: WebhookAnswer[] = [
    { error: null, status: 200, response: '{"ok":true}', retryAfter: null },
    { error: 'status_refused', status: 500, response: '<h1>Internal Server Error</h1>', retryAfter: null },
  ]
  const messages: number[] = []
  for (const answer of [...answers, null]) {
    await sendTestWebhook(ctx, id)
    const transport = { post: async () => answer ?? nowhere.post('', {}, '') }
    if (answer) await sendDueWebhooks(await cabinet.system(), webhookSender({ transport }))
    messages.push((await listWebhookDeliveries(ctx, id, {})).rows[0]?.id ?? 0)
  }
  const [delivered = 0, failed = 0, waiting = 0] = messages
  return { id, off: off.id, delivered, failed, waiting }
}

/** The same person in each language: who is signed in reads the language of the account. */
async function threeOf(make: () => Promise<Person>): Promise<Record<Locale, Person>> {
  const names: Record<Locale, string> = {
    en: 'Alexandra Kim',
    ru: 'Константин Ахметов',
    kk: 'Әйгерім Нұрғалиева',
  }
  const people = {} as Record<Locale, Person>
  for (const locale of locales) {
    const person = await make()
    await updateProfile(person.ctx, { name: names[locale], locale })
    people[locale] = person
  }
  return people
}

/** Whose only company was closed. */
async function outsider(cabinet: Cabinet, administrator: Person): Promise<Person> {
  const companyId = await cabinet.company()
  const person = await cabinet.client(companyId)
  await closeCompany(administrator.ctx, companyId)
  return { ...person, ctx: await cabinet.contextOf(person.token) }
}

const SHORT = 'АЗС-101'
const CLOSED = 'АЗС-102'

/** One closed until further notice, another short of two products. */
/** A client's own rule with everything that it can say, and more than it for today. */
async function ruleCard({ ctx }: Person, companyId: CompanyId, id: number): Promise<void> {
  const limits = { unit: 'l', perFill: '60', perDay: '120,5', fillsPerDay: '2' }
  const when = { weekdays: ['1', '2', '3', '4', '5'], timeFrom: '07:00', timeTo: '20:00' }
  const rule = { version: 0, ...limits, ...when, stationMode: 'only', stations: [SHORT] }
  await saveCardRule(ctx, companyId, id, SaveRule.parse(rule))
  await permitMore(ctx, companyId, id, PermitMore.parse({ kind: 'extra', extra: '40' }))
}

/** A card's driver and vehicle since long ago, with full tanks, a reading that does not fit and somebody who has left. */
async function manageFleet(
  { ctx }: Person,
  companyId: CompanyId,
  { cardId, couponId }: { cardId: number; couponId: number },
) {
  const facts = { make: 'КамАЗ 65115', product: 'diesel', tank: '350', norm: '32,5' }
  const vehicleId = await newVehicle(ctx, companyId, { plate: '719 BMW 17', ...facts })
  await newVehicle(ctx, companyId, { plate: '204 KZT 09' })
  const comment = 'Смена с 8:00, только по будням'
  const driverId = await newDriver(ctx, companyId, {
    name: 'Әбдірахманов Нұрлан',
    phone: '87015551122',
    comment,
  })
  const formerId = await newDriver(ctx, companyId, { name: 'Ким Ольга Владимировна' })
  const card = { kind: 'card', id: cardId } as const
  await give(ctx, companyId, card, {
    driver: formerId,
    vehicle: vehicleId,
    date: addDays(businessDay(ctx.now), -360),
  })
  await give(ctx, companyId, card, { driver: driverId, date: addDays(businessDay(ctx.now), -90) })
  await give(ctx, companyId, { kind: 'coupon', id: couponId }, { driver: driverId, vehicle: vehicleId })
  await archiveDriver(ctx, companyId, formerId)
  const fills = await lastTransactions(ctx, companyId, { card: cardId }, 5)
  const ofVehicle = fills.filter(({ vehicle_id }) => vehicle_id === vehicleId).reverse()
  for (const [index, { id }] of ofVehicle.entries())
    await readFillOdometer(ctx, companyId, id, { km: 184_000 + index * 135, full: true, confirmed: true })
  await readOdometer(ctx, companyId, vehicleId, { km: 9_999, date: '', confirmed: true })
  return { driverId, vehicleId, fuelledId: ofVehicle[0]?.id ?? 0 }
}

/** As many phones look at the pages at once, in turns. */
const PHONES = 16

/** Links for an auditor: one that was visited and still works, and one that was revoked. */
async function shareFigures(cabinet: Cabinet, { ctx }: Person, companyId: CompanyId) {
  const today = businessDay(ctx.now)
  const period = { name: 'ТОО «Аудит Плюс»', from: addDays(today, -60), to: today }
  const live = await readonlyLinkTo(ctx, companyId, period)
  const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0'
  await beginVisit(await cabinet.guest(), live.token, agent)
  const revoked = await readonlyLinkTo(ctx, companyId, period)
  await revokeReadonlyLink(ctx, companyId, revoked.id)
  return { readonlyIds: [live.id, revoked.id], readonlyToken: live.token }
}

/** Sent, opened with a driver who asks for help, used in part and taken back; and links for phones to open. */
async function handOverSome(
  { ctx }: Person,
  companyId: CompanyId,
  { driverId, vehicleId }: { driverId: number; vehicleId: number },
) {
  const today = businessDay(ctx.now)
  const bring = (days: number[]) =>
    bringCoupons(
      ctx,
      companyId,
      days.map((day) => ({ product: 'lpg' as const, validUntil: addDays(today, day) })),
    )
  const give = async (count: number) => {
    const coupons = await bring(Array.from({ length: count }, (_, index) => 400 + index))
    const ids = coupons.map(({ id }) => id)
    const to = { driverId: String(driverId), vehicleId: String(vehicleId), locale: 'ru' }
    return { couponId: ids[0] ?? 0, ...(await handTo(ctx, companyId, ids, to)) }
  }
  const guest = { ...ctx, actor: { kind: 'guest' } as const }
  const sealed = await give(3)
  const opened = await give(2)
  const { phone } = await showToDriver(guest, opened.token, { phone: undefined })
  await askForHelp(guest, opened.token, phone, { said: 'not_read', position: 1 })
  const returned = await give(1)
  await recallHandover(ctx, companyId, returned.id)
  const driverTokens: string[] = []
  for (let phones = 0; phones < PHONES; phones++) driverTokens.push((await give(3)).token)
  return {
    handoverIds: [sealed.id, opened.id, returned.id],
    handedCouponId: opened.couponId,
    sealedToken: sealed.token,
    openedToken: opened.token,
    driverTokens,
  }
}

/** A template and a group with cards of the company, each with a rule that is tried. */
async function shareRules({ ctx }: Person, companyId: CompanyId, cardIds: number[]) {
  const input = (name: string, rule: Record<string, unknown>) =>
    SaveNamedRule.parse({ name, version: 0, ...rule })
  const garage = input('Гараж Қарағанды', { perMonth: '3000', products: ['diesel', 'ai92'] })
  const { id: groupId } = await createGroup(ctx, companyId, garage)
  await setGroupOfCards(ctx, companyId, groupId, { cardIds })
  const trucks = input('Дальние рейсы', { perDay: '300', perWeek: '1500', odometer: 'on' })
  const { id: templateId } = await createTemplate(ctx, companyId, trucks)
  for (const cardId of cardIds.slice(1))
    await assignTemplate(ctx, companyId, cardId, { templateId, version: 0 })
  await saveShadow(ctx, companyId, { owner: 'template', id: templateId }, garage.rule)
  await saveShadow(ctx, companyId, { owner: 'group', id: groupId }, trucks.rule)
  return { groupId, templateId }
}

async function disturbStations({ ctx }: Person): Promise<void> {
  const versionOf = async (code: string) => (await findStationByCode(ctx, code)).version
  const always = { startsAt: null, endsAt: null, reason: '' }
  await closeStation(ctx, CLOSED, {
    ...always,
    reason: 'Замена резервуара',
    version: await versionOf(CLOSED),
  })
  const tomorrow = new Date(ctx.now.getTime() + 86_400_000)
  for (const [product, cap] of [
    ['diesel', null],
    ['ai95', 40_000],
  ] as const)
    await recordShortage(ctx, SHORT, {
      ...always,
      ...{ product, cap, endsAt: tomorrow },
      version: await versionOf(SHORT),
    })
}

async function bringFuel(cabinet: Cabinet, companyId: CompanyId) {
  const ctx = await cabinet.system()
  const today = businessDay(ctx.now)
  await transact(ctx, (ctx) =>
    addStations(
      ctx,
      [SHORT, CLOSED].map((code, index) => ({
        code,
        name: `${code} «Алматы — Бишкек трассасы»`,
        city: index === 0 ? 'Алматы' : 'Өскемен',
        address: 'Райымбек даңғылы, 217',
        latitude: 43.25,
        longitude: 76.92,
        products: ['ai92', 'ai95', 'diesel', 'lpg'] as const,
        hours: '24/7',
        status: 'open' as const,
      })),
    ),
  )
  const cards = await bringCards(ctx, companyId, [
    { products: ['ai92', 'ai95', 'diesel'], weeklyLimit: 300_000, monthlyLimit: 1_200_000 },
    { issuerStatus: 'blocked', holder: 'Қожахметова Гүлмира Бақытжанқызы', plate: '001KKA02' },
    { issuerStatus: 'expired', scheme: 'wallet_money', limitUnit: 'tiyn', dailyLimit: null },
    { issuerStatus: 'lost', holder: '', plate: '' },
    ...Array.from({ length: 10 }, (_, index) => ({ plate: `${700 + index}ABC09` })),
  ])
  const coupons = await bringCoupons(ctx, companyId, couponsOf(today))
  await bringTransactions(
    ctx,
    companyId,
    transactionsOf(
      today,
      cards.map(({ number, id }) => ({ number, id })),
    ),
  )
  await setIssuerStations(ctx, 'card', cards[0]?.id ?? 0, { are: 'only', codes: [SHORT, CLOSED] })
  await setIssuerStations(ctx, 'coupon', coupons[0]?.id ?? 0, { are: 'not', codes: [CLOSED] })
  const idOf = (rows: readonly { id: number }[], at: number) => rows[at]?.id ?? 0
  return {
    cardId: idOf(cards, 0),
    blockedCardId: idOf(cards, 1),
    ownBlockedCardId: idOf(cards, 9),
    couponId: idOf(coupons, 0),
    usedCouponId: idOf(coupons, 1),
    ownBlockedCouponId: idOf(coupons, 9),
  }
}

function couponsOf(today: Day) {
  const states = [
    {},
    { issuerStatus: 'redeemed' as const, redeemedAt: fromAlmatyWallClock(`${addDays(today, -3)}T09:41:00`) },
    { issuerStatus: 'blocked' as const },
    { validFrom: addDays(today, -90), validUntil: addDays(today, -2) },
    { issuerStatus: 'cancelled' as const, product: 'lpg' as const, volume: 50_000 },
    {
      validFrom: today,
      validUntil: addDays(today, 12),
      product: 'ai95' as const,
      divisible: true,
      remaining: 13_500,
    },
  ]
  const many = Array.from({ length: 46 }, (_, index) => ({
    product: (['ai92', 'ai95', 'diesel_winter'] as const)[index % 3],
    volume: [10_000, 20_000, 50_000][index % 3],
    validUntil: addDays(today, 5 + index * 3),
  }))
  return [...states, ...many].map((coupon) => ({
    validFrom: addDays(today, -60),
    validUntil: addDays(today, 90),
    ...coupon,
  }))
}

function transactionsOf(today: Day, cards: { number: string; id: number }[]) {
  return Array.from({ length: 24 }, (_, index) => {
    const occurredOn = addDays(today, -Math.floor(index * 14.7))
    const card = cards[index % cards.length]
    const volume = 12_000 + ((index * 7_919) % 50_000)
    return {
      occurredAt: fromAlmatyWallClock(`${occurredOn}T08:15:00`),
      occurredOn,
      stationCode: index % 3 === 0 ? 'АЗС-102' : 'АЗС-101',
      instrumentNumber: card?.number ?? '',
      cardId: card?.id ?? null,
      product: (['diesel', 'ai92', 'ai95'] as const)[index % 3],
      volume,
      amount: Math.round((volume * 32_500) / 1000),
    }
  })
}

async function inviteSome(cabinet: Cabinet, administrator: Person, companyId: number) {
  const waiting = await cabinet.invited(companyId, 'manager')
  const revoked = await cabinet.invited(companyId, 'viewer')
  await revokeInvitation(administrator.ctx, revoked.invitationId)
  const expired = await cabinet.invited(companyId, 'viewer')
  const yesterday = new Date((await cabinet.system()).now.getTime() - 86_400_000)
  await cabinet.db
    .updateTable('invitations')
    .set({ expires_at: yesterday })
    .where('id', '=', expired.invitationId)
    .execute()
  await cabinet.db
    .updateTable('links')
    .set({ expires_at: yesterday })
    .where('email', '=', expired.email)
    .execute()
  return {
    invitationId: waiting.invitationId,
    revokedId: revoked.invitationId,
    expiredId: expired.invitationId,
    invitationToken: waiting.token,
    deadToken: expired.token,
  }
}

async function askForAccess(cabinet: Cabinet, administrator: Person) {
  const ids: number[] = []
  for (const contactName of ['Сәуле Тұрсынбекқызы', 'Пётр Константинопольский', 'Aisulu Bek']) {
    await requestAccess(await cabinet.guest(), {
      bin: newBin(),
      companyName: 'ТОО «Шымкент Экспресс Тасымал»',
      contactName,
      email: newAddress('request'),
      phone: '+7 (764) 357-45-80',
      city: 'Шымкент',
      comment: 'Договор 190/2025-ГСМ, двенадцать машин, заправляемся в Шымкенте и Таразе.',
      consent: 'on',
    })
    const newest = await cabinet.db
      .selectFrom('access_requests')
      .select('id')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    ids.push(newest.id)
  }
  const [requestId = 0, declinedId = 0] = ids
  await declineRequest(administrator.ctx, declinedId, { reason: 'Договор не найден: укажите его номер.' })
  return { requestId, declinedId }
}

const titles = 'Код;Наименование;БИН/ИИН;Договор;Дата договора;E-mail;Телефон;Город'

async function importSome({ ctx }: Person) {
  const row = (name: string, bin = newBin()) => [
    'К1',
    name,
    bin,
    '1/2026-ГСМ',
    '29.07.2025',
    newAddress('contact'),
    '+7 (721) 962-86-52',
    'Тараз',
  ]
  const [bin, other] = [newBin(), newBin()]
  await bringIn(ctx, 'companies', csv(titles, [row('ТОО «Алатау Транс»', bin)]), 'companies-october.csv')
  const done = await bringIn(
    ctx,
    'companies',
    csv(titles, [row('ТОО «Алатау Транс Логистик»', bin), row('ТОО «Сарыарқа Құрылыс»', other)]),
    'companies-1c.csv',
  )
  const ready = await check(
    ctx,
    'companies',
    csv(titles, [row('ТОО «Арал Балық»'), row('ТОО «Ертіс Астық»')]),
    'companies.csv',
  )
  const faulty = await check(
    ctx,
    'companies',
    csv(titles, [row('ТОО «Каспий»'), row('', '123'), row('ТОО «Көкше»', '17054059527')]),
    'companies-faulty.csv',
  )
  const stationImportId = await importWithQuestions(ctx, bin)
  return { importId: ready.id, doneImportId: done.id, faultyImportId: faulty.id, stationImportId }
}

/** Transactions of a station that nobody knows, of a client that nobody knows and left out, and one that is fine. */
async function importWithQuestions(ctx: Context, bin: string): Promise<number> {
  await bringIn(
    ctx,
    'stations',
    csv('Код АЗС;Наименование;Город', [['АЗС-021', 'АЗС «Отырар»', 'Шымкент']]),
    'stations.csv',
  )
  const receipt = (client: string, station: string, number: string) => [
    ...[
      '20.11.2026',
      '10:15:00',
      newCardNumber(),
      client,
      station,
      'ДТ',
      '40,00',
      '325,00',
      '13 000,00',
      number,
    ],
  ]
  const { id } = await check(
    ctx,
    'transactions',
    csv('Дата;Время;Номер карты;БИН;АЗС;Вид топлива;Количество;Цена;Сумма;Чек №', [
      receipt(bin, 'АЗС-021', '1001'),
      receipt(bin, 'Отырар, у моста', '1002'),
      receipt(newBin(), 'АЗС-021', '1003'),
    ]),
    'transactions.csv',
  )
  await adjustImport(ctx, id, { leaveOutFault: 'company_not_found' })
  await workOnImport(ctx, id, running)
  return id
}

/** A card that its supplier has blocked, and that a driver tried all the same. */
async function decline(cabinet: Cabinet, { ctx }: Person, companyId: CompanyId) {
  const [card] = await bringCards(ctx, companyId, [{ issuerStatus: 'blocked' }])
  const instrument = { by: 'card' as const, number: card?.number ?? '' }
  const asked = { operationId: 'scene-3', station: SHORT, product: 'ai92', volume: 50_000 }
  await authorize(await pumpOf(cabinet), { ...asked, instrument })
  const [refusal] = (await listDeclines(ctx, companyId, { card: card?.id })).rows
  return { declinedCardId: card?.id ?? 0, refusalId: refusal?.id ?? 0 }
}

/** More dispensed than approved, a part of it taken back; and fuel of a card that nobody knows, which staff settled. */
async function fuelOtherwise(cabinet: Cabinet, { ctx }: Person, companyId: CompanyId) {
  const pump = await pumpOf(cabinet)
  const qr = 'more-than-held'
  await bringCoupons(ctx, companyId, [{ qr, product: 'ai92', divisible: true }])
  const asked = { station: SHORT, product: 'ai92' }
  const instrument = { by: 'qr' as const, payload: qr }
  await authorize(pump, { operationId: 'scene-1', ...asked, instrument })
  await completeAuthorization(pump, 'scene-1', { volume: 27_500, amount: 900_000, receipt: '000815' })
  await reverseAuthorization(pump, 'scene-1', { reason: 'Ошибка оператора', volume: 5_000 })
  const unknown = { by: 'card' as const, number: newCardNumber() }
  await completeAuthorization(pump, 'scene-2', {
    volume: 40_000,
    authorization: { ...asked, instrument: unknown },
  })
  const { discrepancies } = await listDiscrepancies(ctx, { status: 'open' })
  const [settled, open] = discrepancies
  await settleDiscrepancy(ctx, settled?.id ?? 0, { reason: 'АЗС оплатила сама', charge: 0 })
  return { exceptionId: open?.id ?? 0, settledId: settled?.id ?? 0 }
}

/** Closed by a station's system: one that agrees, and one with a line of every kind and an open hold. */
async function closeShifts(cabinet: Cabinet, { ctx }: Person, companyId: CompanyId) {
  const pump = await pumpOf(cabinet)
  const [card] = await bringCards(ctx, companyId, [{ dailyLimit: null, products: ['ai92'] }])
  const instrument = { by: 'card' as const, number: card?.number ?? '' }
  const asked = { station: SHORT, product: 'ai92', instrument, price: 20_500 }
  const fill = (operationId: string, volume: number) => redeem(pump, { operationId, ...asked, volume })
  await fill('0041-117-1', 20_000)
  await fill('0041-117-2', 15_000)
  await authorize(pump, { operationId: '0041-117-3', ...asked, volume: 10_000 })
  const minutes = (count: number) => new Date(Date.now() + count * 60_000)
  const close = (shiftId: string, openedAt: Date, closedAt: Date, lines: [string, number][]) => {
    const volume = lines.reduce((sum, [, volume]) => sum + volume, 0)
    const total = { product: 'ai92', instrument: 'card' as const, operations: lines.length, volume }
    return closeStationShift(
      { ...pump, now: minutes(10) },
      {
        ...{ shiftId, station: SHORT, openedAt, closedAt, totals: lines.length === 0 ? [] : [total] },
        operations: lines.map(([operationId, volume]) => ({ operationId, volume })),
        metered: [{ product: 'ai92', volume: volume - 500 }],
      },
    )
  }
  await close('0041-116', minutes(-900), minutes(-180), [])
  await close('0041-117', minutes(-170), minutes(5), [
    ['0041-117-1', 20_500],
    ['0041-117-9', 12_000],
  ])
  const code = card?.number ?? ''
  const { id: phoneId } = await authorizeByPhone(ctx, {
    code,
    station: SHORT,
    product: 'ai92',
    volume: 10_000,
  })
  await authorizeByPhone(ctx, { code, station: CLOSED, product: 'ai92', volume: 10_000 })
  return { stationShiftIds: (await listStationShifts(ctx, {})).rows.map(({ id }) => id), phoneId }
}

/** A card under suspicion, fuel faster than a pump flows, and fuel that was not received: once open, once answered. */
async function suspicious(cabinet: Cabinet, { ctx }: Person, owner: Person, companyId: CompanyId) {
  const [suspect, card] = await bringCards(ctx, companyId, [{}, { dailyLimit: null, products: ['ai92'] }])
  const mark = { to: 'suspected', reason: 'Заправки в двух городах за час' } as const
  await setSuspicion(ctx, companyId, { kind: 'card', id: suspect?.id ?? 0 }, mark)
  const pump = await pumpOf(cabinet)
  const instrument = { by: 'card' as const, number: card?.number ?? '' }
  const asked = { station: SHORT, product: 'ai92', instrument, volume: 60_000, price: 20_500 }
  await authorize(pump, { operationId: 'scene-fast', ...asked })
  await completeAuthorization(pump, 'scene-fast', { volume: 60_000 })
  await redeem(pump, { operationId: 'scene-slip', ...asked, volume: 25_000, receipt: '000901' })
  await findSignals(await cabinet.system(), 0)
  const [answered, fuel] = await lastTransactions(owner.ctx, companyId, { card: card?.id }, 2)
  for (const one of [fuel, answered])
    await reportFuelNotReceived(owner.ctx, companyId, one?.id ?? 0, { note: 'Водителя там не было' })
  const { signals } = await listSignals(ctx, { status: 'open' })
  const settled = signals.find(({ transactionId }) => transactionId === answered?.id)
  await settleSignal(ctx, settled?.id ?? 0, { outcome: 'expected', answer: 'Камера видела машину' })
  const open = signals.filter(({ id }) => id !== settled?.id).map(({ id }) => id)
  await recordNetworkShortage(ctx, {
    ...{ product: 'ai98', cap: 100_000, startsAt: null, endsAt: null, reason: 'Ремонт на заводе' },
  })
  return {
    suspectedCardId: suspect?.id ?? 0,
    transactionId: fuel?.id ?? 0,
    answeredId: answered?.id ?? 0,
    signalIds: [...open, settled?.id ?? 0],
  }
}

async function letterWithLink(cabinet: Cabinet, owner: Person) {
  await requestPasswordReset(await cabinet.guest(), owner.email)
  const letters = await cabinet.lettersTo(owner.email)
  return { letterId: letters.at(-1)?.id ?? 0, resetToken: await cabinet.tokenMailedTo(owner.email) }
}

async function disabled(cabinet: Cabinet, administrator: Person, companyId: number): Promise<number> {
  const { userId } = await cabinet.client(companyId, 'viewer')
  await disableUser(administrator.ctx, userId)
  return userId
}
