/** What 1C, processors and people call the states of coupons, cards and stations, in three languages. */

import { squeezed } from '#app/domain/products/squeezed.ts'
import type {
  CardIssuerStatus,
  CardScheme,
  CouponIssuerStatus,
  Locale,
  StationStatus,
} from '#db/schema/index.ts'
import { memoized } from '../memoized.ts'

/** Names are separated by commas. */
function dictionary<Value>(names: [Value, string][]): (text: string) => Value | null {
  const byName = new Map<string, Value>()
  const words = new Map<string, Value>()
  for (const [value, list] of names) {
    for (const name of list.split(',')) {
      byName.set(squeezed(name), value)
      if (!/\s/.test(name.trim())) words.set(squeezed(name), value)
    }
  }
  return memoized((text) => byName.get(squeezed(text)) ?? inFull(words, text))
}

const MIN_LETTERS = 4

/** "Действ.", "Заблок.": the only value of which a word begins so. */
function inFull<Value>(words: ReadonlyMap<string, Value>, text: string): Value | null {
  const beginning = squeezed(text)
  if (!text.trim().endsWith('.') || beginning.length < MIN_LETTERS) return null
  const values = new Set([...words].flatMap(([name, value]) => (name.startsWith(beginning) ? [value] : [])))
  const [only] = values
  return values.size === 1 && only !== undefined ? only : null
}

const active =
  'available, активний, не погашен, в обращении, работа по карте разрешена, действует, действующий, действующая, действителен, действительна, активен, активна, активный, активная, ' +
  'в работе, рабочая, белсенді, жарамды, қолданыста, active, valid'
const blocked =
  'работа по карте запрещена, в стоп листе, стоп лист, в черном списке, не активен, не активна, неактивен, неактивна, неактивный, неактивная, отключен, отключена, деактивирован, деактивирована, белсенді емес, inactive, disabled, deactivated, stop list, заблокирована поставщиком, заблокирован поставщиком, на складе, заблокирован, заблокирована, блокирован, блокирована, блокировка, блок, приостановлен, приостановлена, ' +
  'бұғатталған, бұғатталды, жеткізуші бұғаттаған, тоқтатылған, blocked, blocked by the supplier, suspended, locked'
/** A block that the client set and may lift: it says nothing of the issuer's status. */
const blockedByClient =
  'заблокирован клиентом, заблокирована клиентом, заблокирован клиент, заблокирована клиент, заблокирован компанией, ' +
  'заблокирована компанией, клиент бұғаттаған, компания бұғаттаған, blocked by client, blocked by the client, ' +
  'blocked by customer, blocked by the customer, blocked by company, blocked by the company, blocked client'
const expired =
  'истек, истекла, истек срок, истек срок действия, срок истек, срок действия истек, просрочен, просрочена, ' +
  'недействителен, недействительна, мерзімі өтті, мерзімі өткен, жарамсыз, expired'

/** What a client's own block is read as: the stored status stays. */
export const NOTHING_SAID = 'nothing_said'

export const couponStatusOf = dictionary<CouponIssuerStatus | typeof NOTHING_SAID>([
  ['active', active],
  [NOTHING_SAID, blockedByClient],
  ['blocked', blocked],
  ['expired', expired],
  [
    'issued',
    'выдан покупателю, на складе, выдан, выпущен, эмитирован, новый, создан, берілді, шығарылды, жаңа, issued, new',
  ],
  [
    'reserved',
    'зарезервирован, в резерве, резерв, забронирован, резервтелген, резервте, зарезервирован на азс, жқс резервтеген, станцияда резервтелген, жқс та резервтелген, reserved, reserved at a station',
  ],
  [
    'redeemed',
    'погашен, погашений, использован, отоварен, реализован, пайдаланылды, пайдаланылған, өтелді, өтелген, redeemed, used',
  ],
  ['exchanged', 'обменян, обменен, обмен, заменен, айырбасталды, ауыстырылды, exchanged, replaced'],
  ['refunded', 'возвращен, возврат, возвращён, қайтарылды, қайтарылған, refunded, returned'],
  ['cancelled', 'аннулирован, отменен, отмена, списан, күші жойылды, жойылды, cancelled, canceled, void'],
])

export const cardStatusOf = dictionary<CardIssuerStatus | typeof NOTHING_SAID>([
  ['active', `${active}, true, 1`],
  [NOTHING_SAID, blockedByClient],
  ['blocked', `${blocked}, false, 0`],
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
  [
    'limits',
    'лимиты, лимитная карта, лимит, лимитная, лимитная схема, по лимитам, лимиттер, лимитпен, limits, limit',
  ],
])

export const localeOf = dictionary<Locale>([
  ['ru', 'русский, рус, русский язык, на русском, орысша, орыс, орыс тілі, russian, ru, rus'],
  ['kk', 'казахский, каз, казахский язык, на казахском, қазақша, қазақ, қазақ тілі, kazakh, kk, kaz, kz'],
  ['en', 'английский, англ, английский язык, на английском, ағылшынша, ағылшын тілі, english, en, eng'],
])

export const stationStatusOf = dictionary<StationStatus>([
  ['open', 'работает, действующая, открыта, открыто, действует, активна, жұмыс істейді, ашық, open, active'],
  [
    'closed',
    'не работает, временно закрыта, закрыта, закрыто, на ремонте, ремонт, на реконструкции, жабық, жөндеуде, closed, under repair',
  ],
])

/** Yes and no of columns such as "divisible". */
export const answerOf = dictionary<boolean>([
  [true, 'да, иә, yes, true, истина, 1, v'],
  [false, 'нет, жоқ, no, false, ложь, 0'],
])
