/** What 1C, processors and people call the states of coupons, cards and stations, in three languages. */

import { squeezed } from '#app/domain/kernel/squeezed.ts'
import type { CardIssuerStatus, CardScheme, CouponIssuerStatus, StationStatus } from '#db/schema/index.ts'
import { memoized } from './memoized.ts'

/** Names are separated by commas. */
function dictionary<Value>(names: [Value, string][]): (text: string) => Value | null {
  const byName = new Map<string, Value>()
  for (const [value, list] of names) {
    for (const name of list.split(',')) byName.set(squeezed(name), value)
  }
  return memoized((text) => byName.get(squeezed(text)) ?? null)
}

const active =
  'действует, действующий, действующая, действителен, действительна, активен, активна, активный, активная, ' +
  'в работе, рабочая, белсенді, жарамды, қолданыста, active, valid'
const blocked =
  'заблокирован, заблокирована, блокирован, блокирована, блокировка, блок, приостановлен, приостановлена, ' +
  'бұғатталған, бұғатталды, тоқтатылған, blocked, suspended, locked'
const expired =
  'истек, истекла, истек срок, истек срок действия, срок истек, срок действия истек, просрочен, просрочена, ' +
  'недействителен, недействительна, мерзімі өтті, мерзімі өткен, жарамсыз, expired'

export const couponStatusOf = dictionary<CouponIssuerStatus>([
  ['active', active],
  ['blocked', blocked],
  ['expired', expired],
  ['issued', 'выдан, выпущен, эмитирован, новый, создан, берілді, шығарылды, жаңа, issued, new'],
  ['reserved', 'зарезервирован, в резерве, резерв, забронирован, резервтелген, резервте, reserved'],
  [
    'redeemed',
    'погашен, использован, отоварен, реализован, пайдаланылды, пайдаланылған, өтелді, өтелген, redeemed, used',
  ],
  ['exchanged', 'обменян, обменен, обмен, заменен, айырбасталды, ауыстырылды, exchanged, replaced'],
  ['refunded', 'возвращен, возврат, возвращён, қайтарылды, қайтарылған, refunded, returned'],
  ['cancelled', 'аннулирован, отменен, отмена, списан, күші жойылды, жойылды, cancelled, canceled, void'],
])

export const cardStatusOf = dictionary<CardIssuerStatus>([
  ['active', active],
  ['blocked', blocked],
  ['expired', expired],
  [
    'lost',
    'утеряна, утерян, утрачена, потеряна, украдена, похищена, жоғалған, жоғалды, ұрланған, lost, stolen',
  ],
])

export const cardSchemeOf = dictionary<CardScheme>([
  [
    'wallet_money',
    'денежный кошелек, кошелек денежный, денежная, деньги, рублевая, тенговая, тенге, кошелек, ақша, ' +
      'ақшалай әмиян, wallet money, money wallet, money',
  ],
  [
    'wallet_litres',
    'литровый кошелек, кошелек литровый, литровая, литры, литр, литрлік әмиян, wallet litres, litre wallet, litres',
  ],
  ['limits', 'лимиты, лимит, лимитная, лимитная схема, по лимитам, лимиттер, лимитпен, limits, limit'],
])

export const stationStatusOf = dictionary<StationStatus>([
  ['open', 'работает, открыта, открыто, действует, активна, жұмыс істейді, ашық, open, active'],
  [
    'closed',
    'не работает, закрыта, закрыто, на ремонте, ремонт, на реконструкции, жабық, жөндеуде, closed, under repair',
  ],
])

/** Yes and no of columns such as "divisible". */
export const answerOf = dictionary<boolean>([
  [true, 'да, иә, yes, true, истина, 1, v'],
  [false, 'нет, жоқ, no, false, ложь, 0'],
])
