import qrcode from 'qrcode'
import type { CouponStatus, ProductCode } from '#db/schema/index.ts'
import type { Locale } from '#locales/index.ts'

export const products = ['diesel', 'ai92', 'ai95', 'lpg'] as const satisfies ProductCode[]

/** As staff would have named them. */
export const productNames = {
  en: { diesel: 'Diesel', diesel_winter: 'Winter diesel', ai92: 'AI-92', ai95: 'AI-95', lpg: 'LPG' },
  ru: {
    diesel: 'Дизельное топливо',
    diesel_winter: 'Дизельное топливо зимнее',
    ai92: 'АИ-92',
    ai95: 'АИ-95',
    lpg: 'Газ (СУГ)',
  },
  kk: {
    diesel: 'Дизель отыны',
    diesel_winter: 'Қысқы дизель отыны',
    ai92: 'АИ-92',
    ai95: 'АИ-95',
    lpg: 'Автогаз',
  },
} as const

/** Until the nouns have words of their own; the wording is i18n.md's. */
export const stateWords = {
  en: {
    issued: 'Issued',
    active: 'Active',
    reserved: 'Reserved',
    redeemed: 'Redeemed',
    blocked_by_client: 'Blocked by you',
    blocked_by_issuer: 'Blocked by the retailer',
    expired: 'Expired',
    exchanged: 'Exchanged',
    refunded: 'Refunded',
    cancelled: 'Cancelled',
    pending: 'Waiting',
  },
  ru: {
    issued: 'Выдан',
    active: 'Активен',
    reserved: 'Зарезервирован',
    redeemed: 'Погашен',
    blocked_by_client: 'Заблокирован вами',
    blocked_by_issuer: 'Заблокирован поставщиком',
    expired: 'Истёк',
    exchanged: 'Обменян',
    refunded: 'Возвращён',
    cancelled: 'Аннулирован',
    pending: 'Ожидает',
  },
  kk: {
    issued: 'Берілді',
    active: 'Белсенді',
    reserved: 'Резервтелген',
    redeemed: 'Пайдаланылды',
    blocked_by_client: 'Сіз бұғаттағансыз',
    blocked_by_issuer: 'Жеткізуші бұғаттаған',
    expired: 'Мерзімі өтті',
    exchanged: 'Айырбасталған',
    refunded: 'Қайтарылған',
    cancelled: 'Күші жойылды',
    pending: 'Күтуде',
  },
} satisfies Record<Locale, Record<CouponStatus | 'expired' | 'pending', string>>

const statuses = [
  'active',
  'redeemed',
  'blocked_by_client',
  'expired',
  'active',
  'reserved',
  'blocked_by_issuer',
  'active',
  'refunded',
  'issued',
] as const

export const coupons = statuses.map((status, index) => ({
  number: `450710121400000012${String(34 + index * 7)}`,
  status,
  product: products[index % products.length] ?? 'diesel',
  volume: [50_000, 20_000, 10_000, 5_000][index % 4] ?? 0,
  price: 29_550 + index * 100,
  validUntil: `2026-0${(index % 6) + 3}-${10 + index}`,
}))

export const transactions = coupons.slice(0, 5).map(({ product, volume }, index) => ({
  id: index,
  at: `2026-03-0${5 - index}T1${index}:07:00`,
  station: [
    'АЗС №12, Алматы, пр. Райымбека 348',
    'ЖҚС №4, Қонаев',
    'АЗС №31, Астана, Қабанбай батыр даңғылы 47А',
  ][index % 3],
  product,
  volume: volume + 350 * index,
  amount: volume * 29,
}))

export const monthlyMillilitres = {
  months: ['04', '05', '06', '07', '08', '09', '10', '11', '12', '01', '02', '03'] as const,
  by: {
    diesel: [31, 34, 42, 48, 51, 44, 38, 29, 24, 22, 26, 12].map((value) => value * 100_000),
    ai92: [12, 11, 14, 16, 15, 12, 11, 9, 8, 8, 9, 4].map((value) => value * 100_000),
    ai95: [8, 9, 9, 12, 12, 10, 8, 7, 7, 6, 7, 3].map((value) => value * 100_000),
    lpg: [3, 2, 4, 4, 3, 3, 2, 2, 1, 0, 2, 1].map((value) => value * 100_000),
  },
}

function draw(text: string) {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' })
  let path = ''
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`
  }
  return { size: modules.size, path }
}

export const qr = draw('4507101214')
