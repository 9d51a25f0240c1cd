import { ensureCardPin } from '#app/domain/cards/card-pins.server.ts'
import { addCards, type CardFacts, findCardsByNumbers } from '#app/domain/cards/card-register.server.ts'
import { findOrCreateTestCompany } from '#app/domain/companies/test-company.server.ts'
import { sealQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { addCoupons } from '#app/domain/coupons/coupon-register.server.ts'
import { CouponTotalsDelta } from '#app/domain/coupons/coupon-totals.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { activeProducts } from '#app/domain/products/catalogue.server.ts'
import { setOdometer } from '#app/domain/pump-operations/odometers.server.ts'
import { sandbox } from './sandbox.ts'

const YEARS_10 = 3_652

/** The company that test keys see, with cards and coupons to try everything with. A step of making a test key. */
export async function findOrCreateSandbox(ctx: Context): Promise<CompanyId> {
  const { id, isNew } = await findOrCreateTestCompany(ctx)
  const companyId = asCompanyId(id)
  if (isNew) await fill(ctx, companyId)
  await prepareAskingCards(ctx, companyId)
  return companyId
}

/** Also in a test company of an earlier release; a PIN that somebody blocked works again. */
async function prepareAskingCards(ctx: Context, companyId: CompanyId): Promise<void> {
  const numbers: string[] = [sandbox.pinCard, sandbox.odometerCard]
  const known = await findCardsByNumbers(ctx, numbers)
  const missing = numbers.filter((number) => !known.some((card) => card.number === number))
  const facts = await cardFacts(ctx, companyId)
  await addCards(
    ctx,
    missing.map((number) => ({ ...facts, number })),
  )
  const cards = await findCardsByNumbers(ctx, numbers)
  for (const card of cards.filter(({ company_id: owner }) => owner === companyId)) {
    if (card.number === sandbox.pinCard) await ensureCardPin(ctx, companyId, card, sandbox.pin)
    else if (missing.includes(card.number)) await setOdometer(ctx, card, sandbox.odometerKm)
  }
}

async function cardFacts(ctx: Context, companyId: CompanyId): Promise<CardFacts> {
  const products = (await activeProducts(ctx)).map(({ code }) => code)
  return {
    ...{ companyId, holder: 'Test driver', plate: '000TST01', products, scheme: 'limits' as const },
    ...{ dailyLimit: sandbox.dailyLimit, weeklyLimit: null, monthlyLimit: null, limitUnit: 'ml' as const },
    ...{ balance: null, issuerStatus: 'active' as const, replacedBy: null },
    validUntil: addDays(businessDay(ctx.now), YEARS_10),
  }
}

async function fill(ctx: Context, companyId: CompanyId): Promise<void> {
  const products = (await activeProducts(ctx)).map(({ code }) => code)
  const today = businessDay(ctx.now)
  const validUntil = addDays(today, YEARS_10)
  const card = await cardFacts(ctx, companyId)
  await addCards(ctx, [
    { ...card, number: sandbox.card },
    { ...card, number: sandbox.blockedCard, issuerStatus: 'blocked' },
  ])
  const delta = new CouponTotalsDelta()
  const coupons = sandbox.coupons.flatMap((number, at) => {
    const product = products[at % products.length]
    if (!product) return []
    const qr = sealQr(ctx.keyring, number, payloadOf(number))
    const volume = sandbox.couponVolume
    return [
      {
        ...{ companyId, number, product, volume, remaining: volume, divisible: true, price: sandbox.price },
        ...{
          validFrom: today,
          validUntil,
          issuerStatus: 'active' as const,
          redeemedAt: null,
          batch: 'TEST',
          qr,
        },
      },
    ]
  })
  await addCoupons(ctx, coupons, delta)
  await delta.write(ctx)
}

/** Told in the documentation: there is no fuel behind these. */
function payloadOf(number: string): string {
  return `${sandbox.qrPrefix}${number}`
}
