/**
 * Shapes that no file of the folder has, as 1C, processors, portals and accountants send them. What each must come to
 * was written down from the rules before it was tried: a value is certain, or it is asked for.
 */
import { describe, expect, test, vi } from 'vitest'
import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import { openRegister } from '#app/domain/imports/parsing/register.server.ts'
import type { RegisterOptions } from '#app/domain/imports/parsing/register.ts'
import { firstWords } from '#tests/support/products.ts'
import { BIN, book, CARD, fortyLitres, line, TITLES, text } from './support/trade-files.ts'

interface Shape {
  bytes: Buffer
  kind?: RegisterKind
  answers?: Record<string, string>
  /** Decisions and columns that a person must say, with the answers above given. */
  open?: string[]
  /** Records, faults and what is left out, by row. */
  rows?: Record<number, object | string>
}

const second = '7825060714626333'
const workbookTitles = ['Дата', 'Карта', 'БИН', 'АЗС', 'Топливо', 'Литры', 'Цена', 'Сумма']
const inWorkbook = { ...fortyLitres, receipt: null }
const drawn = '─'.repeat(40)

async function outcomeOf({ bytes, kind = 'transactions', answers }: Shape) {
  const options: RegisterOptions = { kind, ...(answers ? { answers } : {}) }
  const register = await openRegister(bytes, options)
  const asked = register.decisions.filter(({ choice }) => choice === null).map(({ code }) => code)
  const columns = register.missing.filter((field) => register.ambiguous.every((each) => each.field !== field))
  const open: string[] = [
    ...register.fileFaults.map(({ code }) => code),
    ...columns,
    ...register.ambiguous.map(({ field }) => `which ${field}`),
    ...asked,
  ]
  const rows: Record<number, object | string> = {}
  if (register.ready)
    for await (const row of register.rows(firstWords)) {
      if ('record' in row) rows[row.row] = row.record
      else rows[row.row] = 'faults' in row ? (row.faults[0]?.code ?? '') : `left out: ${row.leftOut}`
    }
  return { open, rows }
}

