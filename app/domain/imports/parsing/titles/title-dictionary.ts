/**
 * What the columns of registers are called in Russian, Kazakh and English, without units and punctuation.
 * Names are separated by commas, the likelier first; `=` in front: the whole title only, never a part of it.
 */
import type { FieldOf, RegisterKind } from '../kinds.ts'

const bin =
  'бин, иин, бин иин, иин бин, бин клиента, бин контрагента, бин покупателя, бин компании, бсн, жсн, бсн жсн, ' +
  'жсн бсн, контрагент бин, клиент бин, bin, iin, bin iin, tax id'
const product =
  'вид топлива, виды топлива, топливо, марка топлива, вид нефтепродукта, нефтепродукт, вид гсм, гсм, продукт, ' +
  'продукты, товар, услуга, номенклатура, разрешенные нефтепродукты, наименование тмцу, разновидность услуги, ' +
  'вид палива, паливо, вид нп, =нп, =материал, produkt, мұнай өнімі, мұнай өнімінің түрі, жанармай маркасы, тауар, grade, fuel grade, fuel name, наименование топлива, наименование товара, марка гсм, service name, product name, product type, ' +
  'product description, fuels, goods name, g name, artikelgruppe, artikel, artikelbezeichnung, kraftstoff, opis produktu, жанармай түрі, жанармай түрлері, жанармай, отын түрі, отын түрлері, отын, fuel type, fuel, product, products'
const price =
  'цена, preis, einzelpreis, preis pro liter, =ppl, unit cost, бір литр бағасы, бірлік бағасы, цена за литр, цена за л, цена литра, цена со скидкой, цена с ндс, цена единицы с ндс, цена единицы с ндс со скидкой, ціна, стоимость литра, баға, бағасы, литр бағасы, price, unit price, price per unit, price per litre, cena netto, cena'
const sum =
  'сумма, =summa, жалпы сома, жалпы сомасы, төленген сома, =gross, total price, line total, стоимость всего с ндс, к оплате, сумма с ндс, итого, итого с ндс, стоимость, стоимость с ндс, ' +
  'стоимость со скидкой, сумма со скидкой, всего, сома, сомасы, құны, сума, вартість, total amount, gross amount local, ' +
  'gross amount, amount, sum, total, cost, wartosc faktury brutto, wartosc brutto, summe, bruttobetrag, betrag, total amt, net amount'
const status =
  'статус, состояние, is active, статус топливной карты, статус карты, күйі, мәртебесі, статусы, status, state'
const validUntil =
  'действует по, действует до, действителен до, действительна до, срок действия, срок действия до, ' +
  'срок действия по, годен до, годна до, дата окончания, окончание действия, окончание срока, срок окончания, ' +
  'окончание срока действия, жарамдылық мерзімі, жарамды мерзімі, жарамды, ' +
  'срок годности, дата окончания срока действия, срок действия топливной карты, термін дії, аяқталу күні, valid until, valid to, valid till, expires, expiry date, expiry, expiration date, end date, expiration, valid thru, expires at, expires on'
const cardNumber =
  'номер карты, № карты, номер топл карты, карта №, номер топливной карты, топливная карта, карта, карта нөмірі, номер картки, картка, картаның нөмірі, отын картасының нөмірі, card number, card №, card num, pan number, card pan, pan, card id, nr karty, kartennummer, karten nr, card no, card'
const couponNumber =
  'номер талона, № талона, талон №, номер электронного талона, электронный талон, серийный номер, талон, ' +
  'серия и номер талона, серия и номер, серия номер талона, талон нөмірі, электрондық талон нөмірі, external id, coupon number, coupon no, voucher number, coupon, voucher'
const anyNumber = '=номер, =нөмірі, =number'
const stationCode =
  'код азс, код то, номер то, жқс нөмірі, site id, station id, site number, site №, =то, торговая точка, азк, номер азк, =merchant, =site, № азс, номер азс, азс №, азс, казс, объект, точка обслуживания, станция, жқс коды, жқс, station code, station, ' +
  'pos code, site code, uidazs, numer stacji, servicestelle, tankstelle'
const city = 'город, місто, comune, ort, населенный пункт, қала, елді мекен, city, town'

const plate =
  'государственный регистрационный знак, =грз, государственный регистрационный знак автомобиля, reg №, plate number, гос номер, госномер, гос №, номер тс, номер автомобиля, номер машины, грнз, автомобиль, транспортное средство, ' +
  'тс, мемлекеттік нөмір, мемлекеттік нөмірі, мем нөмір, көлік нөмірі, plate number, license plate, plate, vehicle'

