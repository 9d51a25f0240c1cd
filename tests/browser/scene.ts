import { updateProfile } from '#app/domain/accounts/profile.server.ts'
import { disableUser } from '#app/domain/accounts/user-status.server.ts'
import { blockCard } from '#app/domain/cards/cards.server.ts'
import { closeCompany } from '#app/domain/companies/companies.server.ts'
import { blockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { requestPasswordReset } from '#app/domain/invitations/instructions.server.ts'
import { revokeInvitation } from '#app/domain/invitations/revocation.server.ts'
import { addDays, businessDay, type Day, fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { listProducts } from '#app/domain/products/products.server.ts'
import { declineRequest, requestAccess } from '#app/domain/requests/requests.server.ts'
import { addStations } from '#app/domain/stations/stations.server.ts'
import { type Locale, locales } from '#locales/index.ts'
import { type Cabinet, newAddress, newBin, type Person } from '#tests/support/fixtures.ts'
import { bringIn, check, csv } from '#tests/support/imports.ts'
import { bringCards, bringCoupons, bringTransactions } from '#tests/support/registers.ts'

export type Scene = Awaited<ReturnType<typeof setScene>>

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
  await blockCard(owners.ru.ctx, companyId, fuel.ownBlockedCardId, { reason: 'Потеряна 19 ноября' })
  await blockCoupon(owners.ru.ctx, companyId, fuel.ownBlockedCouponId, { reason: '' })
  return {
    companyId,
    secondId,
    staff,
    owners,
    cashiers: await threeOf(() => cabinet.staff('cashier')),
    outsiders: await threeOf(() => outsider(cabinet, administrator)),
    ...fuel,
    ...(await inviteSome(cabinet, administrator, companyId)),
    ...(await askForAccess(cabinet, administrator)),
    ...(await importSome(administrator)),
    ...(await letterWithLink(cabinet, owners.ru)),
    productId: (await listProducts(administrator.ctx))[0]?.id ?? 0,
    userId: owners.ru.userId,
    disabledId: await disabled(cabinet, administrator, companyId),
  }
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

async function bringFuel(cabinet: Cabinet, companyId: CompanyId) {
  const ctx = await cabinet.system()
  const today = businessDay(ctx.now)
  await transact(ctx, (ctx) =>
    addStations(
      ctx,
      ['АЗС-101', 'АЗС-102'].map((code, index) => ({
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
  const done = await bringIn(
    ctx,
    'companies',
    csv(titles, [row('ТОО «Алатау Транс»'), row('ТОО «Сарыарқа Құрылыс»')]),
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
  return { importId: ready.id, doneImportId: done.id, faultyImportId: faulty.id }
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