const shapes: Record<string, Shape> = {
  'a report of 1C 8 grouped by card: the head of a group has its number and its sums': {
    bytes: book({
      TDSheet: [
        ['Отчет по заправкам'],
        ['Параметры:', 'Период: 01.11.2026 - 30.11.2026'],
        ['Топливная карта', '', 'АЗС', 'Номенклатура', 'Количество', 'Цена', 'Сумма'],
        ['Дата операции'],
        [CARD, '', '', '', '40,00', '', '13 000,00'],
        ['02.11.2026 10:11:12', '', 'АЗС-001', 'ДТ', '40,00', '325,00', '13 000,00'],
        [second, '', '', '', '40,00', '', '13 000,00'],
        ['02.11.2026 10:11:12', '', 'АЗС-001', 'ДТ', '40,00', '325,00', '13 000,00'],
        ['Итого', '', '', '', '80,00', '', '26 000,00'],
      ],
    }),
    answers: { owner: BIN },
    rows: {
      5: 'left out: group_head',
      6: inWorkbook,
      7: 'left out: group_head',
      8: { ...inWorkbook, number: second },
      9: 'left out: total',
    },
  },
  'a print of 1C 7.7 for DOS: a table of drawn lines': {
    bytes: text(
      [
        '          Отчет по картам за ноябрь',
        `┌${drawn}┬${drawn}┐`,
        `│${TITLES.replaceAll(';', '│')}│`,
        `├${drawn}┼${drawn}┤`,
        `│ ${line().replaceAll(';', ' │ ')} │`,
        '│Итого│││││40,00││13 000,00││',
        `└${drawn}┴${drawn}┘`,
      ],
      'cp866',
    ),
    rows: { 4: 'left out: note', 5: fortyLitres, 6: 'left out: total', 7: 'left out: total' },
  },
  'the same in plain signs': {
    bytes: text(
      [
        '+-----+-----+',
        `|${TITLES.replaceAll(';', '|')}|`,
        '+-----+-----+',
        `|${line().replaceAll(';', '|')}|`,
      ],
      'cp866',
    ),
    rows: { 3: 'left out: note', 4: fortyLitres },
  },
  'lines that Excel wrapped in quotes as a whole': {
    bytes: text([`"${TITLES}"`, `"${line()}"`, `"${line({ 3: '""АЗС """"Юг""""""', 8: '778' })}"`]),
    rows: { 2: fortyLitres, 3: { ...fortyLitres, station: 'АЗС "Юг"', receipt: '778' } },
  },
  'Excel for DOS: letters of Kazakh that the encoding has not': {
    kind: 'companies',
    bytes: text(
      ['БИН;Наименование', `${BIN};ТОО Т?лп?р`, '100740229224;?скемен', '980240003816;ТОО Колос'],
      'cp866',
    ),
    rows: {
      2: 'unreadable_characters',
      3: 'unreadable_characters',
      4: expect.objectContaining({}) as object,
    },
  },
  'text of Excel in UTF-16 with tabs and no-break spaces': {
    bytes: text(
      [TITLES.replaceAll(';', '\t'), line({ 7: '13\u00a0000,00' }).replaceAll(';', '\t')],
      'utf-16le',
    ),
    rows: { 2: fortyLitres },
  },
  'a page of a portal: a table within a cell': {
    bytes: text([
      `<table><tr>${TITLES.split(';')
        .map((title) => `<th>${title}</th>`)
        .join('')}</tr>`,
      ...['777', '778'].map(
        (receipt) =>
          `<tr>${line({ 8: receipt })
            .split(';')
            .map(
              (cell, index) => `<td>${cell}${index === 3 ? '<table><tr><td>i</td></tr></table>' : ''}</td>`,
            )
            .join('')}</tr>`,
      ),
      '</table>',
    ]),
    rows: { 2: fortyLitres, 3: { ...fortyLitres, receipt: '778' } },
  },
  'days as the numbers that Excel counts': {
    bytes: text([TITLES, line({ 0: '46328,42444' })]),
    rows: { 2: fortyLitres },
  },
  'units behind the numbers, and a price of a litre': {
    bytes: text([
      'Дата;Номер карты;БИН;АЗС;Топливо;Объем;Цена;Сумма',
      `02.11.2026 10:11:12;${CARD};${BIN};АЗС-001;ДТ;40,00 л;325 KZT/л;13\u202f000,00 тг`,
    ]),
    rows: { 2: inWorkbook },
  },
  'what came back in brackets': {
    bytes: text([TITLES, line(), line({ 8: '779' }), line({ 5: '(40,00)', 7: '(13 000,00)', 8: '778' })]),
    rows: {
      2: fortyLitres,
      3: { ...fortyLitres, receipt: '779' },
      4: { ...fortyLitres, operation: 'return', volume: -40_000, amount: -1_300_000, receipt: '778' },
    },
  },
  'totals in the middle, in the column of the station and of the product': {
    bytes: text([
      TITLES,
      line(),
      ';;;Итого по АЗС-001;;40,00;;13 000,00;',
      line({ 8: '778' }),
      ';;;;Всего за 02.11.2026;80,00;;26 000,00;',
    ]),
    rows: {
      2: fortyLitres,
      3: 'left out: total',
      4: { ...fortyLitres, receipt: '778' },
      5: 'left out: total',
    },
  },
  'titles in Kazakh': {
    bytes: text([
      'Күні мен уақыты;Карта нөмірі;БСН;ЖҚС;Жанармай түрі;Көлемі, л;Бағасы, тг;Сомасы, тг;Түбіртек №',
      line(),
      ';;;;Барлығы:;40,00;;13 000,00;',
    ]),
    rows: { 2: fortyLitres, 3: 'left out: total' },
  },
  'joined files: the mark of UTF-8 and the header again in the middle': {
    bytes: text([`\uFEFF${TITLES}`, line(), `\uFEFF${TITLES}`, `\uFEFF${line({ 8: '778' })}`]),
    rows: { 2: fortyLitres, 3: 'left out: header_again', 4: { ...fortyLitres, receipt: '778' } },
  },
  'ends of lines of an old Macintosh': {
    bytes: text([TITLES, line({ 3: '"АЗС;1"' })], 'windows-1251', '\r'),
    rows: { 2: { ...fortyLitres, station: 'АЗС;1' } },
  },
  'a number of a card that Excel destroyed': {
    bytes: text([TITLES, line({ 1: '7,19E+18' })]),
    rows: { 2: 'number_destroyed' },
  },
  'a holder beside the number of the card': {
    bytes: text([
      TITLES,
      line({ 1: `${CARD} / Иванов И. И.` }),
      line({ 1: `Иванов И. И. (${CARD})`, 8: '778' }),
      line({ 1: `${CARD} ${second} Иванов`, 8: '779' }),
    ]),
    rows: { 2: fortyLitres, 3: { ...fortyLitres, receipt: '778' }, 4: 'too_long' },
  },
  'words of programs where there is no receipt': {
    bytes: text([
      TITLES,
      ...['NULL', 'nan', 'None', 'б/н'].map((word, index) =>
        line({ 0: `0${index + 1}.11.2026 10:11:12`, 8: word }),
      ),
    ]),
    rows: Object.fromEntries(
      [2, 3, 4, 5].map((row) => [row, { ...fortyLitres, localDate: `2026-11-0${row - 1}`, receipt: null }]),
    ),
  },
  'a zone in a column of its own': {
    bytes: text([
      `${TITLES};Часовой пояс`,
      `${line({ 0: '02.11.2026 08:11:12' })};UTC+3`,
      `${line({ 8: '778' })};МСК+2`,
      `${line({ 8: '779' })};Asia/Almaty`,
      `${line({ 8: '780' })};летний`,
    ]),
    rows: {
      2: fortyLitres,
      3: { ...fortyLitres, receipt: '778' },
      4: { ...fortyLitres, receipt: '779' },
      5: 'unknown_zone',
    },
  },
  'a zone beside a row from before 2024-03-01, when Almaty was at UTC+6': {
    bytes: text([
      `${TITLES};Часовой пояс`,
      `${line({ 0: '15.01.2024 07:11:12' })};UTC+3`,
      `${line({ 0: '15.01.2024 07:11:12', 8: '778' })};Москва`,
      `${line({ 0: '15.01.2024 10:11:12', 8: '779' })};Asia/Almaty`,
      `${line({ 0: '15.01.2024 10:11:12', 8: '780' })};Астана`,
    ]),
    rows: Object.fromEntries(
      ['777', '778', '779', '780'].map((receipt, index) => [
        index + 2,
        { ...fortyLitres, localDate: '2024-01-15', receipt },
      ]),
    ),
  },
  'a zone behind the time that no title speaks of': {
    bytes: text([`${TITLES};Прим.`, `${line({ 0: '02.11.2026 05:11:12' })};GMT+00:00`]),
    rows: { 2: fortyLitres },
  },
  'the time in a column without a title, right of the day': {
    bytes: text([TITLES.replace('Дата', 'Дата и время;'), line({ 0: '02.11.2026;10:11:12' })]),
    rows: { 2: fortyLitres },
  },
  'days with the day of the week, a month in letters, dots in the time': {
    bytes: text([
      TITLES,
      ...[
        'Пн 02.11.2026 10:11:12',
        'понедельник, 2 ноября 2026 г. 10:11:12',
        '2-ноя-26 10:11:12',
        '02-Nov-26 10:11:12',
        'Nov 2, 2026 10:11:12 AM',
        '02.11.2026 10.11.12',
        '2026-11-02T10:11:12.000+0500',
      ].map((day, index) => line({ 0: day, 8: `R-${index}` })),
      line({ 0: '02.11.2026 10 ч 11 мин' }),
    ]),
    rows: {
      ...Object.fromEntries(
        [2, 3, 4, 5, 6, 7, 8].map((row) => [row, { ...fortyLitres, receipt: `R-${row - 2}` }]),
      ),
      9: 'bad_date',
    },
  },
  'a day of the week before a day that could be a month': {
    bytes: text([TITLES, line({ 0: 'Пн 02/11/2026 10:11:12' })]),
    open: ['date_order'],
  },
  'two columns that both count litres': {
    bytes: text([TITLES.replace('Количество, л', 'Количество;Литры'), line({ 5: '1;40,00' })]),
    open: ['which volume'],
  },
  'a count beside the litres that its title says': {
    bytes: text([TITLES.replace('Количество, л', 'Количество;Количество, л'), line({ 5: '1;40,00' })]),
    rows: { 2: fortyLitres },
  },
  'two columns that both say what was paid': {
    bytes: text([TITLES.replace('Сумма, тг', 'Стоимость;Итого'), line({ 7: '13 000,00;12 500,00' })]),
    open: ['which sum'],
  },
  'the day of the books beside that of the refuelling': {
    bytes: text([
      TITLES.replace('Дата', 'Дата;Дата операции'),
      line({ 0: '05.11.2026;02.11.2026 10:11:12' }),
    ]),
    open: ['which date'],
  },
  'one title twice': {
    bytes: text([TITLES.replace('Сумма, тг', 'Сумма;Сумма'), line({ 7: '13 000,00;12 500,00' })]),
    open: ['which sum'],
  },
  'no price, where the amount is one of whole tiyn': {
    bytes: text([TITLES.replace('Цена, тг;', ''), line().replace('325,00;', '')]),
    rows: { 2: fortyLitres },
  },
  'no price, where no whole one comes to the amount': {
    bytes: text([TITLES.replace('Цена, тг;', ''), line({ 7: '13 000,17' }).replace('325,00;', '')]),
    open: ['price'],
  },
  'columns of products side by side': {
    bytes: text([
      'Дата;Номер карты;БИН;АЗС;АИ-92, л;ДТ, л;Сумма, тг',
      `02.11.2026 10:11:12;${CARD};${BIN};A1;;40,00;13 000,00`,
    ]),
    open: ['product', 'volume'],
  },
  'an interface of a processor: its own short titles, and codes of answers': {
    bytes: text([
      'Terminal;TrnDate;TrnTime;CardNo;GoodsName;Quantity;Price;Summa;ResponseCode',
      `10010001;02.11.2026;101112;${CARD};ДТ;40.00;325.00;13000.00;00`,
    ]),
    answers: { owner: BIN },
    open: ['operation.00'],
  },
  'a journal of an application: an object a line, with the zone': {
    bytes: text(
      ['777', '778'].map((receipt) =>
        JSON.stringify({
          ...{ created_at: '2026-11-02T05:11:12.123Z', card: CARD, bin: BIN, station: 'АЗС-001' },
          ...{ product: 'ДТ', liters: 40, price: 325, amount: 13_000, receipt },
        }),
      ),
    ),
    rows: { 2: fortyLitres, 3: { ...fortyLitres, receipt: '778' } },
  },
  'days counted from 1904': {
    bytes: book(
      { Лист1: [workbookTitles, [46_328.42444 - 1462, CARD, BIN, 'АЗС-001', 'ДТ', 40, 325, 13_000]] },
      {
        from1904: true,
        shape: (sheet) => {
          sheet.A2.z = 'dd.mm.yyyy hh:mm:ss'
        },
      },
    ),
    rows: { 2: inWorkbook },
  },
  'a return that a workbook shows in red and without a minus': {
    bytes: book(
      {
        Лист1: [
          workbookTitles,
          ['02.11.2026 10:11:12', CARD, BIN, 'АЗС-001', 'ДТ', 40, 325, 13_000],
          ['02.11.2026 10:11:12', second, BIN, 'АЗС-001', 'ДТ', -40, 325, -13_000],
        ],
      },
      {
        shape: (sheet) => {
          sheet.F3.z = sheet.H3.z = '0.00;[Red]0.00'
        },
      },
    ),
    rows: {
      2: inWorkbook,
      3: { ...inWorkbook, number: second, operation: 'return', volume: -40_000, amount: -1_300_000 },
    },
  },
  'kilograms and roubles that only the format of a cell names': {
    bytes: book(
      {
        Лист1: [
          workbookTitles,
          ['02.11.2026 10:11:12', CARD, BIN, 'АЗС-001', 'ДТ', 40, 325, 13_000],
          ['02.11.2026 10:11:12', second, BIN, 'АЗС-001', 'ДТ', 40, 325, 13_000],
        ],
      },
      {
        shape: (sheet) => {
          sheet.F2.z = '0.00" кг"'
          sheet.H3.z = '#,##0.00\\ [$₽-419]'
        },
      },
    ),
    rows: { 2: 'foreign_unit', 3: 'foreign_currency' },
  },
  'limits with their period in the cell': {
    kind: 'cards',
    bytes: text([
      'Номер карты;БИН;Виды топлива;Статус;Лимит',
      `${CARD};${BIN};ДТ;Активна;50 л/сут`,
      `${second};${BIN};ДТ;Активна;1 500 л в месяц`,
      `7825060714626341;${BIN};ДТ;Активна;без ограничений`,
    ]),
    rows: {
      2: expect.objectContaining({ dailyLimit: 50_000, monthlyLimit: null, limitUnit: 'ml' }) as object,
      3: expect.objectContaining({ dailyLimit: null, monthlyLimit: 1_500_000, limitUnit: 'ml' }) as object,
      4: expect.objectContaining({
        dailyLimit: null,
        weeklyLimit: null,
        monthlyLimit: null,
        limitUnit: null,
      }) as object,
    },
  },
  'cards without a limit': {
    kind: 'cards',
    bytes: text([
      'Номер карты;БИН;Виды топлива;Статус;Суточный лимит, л;Месячный лимит, л',
      `${CARD};${BIN};ДТ;Активна;Не ограничено;Безлимитный`,
      `${second};${BIN};ДТ;Активна;50;шектеусіз`,
      `7825060714626341;${BIN};ДТ;Активна;Unlimited;1000`,
      `7825060714626358;${BIN};ДТ;Активна;ограничен;1000`,
    ]),
    rows: {
      2: expect.objectContaining({ dailyLimit: null, monthlyLimit: null, limitUnit: null }) as object,
      3: expect.objectContaining({ dailyLimit: 50_000, monthlyLimit: null, limitUnit: 'ml' }) as object,
      4: expect.objectContaining({ dailyLimit: null, monthlyLimit: 1_000_000, limitUnit: 'ml' }) as object,
      5: 'not_a_number',
    },
  },
  'the last month of a card in three ways': {
    kind: 'cards',
    bytes: text([
      'Номер карты;БИН;Виды топлива;Статус;Срок действия',
      ...['12/27', '12.2027', '2027-12', '12.27'].map(
        (month, index) => `782506071462632${index};${BIN};ДТ;Активна;${month}`,
      ),
    ]),
    rows: {
      ...Object.fromEntries(
        [2, 3, 4].map((row) => [row, expect.objectContaining({ validUntil: '2027-12-31' }) as object]),
      ),
      5: 'bad_date',
    },
  },
  'a term of coupons in one column': {
    kind: 'coupons',
    bytes: text([
      'Номер талона;БИН;Топливо;Номинал;Цена;Срок действия;Статус',
      `99996196100000000000;${BIN};АИ-95;20;259;01.11.2026 - 30.04.2027;Активен`,
      `99996196100000000001;${BIN};АИ-95;20;259;с 01.11.2026 по 30.04.2027;Активен`,
    ]),
    rows: Object.fromEntries(
      [2, 3].map((row) => [
        row,
        expect.objectContaining({ validFrom: '2026-11-01', validUntil: '2027-04-30' }) as object,
      ]),
    ),
  },
  'a point on the map in one column': {
    kind: 'stations',
    bytes: text([
      'Код АЗС;Наименование;Координаты;Виды топлива',
      '1;Юг;43.256,76.945;ДТ',
      '2;Север;43.256° N, 76.945° E;ДТ',
      '3;Запад;43,256,76,945;ДТ',
    ]),
    rows: {
      2: expect.objectContaining({ latitude: 43.256, longitude: 76.945 }) as object,
      3: expect.objectContaining({ latitude: 43.256, longitude: 76.945 }) as object,
      4: 'bad_coordinate',
    },
  },
  'a point on the map whose title says what comes first': {
    kind: 'stations',
    bytes: text([
      'Код АЗС;Наименование;Координаты (широта, долгота);Виды топлива',
      '1;Юг;43.238949, 76.889709;ДТ',
    ]),
    rows: { 2: expect.objectContaining({ latitude: 43.238949, longitude: 76.889709 }) as object },
  },
  'coupons by series and number in one column, units below the titles': {
    kind: 'coupons',
    bytes: text([
      'Реестр талонов № 15 от 01.11.2026',
      '№ п/п;Серия и номер талона;БИН покупателя;Нефтепродукт;Номинал;Цена с НДС;Срок действия до;Состояние',
      ';;;;л;тг;;',
      `1;АБ 0000123;${BIN};АИ-95;20;259;30.04.2027;Действующий`,
      `2;99996196100000000002;${BIN};АИ-95;20;259;30.04.2027;Погашен`,
      ';Итого;;;40;;;',
    ]),
    rows: {
      3: 'left out: header_again',
      4: expect.objectContaining({ number: 'АБ 0000123', batch: null, volume: 20_000 }) as object,
      5: expect.objectContaining({ number: '99996196100000000002', status: 'redeemed' }) as object,
      6: 'left out: total',
    },
  },
  'coupons of a portal in English, by the moments of issue and end': {
    kind: 'coupons',
    bytes: text([
      'voucher_no,fuel,denomination_l,price_kzt,issued_at,expires_at,state,customer_bin',
      `99996196100000000001,AI-95,20,259.00,2026-11-01,2027-04-30,ACTIVE,${BIN}`,
    ]),
    rows: {
      2: expect.objectContaining({ validFrom: '2026-11-01', validUntil: '2027-04-30' }) as object,
    },
  },
  'a processor in German': {
    bytes: text([
      'Datum;Uhrzeit;Kartennummer;Stationsname;Artikel;Menge;Einzelpreis;Bruttobetrag;Belegnummer;Währung',
      `02.11.2026;10:11:12;${CARD};АЗС-001;Diesel;40,00;325,00;13.000,00;777;KZT`,
    ]),
    answers: { owner: BIN },
    rows: { 2: expect.objectContaining({ ...fortyLitres, stationName: 'АЗС-001' }) as object },
  },
  'cards whose column says when their term ends': {
    kind: 'cards',
    bytes: text([
      'Номер карты|Держатель|БИН|Лимит|Период|Ед.|Статус|Окончание срока',
      `${CARD}|Иванов И.|${BIN}|100|сутки|л|Активна|31.12.2027`,
      `${second}|Петров П.|${BIN}|500000|месяц|тг|Заблокирована|12/27`,
    ]),
    rows: {
      2: expect.objectContaining({ validUntil: '2027-12-31', dailyLimit: 100_000 }) as object,
      3: expect.objectContaining({ validUntil: '2027-12-31', monthlyLimit: 50_000_000 }) as object,
    },
  },
}

