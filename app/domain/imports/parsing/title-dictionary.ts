/**
 * What the columns of registers are called in Russian, Kazakh and English, without units and punctuation.
 * Names are separated by commas, the likelier first; `=` in front: the whole title only, never a part of it.
 */
import type { FieldOf, RegisterKind } from './kinds.ts'

const bin =
  'бин, иин, бин иин, иин бин, бин клиента, бин контрагента, бин покупателя, бин компании, бсн, жсн, бсн жсн, ' +
  'жсн бсн, bin, iin, bin iin, tax id'
const product =
  'вид топлива, виды топлива, топливо, марка топлива, вид нефтепродукта, нефтепродукт, вид гсм, гсм, продукт, ' +
  'продукты, товар, номенклатура, жанармай түрі, жанармай, отын түрі, отын, fuel type, fuel, product, products'
const price =
  'цена, цена за литр, цена за л, цена литра, стоимость литра, баға, бағасы, литр бағасы, price, unit price'
const sum = 'сумма, сумма с ндс, стоимость, всего, сома, сомасы, құны, amount, sum, total, cost'
const status = 'статус, состояние, күйі, мәртебесі, статусы, status, state'
const validUntil =
  'действует по, действует до, действителен до, действительна до, срок действия, срок действия до, ' +
  'срок действия по, годен до, годна до, дата окончания, окончание действия, жарамдылық мерзімі, жарамды, ' +
  'аяқталу күні, valid until, valid to, valid till, expires, expiry date, expiry, expiration date, end date'
const cardNumber =
  'номер карты, № карты, карта №, номер топливной карты, топливная карта, карта, карта нөмірі, card number, card no, card'
const couponNumber =
  'номер талона, № талона, талон №, номер электронного талона, электронный талон, серийный номер, талон, ' +
  'талон нөмірі, электрондық талон нөмірі, coupon number, coupon no, voucher number, coupon, voucher'
const anyNumber = '=номер, =нөмірі, =number'
const stationCode = 'код азс, № азс, номер азс, азс №, азс, станция, жқс коды, жқс, station code, station'
const city = 'город, населенный пункт, қала, city, town'

