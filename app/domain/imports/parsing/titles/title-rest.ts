/**
 * What may stand in a title beside the name of a field without making it the title of something else: "Дата операции"
 * is the day of a refuelling, "Дата обработки" is not, and "Количество операций" are no litres. A title with any other
 * word is not taken for the field: a person says what it is.
 */

import type { Field } from '../kinds.ts'
import { foreignUnit } from '../values/decimals.ts'
import { unitWords } from './title-dictionary.ts'
import { stemsOf } from './title-words.ts'

const whose = 'клиент покупател контрагент компани организац фирм юр лиц customer client company buyer'
const fuel =
  'топлив горюч гсм нп нефтепродукт продукт товар отын жанармай мұнай fuel product палив вид виды марк'
const event =
  'операц транзакц заправк заправл отпуск отпущен обслуживан покупк продаж реализац чек сделк выдач ' +
  'transaction txn purchase sale fueling refuel operation receipt'
const zone = 'местн локальн local utc gmt мск msk московск moscow астан алмат almaty astana казахстан рк kz'
const card = 'карт топливн талон электронн номер card coupon voucher number картас нөмір'
const station = 'азс агзс станц точк казс жқс station site merchant'
const paid =
  'ндс ққс vat вкл включ incl gross скидк учет discount итогов обща общ всего фактическ факт начислен списан к оплат ' +
  'единиц ед изм отпускн договорн руб сумм стоимост'
const limit = 'норм отпуск лимит limit'
/** What is sent there. */
const letters = 'счет документ акт эсф уведомлен рассылк отправк invoic billing notification'
const people = 'контактн рабоч мобильн основн бухгалтер бухгалтери директор руководител contact office'

const rest: Partial<Record<Field, string>> = {
  bin: `${whose} иин бин жсн бсн`,
  name: `${whose} ${station} полн кратк сокращен юридическ официальн full short legal`,
  code: `${whose} ${station} 1 1с 1c внутренн`,
  contractNumber: `${whose} обслуживан поставк купл продаж основн номер number`,
  contractDate: `${whose} обслуживан поставк основн заключен подписан`,
  email: `${whose} ${people} ${letters} электронн адрес address`,
  phone: `${whose} ${people} номер number`,
  city: `${whose} ${station}`,
  locale: whose,
  number: `${card} ${whose} fuel пластиков а м a авто`,
  products: `${fuel} ${card} ${station} разрешен доступн реализуем allow permitted`,
  product: `${fuel} наименован назван код тип сорт name type code grade`,
  status: `${card} ${station} текущ current действ`,
  holder: `${card} фио имя водител сотрудник держател name`,
  plate:
    'тс авто автомобил машин номер number id vehicle reg registration license государствен регистрацион транспорт средств знак а м',
  scheme: card,
  dailyLimit: `${fuel} ${card} ${whose} ${limit} литр`,
  weeklyLimit: `${fuel} ${card} ${whose} ${limit} литр`,
  monthlyLimit: `${fuel} ${card} ${whose} ${limit} литр`,
  limit: `${fuel} ${card} установлен`,
  limitPeriod: limit,
  limitUnit: `${limit} измерен`,
  balance: `${card} текущ доступн средств current available`,
  balanceUnit: 'измерен баланс',
  validFrom: `${card} действ`,
  validUntil: `${card} действ вкл включ`,
  replacedBy: card,
  volume: `${fuel} литр отпущен фактическ факт заправлен выдан продан пролит реализован номинал талон`,
  price: `${fuel} ${event} ${whose} ${paid} литр price 1`,
  sum: `${fuel} ${event} ${whose} ${paid} литр талон amount`,
  fee: `${event} ${paid} сервисн`,
  unit: `${fuel} измерен`,
  currency: `${event} ${paid} цен price amount`,
  remaining: `${card} литр`,
  divisible: card,
  batch: `${card} выпуск`,
  qr: `${card} код данны code data payload`,
  date: `${event} ${zone} ${fuel} врем совершен time`,
  time: `${event} ${zone} ${fuel} совершен`,
  station: `${event} номер код number code нөмірі коды`,
  receipt: `${event} номер фискальн кассов ккм number`,
  operation: `${event} тип вид код type code`,
  operationId: `${event} уникальн номер number id`,
  stationName: `${station} торгов обслуживан`,
  stationAddress: `${station} торгов обслуживан`,
  cashDesk: 'номер number',
  address: `${station} фактическ нахожден местонахожден местополож`,
  latitude: `${station} gps wgs град`,
  longitude: `${station} gps wgs град`,
  coordinates: `${station} gps wgs широт долгот latitude longitude`,
  hours: station,
}

/** They join words and say nothing. */
const joining = 'или либо немесе мен және or and в на по за с со из для и a the of per in by for with incl №'

const allowed = new Map(
  Object.entries(rest).map(([field, words]) => [field, new Set(`${words} ${joining}`.split(' '))]),
)

/** As they are written, and as a title's words are cut: `тенге`, `тенг`. */
const units = new Set([...unitWords.keys(), ...stemsOf([...unitWords.keys()])])

/** Words of so many letters may have any ending. */
const MIN_LETTERS = 4

/** Whether a title that has a field's name in it still names that field. */
export function isStillNamed(field: Field, stems: readonly string[], name: readonly string[]): boolean {
  const at = stems.findIndex((_, index) => name.every((word, offset) => stems[index + offset] === word))
  if (at < 0) return false
  return stems.every(
    (word, index) => (index >= at && index < at + name.length) || mayStandBeside(field, word),
  )
}

function mayStandBeside(field: Field, word: string): boolean {
  if (units.has(word) || foreignUnit.test(word)) return true
  const words = allowed.get(field)
  if (!words) return false
  if (words.has(word)) return true
  for (const known of words) if (known.length >= MIN_LETTERS && word.startsWith(known)) return true
  return false
}