describe('a shape that somebody sends tomorrow', () => {
  test.each(Object.entries(shapes))('%s', async (_name, shape) => {
    const { open, rows } = await outcomeOf(shape)
    expect(open).toEqual(shape.open ?? [])
    expect(rows).toMatchObject(shape.rows ?? {})
    expect(Object.keys(rows)).toEqual(Object.keys(shape.rows ?? {}))
  })

  test.each(['xlsx', 'biff8', 'ods', 'fods'] as const)('the same numbers in a %s', async (type) => {
    // The writer of OpenDocument reports every separator in a format of dates, and writes it nevertheless.
    vi.spyOn(console, 'error').mockReturnValue()
    const bytes = book(
      { Лист1: [workbookTitles, [46_328.42444, CARD, BIN, 'АЗС-001', 'ДТ', 40, 325, 13_000]] },
      {
        type,
        shape: (sheet) => {
          sheet.A2.z = 'yyyy-mm-dd hh:mm:ss'
        },
      },
    )
    expect(await outcomeOf({ bytes })).toMatchObject({ open: [], rows: { 2: inWorkbook } })
  })

  test('two registers behind a title page: the other one is named', async () => {
    const rows = [TITLES.split(';'), line().split(';')]
    const bytes = book({ Титул: [['Реестр заправок'], ['за ноябрь']], 'Лист 1': rows, 'Лист 2': rows })
    expect(await openRegister(bytes, { kind: 'transactions' })).toMatchObject({
      sheet: 'Лист 1',
      otherSheets: ['Лист 2'],
      ready: true,
    })
  })
})