export const titleDictionary: { [Kind in RegisterKind]: Record<FieldOf<Kind>, string> } = {
  companies: {
    bin,
    name:
      'наименование, наименование контрагента, полное наименование, название, контрагент, компания, клиент, ' +
      'организация, покупатель, атауы, компания атауы, ұйым, сатып алушы, company name, company, customer, name',
    code: 'код, код контрагента, код клиента, код компании, код 1с, коды, контрагент коды, customer code, code, =id',
    contractNumber:
      'договор, номер договора, № договора, договор №, шарт, шарт нөмірі, contract number, contract no, contract',
    contractDate: 'дата договора, договор от, шарт күні, шарттың күні, contract date, date of contract',
    email:
      'e mail, email, эл почта, электронная почта, почта, адрес электронной почты, емейл, имейл, е mail, ' +
      'электрондық пошта, эл пошта, mail',
    phone:
      'телефон, номер телефона, контактный телефон, мобильный телефон, тел, телефон нөмірі, phone, phone number, mobile',
    city,
  },
  cards: {
    number: `${cardNumber}, ${anyNumber}`,
    bin,
    products: product,
    status: `${status}, статус карты, состояние карты`,
    holder:
      'держатель, держатель карты, водитель, фио водителя, фио, владелец карты, сотрудник, жүргізуші, ' +
      'карта ұстаушы, ұстаушы, holder, cardholder, driver',
    plate:
      'гос номер, госномер, гос №, номер тс, номер автомобиля, номер машины, грнз, автомобиль, транспортное средство, ' +
      'тс, мемлекеттік нөмір, мем нөмір, көлік нөмірі, plate number, license plate, plate, vehicle',
    scheme: 'схема, схема обслуживания, тип карты, вид карты, режим карты, карта түрі, scheme, card type',
    dailyLimit:
      'лимит в сутки, суточный лимит, лимит суточный, лимит на сутки, дневной лимит, лимит в день, лимит на день, ' +
      'тәуліктік лимит, күндік лимит, daily limit, limit per day',
    weeklyLimit:
      'лимит в неделю, недельный лимит, лимит недельный, лимит на неделю, апталық лимит, weekly limit, limit per week',
    monthlyLimit:
      'лимит в месяц, месячный лимит, лимит месячный, лимит на месяц, айлық лимит, monthly limit, limit per month',
    balance:
      'остаток, баланс, остаток на карте, остаток средств, сальдо, қалдық, теңгерім, balance, remainder',
    validUntil,
    replacedBy:
      'заменена на, заменена картой, новый номер карты, жаңа карта нөмірі, replaced by, new card number',
  },
  coupons: {
    number: `${couponNumber}, ${anyNumber}`,
    bin,
    product,
    volume:
      'номинал, номинал талона, объем, объем талона, количество, количество литров, кол во, литраж, литры, литров, ' +
      'көлем, көлемі, саны, denomination, volume, quantity, liters, litres',
    price,
    sum,
    validFrom:
      'действует с, действителен с, срок действия с, дата начала, начало действия, дата начала действия, ' +
      'басталу күні, күшіне ену күні, valid from, start date, starts',
    validUntil,
    status: `${status}, статус талона, состояние талона`,
    remaining: 'остаток, остаток талона, остаток литров, қалдық, remaining, remainder, balance',
    divisible: 'делимый, частичное использование, частичное погашение, бөлінетін, divisible, partial use',
    batch: 'партия, номер партии, № партии, серия, топтама, партия нөмірі, batch, series',
    qr: 'qr, qr код, qr code, код qr, куар код, штрихкод, штрих код, qr payload',
  },
  transactions: {
    date: 'дата, дата операции, дата транзакции, дата и время, дата заправки, дата чека, күні, күн, date time, date, datetime',
    number:
      `номер карты талона, номер карты или талона, карта талон, ${cardNumber}, ${couponNumber}, ` +
      `card or coupon, ${anyNumber}`,
    bin,
    station: stationCode,
    product,
    volume:
      'количество, кол во, объем, литры, литров, литраж, количество литров, көлем, көлемі, саны, quantity, volume, liters, litres',
    price,
    sum,
    receipt:
      'чек №, номер чека, № чека, чек, номер документа, түбіртек нөмірі, чек нөмірі, түбіртек, receipt number, ' +
      'receipt no, receipt',
    time: 'время, время операции, время транзакции, время заправки, уақыты, уақыт, time',
  },
  stations: {
    code: `${stationCode}, код, коды, code`,
    name: 'наименование, название, наименование азс, название азс, атауы, станция атауы, station name, name',
    city,
    address: 'адрес, адрес азс, местоположение, мекенжай, мекенжайы, address, location',
    latitude: 'широта, gps широта, ендік, latitude, lat',
    longitude: 'долгота, gps долгота, бойлық, longitude, lon, lng',
    products: product,
    hours:
      'режим работы, время работы, часы работы, график работы, жұмыс уақыты, жұмыс тәртібі, opening hours, working hours, hours',
    status,
  },
}

/** A title with one of these words speaks of the seller, not of the client. */
export const foreignWords =
  /(?:^| )(?:поставщик\p{L}*|продав\p{L}*|исполнител\p{L}*|supplier|seller|жеткізуші\p{L}*)(?: |$)/u

export type Unit = 'volume' | 'money'

export const unitWords = new Map<string, Unit>([
  ...['л', 'литр', 'литров', 'литры', 'литрах', 'l', 'litre', 'litres', 'liter', 'liters'].map(
    (w) => [w, 'volume'] as const,
  ),
  ...['тг', 'тнг', 'тенге', 'теңге', 'kzt'].map((word) => [word, 'money'] as const),
])