export const titleDictionary: { [Kind in RegisterKind]: Record<FieldOf<Kind>, string> } = {
  companies: {
    bin,
    name:
      'наименование, наименование контрагента, полное наименование, название, контрагент, компания, клиент, ' +
      'организация, покупатель, атауы, компания атауы, ұйым, сатып алушы, company name, company, customer, name',
    code: 'код, код контрагента, код клиента, код компании, код 1с, коды, контрагент коды, id клиента, id контрагента, customer id, client id, customer code, code, =id',
    contractNumber:
      'договор, договор контрагента, основной договор, номер договора, № договора, договор №, шарт, шарт нөмірі, contract number, contract no, contract',
    contractDate:
      'дата договора, договор контрагента дата, договор от, шарт күні, шарттың күні, contract date, date of contract',
    email:
      'e mail, email, эл почта, эл адрес, электронный адрес, электронная почта, почта, адрес электронной почты, емейл, имейл, е mail, ' +
      'электрондық пошта, эл пошта, mail',
    phone:
      'телефон, номер телефона, контактный телефон, мобильный телефон, тел, телефон нөмірі, phone, phone number, mobile',
    city,
    locale:
      'язык, язык писем, язык общения, язык переписки, тіл, хат тілі, хат алмасу тілі, language, locale',
  },
  cards: {
    number: `${cardNumber}, ${anyNumber}`,
    bin,
    products: product,
    status: `${status}, статус карты, состояние карты`,
    holder:
      'фио водителя, жүргізушінің аты жөні, аты жөні, ұстаушының аты жөні, cardholder name, держатель, держатель карты, водитель, фио водителя, фио, владелец карты, сотрудник, жүргізуші, ' +
      'карта ұстаушы, ұстаушы, holder, cardholder, driver',
    plate,
    scheme: 'схема, схема обслуживания, тип карты, вид карты, режим карты, карта түрі, scheme, card type',
    dailyLimit:
      'лимит в сутки, лимит сутки, лимит день, суточный лимит, дневная норма отпуска топлива, дневная норма отпуска топлива в литрах, дневная норма, суточная норма, лимит суточный, лимит на сутки, дневной лимит, лимит в день, лимит на день, ' +
      'тәуліктік лимит, күндік лимит, daily limit, limit per day',
    weeklyLimit:
      'лимит в неделю, лимит неделя, недельный лимит, лимит недельный, лимит на неделю, апталық лимит, weekly limit, limit per week',
    monthlyLimit:
      'лимит в месяц, лимит месяц, месячный лимит, месячная норма отпуска топлива, месячная норма, лимит месячный, лимит на месяц, айлық лимит, monthly limit, limit per month',
    limit: 'лимит, лимит карты, limit',
    limitPeriod: 'период, период лимита, кезең, period, limit period',
    limitUnit:
      'ед изм лимита, единица измерения, ед изм, =еи, =ед, =единица, =единицы, unit of measure, uom, өлшем бірлігі, единица лимитов, единица лимита, единица измерения лимита, limit unit, лимит бірлігі, лимиттердің өлшем бірлігі',
    balance:
      'остаток, баланс, остаток на карте, остаток средств, сальдо, қалдық, теңгерім, balance, remainder',
    balanceUnit:
      'единица измерения баланса, ед изм баланса, единица баланса, баланстың өлшем бірлігі, balance unit, unit of balance',
    validUntil,
    replacedBy:
      'заменена на, заменена картой, новый номер карты, жаңа карта нөмірі, replaced by, new card number',
  },
  coupons: {
    number: `${couponNumber}, ${anyNumber}`,
    bin,
    product,
    volume:
      'номинал, номінал, номинал талона, объем, объем талона, количество, количество литров, кол во, литраж, литры, литров, ' +
      'көлем, көлемі, саны, denomination, volume, quantity, liters, litres',
    price,
    sum,
    validFrom:
      'действует с, дата выдачи, дата выпуска, =выдан, берілген күні, действителен с, срок действия с, дата начала, начало действия, дата начала действия, ' +
      'басталу күні, күшіне ену күні, valid from, start date, starts, issued at, issued on, issue date',
    validUntil,
    status: `${status}, статус талона, состояние талона`,
    unit: 'единица измерения, ед изм, =еи, =ед, =единица, =единицы, өлшем бірлігі, unit of measure, uom, mengeneinheit',
    currency: 'валюта, currency, =ccy, wahrung, währung, waluta',
    remaining: 'остаток, остаток талона, остаток литров, қалдық, remaining, remainder, balance',
    divisible: 'делимый, частичное использование, частичное погашение, бөлінетін, divisible, partial use',
    batch: 'партия, номер партии, № партии, серия, топтама, партия нөмірі, batch, series',
    qr: 'qr, код погашения, qr code data, qr данные, qr код, qr code, код qr, куар код, штрихкод, штрих код, qr payload',
  },
  transactions: {
    date: 'дата, =период, occurred at, created at, trn date, txn date, trans date, date of transaction, күні мен уақыты, күні және уақыты, операция күні, құю күні, дата и время отпуска, дата время, день, datum, ts, data trans, transaction date, дата операции, дата транзакции, дата и время, дата заправки, дата чека, күні, күн, date time, date, datetime, date and time, дата отпуска, дата и время операции, дата и время транзакции, timestamp',
    number:
      `номер карты талона, номер карты или талона, карта талон, ${cardNumber}, ${couponNumber}, ` +
      `card or coupon, карта или талон, карта немесе талон, ${anyNumber}`,
    bin,
    plate: `${plate}, гос ном знак, рег № т с, номер т с, регистрационный номер`,
    station: stationCode,
    product,
    volume:
      'gallons, =отпуск, =выдача, =выдано, =заправлено, =факт, отпуск литров, объем топлива, объем отпуска, мөлшер, мөлшері, литр саны, құйылған көлем, =ltrs, volume dispensed, количество, количество топлива, количество тмцу, кол заправ топл, отпущено, кол во, объем, литры, литров, литраж, количество литров, көлем, көлемі, саны, quantity, volume, liters, litres, qty, units, =value, menge, ilosc litrow, product quantity, обсяг, кількість',
    price,
    sum,
    receipt:
      'чек №, чек номер, invoice №, invoice number, rechnungsnummer, belegnummer, bill, номер чека, № чека, чек, номер документа, түбіртек нөмірі, чек нөмірі, түбіртек, receipt number, ' +
      'receipt no, receipt, ticket, slip, slip number, номер слипа, un id, eft number, =code, =id',
    time: 'время, txn time, trn time, trans time, құю уақыты, операция уақыты, время отпуска, transaction time, zeit, uhrzeit, godzina transakcji, время операции, время транзакции, время заправки, уақыты, уақыт, time',
    hour: '=час, =hour, =сағат',
    minute: '=минута, =минуты, =minute, =минут',
    operation:
      'операция, тип операции, тип документа, вид документа, статус операции, статус транзакции, тип чека, вид чека, =результат, результат операции, =код ответа, =знак, =д к, дебет кредит, txn type, txn status, transaction status, =result, response code, вид операции, код операции, тип транзакции, вид транзакции, operation, operation type, ' +
      'transaction type, type id, purchase refund, операция түрі, =возврат, =признак возврата, =сторно, =refund, =is refund, =is return, =type, =тип, =status, =статус',
    fee: 'стоимость услуг с ндс, стоимость услуг, сервисный сбор, комиссия, service fee, fee',
    operationId:
      'id операции, номер операции, transaction id, operation id, номер транзакции, id транзакции, nr trans',
    stationName:
      'наименование азс, название азс, жқс атауы, станция атауы, site name, station name, stationsname, merchant name',
    stationAddress: 'адрес азс, адрес то, жқс мекенжайы, адрес, site address, location, address',
    cashDesk: 'касса, номер кассы, cash desk',
    unit: 'единица измерения, ед изм, =еи, =ед, =единица, =единицы, өлшем бірлігі, unit of measure, uom, mengeneinheit',
    currency: 'валюта, currency, =ccy, wahrung, währung, waluta',
  },
  stations: {
    code: `${stationCode}, код, коды, code, =id`,
    name: 'наименование, название, наименование объекта, название объекта, наименование азс, название азс, атауы, станция атауы, station name, name',
    city,
    address: 'адрес, адрес азс, indirizzo, местоположение, мекенжай, мекенжайы, address, location',
    latitude: 'широта, latitudine, gps широта, ендік, latitude, lat',
    longitude: 'долгота, longitudine, gps долгота, бойлық, longitude, lon, lng',
    coordinates: 'координаты, =gps, coordinates, координаттар',
    products: `${product}, ассортимент, ассортимент топлива`,
    hours:
      'режим работы, время работы, часы работы, график работы, жұмыс уақыты, жұмыс тәртібі, opening hours, working hours, hours',
    status,
  },
  payments: {
    date: 'дата операции, дата проводки, дата зачисления, дата платежа, дата поступления, операция күні, төлем күні, operation date, booking date, transaction date, payment date, дата, күні, date, дата валютирования, value date, дата документа, document date',
    account:
      'наш счет, номер нашего счета, счет организации, иик организации, счет клиента, лицевой счет, =расчетный счет, =номер счета, =счет, =иик, біздің шот, =есеп шоты, =жск, our account, account number, =account, =iban',
    documentNumber:
      'номер документа, № документа, номер платежного поручения, № платежного поручения, номер платежного документа, № док, номер док, =номер, құжат нөмірі, document number, document no, doc no, =number, =reference, =ref, reference number',
    credit:
      'поступило, поступление, поступления, сумма поступления, приход, сумма приход, кредит, =кт, сумма кт, оборот кт, обороты кт, обороты кредит, обороты по кредиту, сумма кредит, сумма по кредиту, оборот по кредиту, кредит оборот, зачислено, зачисление, кіріс, түсті, credit, credit amount, paid in, money in',
    debit:
      'списано, списание, списания, сумма списания, расход, сумма расход, дебет, =дт, сумма дт, оборот дт, обороты дт, обороты дебет, обороты по дебету, сумма дебет, сумма по дебету, оборот по дебету, дебет оборот, шығыс, есептен шығарылды, debit, debit amount, paid out, money out, withdrawal',
    sum: 'сумма платежа, сумма операции, сумма документа, сумма, төлем сомасы, сома, сомасы, payment amount, amount, sum',
    side: 'дебет кредит, кредит дебет, дт кт, кт дт, тип дт кт, признак дт кт, =д к, =дк, приход расход, расход приход, направление, направление платежа, =тип, =тип операции, =вид операции, =знак, бағыты, debit credit, credit debit, dr cr, cr dr, =d c, =dc, direction, =type, credit debit indicator',
    payerName:
      'плательщик, наименование плательщика, отправитель, наименование отправителя, отправитель денег, контрагент, наименование контрагента, отправитель бенефициар, отправитель получатель, плательщик получатель, наименование отправителя бенефициара, наименование бенефициара отправителя денег, наименование плательщика получателя, наименование отправителя получателя, бенефициар отправитель денег, корреспондент, наименование корреспондента, төлеуші, төлеушінің атауы, ақша жөнелтуші, payer, payer name, sender, counterparty',
    payerBin:
      'бин плательщика, бин иин плательщика, иин бин плательщика, плательщик бин, бин отправителя, бин иин отправителя, иин бин отправителя, бин контрагента, бин иин контрагента, иин бин контрагента, бин отправителя бенефициара, бин иин отправителя бенефициара, бин иин бенефициара отправителя денег, бин иин отправителя получателя, бин плательщика получателя, бин иин плательщика получателя, бин отправителя получателя, бин корреспондента, бин иин корреспондента, төлеушінің бсн, төлеушінің жсн бсн, =бин, =бин иин, =иин бин, =иин, =бсн, =бсн жсн, =жсн бсн, payer bin, sender bin, counterparty bin, =bin, =iin',
    payerAccount:
      'счет плательщика, иик плательщика, счет отправителя, иик отправителя, счет контрагента, иик контрагента, иик отправителя бенефициара, иик бенефициара отправителя денег, счет бенефициара отправителя денег, счет отправителя бенефициара, счет плательщика получателя, иик плательщика получателя, счет отправителя получателя, счет корреспондента, иик корреспондента, төлеушінің шоты, төлеушінің жск, payer account, payer iban, sender account, counterparty account, counterparty iban',
    recipientName:
      'получатель, наименование получателя, бенефициар, наименование бенефициара, алушы, алушының атауы, бенефициардың атауы, recipient, recipient name, beneficiary, beneficiary name',
    recipientBin:
      'бин получателя, бин иин получателя, иин бин получателя, получатель бин, бин бенефициара, бин иин бенефициара, алушының бсн, алушының жсн бсн, recipient bin, beneficiary bin',
    recipientAccount:
      'счет получателя, иик получателя, счет бенефициара, иик бенефициара, алушының шоты, алушының жск, recipient account, beneficiary account, beneficiary iban',
    purpose:
      'назначение платежа, назначение, детали платежа, содержание операции, содержание, основание платежа, описание, описание операции, төлем мақсаты, төлем тағайындалуы, payment purpose, purpose, payment details, details, description, narrative',
    paymentCode: 'кнп, код назначения платежа, код назначения, төлем мақсатының коды, тмк, purpose code, knp',
    currency: 'валюта, currency, =ccy',
  },
}

/** A title with one of these words speaks of the seller, not of the client. */
export const foreignWords =
  /(?:^| )(?:поставщик\p{L}{0,12}|продав\p{L}{0,12}|исполнител\p{L}{0,12}|владел\p{L}{0,12} азс|supplier|seller|жеткізуші\p{L}{0,12}|exclude|discount|exchange|country|dsum|dprice|odometer|пробег)(?: |$)/u

export type Unit = 'volume' | 'money'

export const unitWords = new Map<string, Unit>([
  ...[
    'л',
    'литр',
    'литров',
    'литры',
    'литрах',
    'литра',
    'l',
    'ltr',
    'litre',
    'litres',
    'liter',
    'liters',
  ].map((w) => [w, 'volume'] as const),
  ...['тг', 'тнг', 'тенге', 'теңге', 'tenge', 'kzt'].map((word) => [word, 'money'] as const),
])