describe('what an earlier file of the sender was told', () => {
  const days = (...found: string[]) =>
    text([TITLES, ...found.map((day, index) => line({ 0: day, 8: `R-${index}` }))])
  const dated = async (bytes: Buffer, options: RegisterOptions) => {
    const register = await openRegister(bytes, { kind: 'transactions', ...options })
    return register.decisions.find(({ code }) => code === 'date_order')
  }
  const earlier = { answers: { date_order: 'dmy' }, remembered: ['date_order'] }

  test('serves where this file proves nothing', async () => {
    expect(await dated(days('02/11/2026 10:11:12'), earlier)).toMatchObject({ choice: 'dmy', by: 'answer' })
  })

  test('yields to what this file proves', async () => {
    const bytes = days('02/11/2026 10:11:12', '11/25/2026 10:11:12')
    expect(await dated(bytes, earlier)).toMatchObject({ choice: 'mdy', by: 'file' })
  })

  test('is asked again where this file contradicts itself', async () => {
    const bytes = days('02/11/2026 10:11:12', '11/25/2026 10:11:12', '25/11/2026 10:11:12')
    expect(await dated(bytes, earlier)).toMatchObject({ choice: null })
    expect(await dated(bytes, { answers: { date_order: 'dmy' } })).toMatchObject({ choice: 'dmy' })
  })

  test('holds for a decimal mark in the same way', async () => {
    const marked = async (amount: string, remembered: string[]) => {
      const bytes = text([
        TITLES.replace('Цена, тг;', ''),
        `02.11.2026 10:11:12;${CARD};${BIN};A1;ДТ;1.250;${amount};1`,
      ])
      const options = { kind: 'transactions', answers: { decimal_mark: 'comma' }, remembered } as const
      return (await openRegister(bytes, options)).decisions.find(({ code }) => code === 'decimal_mark')
        ?.choice
    }
    expect(await marked('500', ['decimal_mark'])).toBe('comma')
    expect(await marked('500.00', ['decimal_mark'])).toBe('point')
    expect(await marked('500.00', [])).toBe('comma')
  })
})
