import { type Case, coupon } from './case.ts'

const coupons = (numbers: Record<number, string>, changes: object = {}): Case => ({
  kind: 'coupons',
  rows: Object.fromEntries(Object.entries(numbers).map(([row, number]) => [row, coupon(number, changes)])),
})
const file = (fault: NonNullable<Case['file']>, kind: Case['kind'] = 'coupons'): Case => ({
  kind,
  file: fault,
})
const named = (names: Record<string, string>): Record<string, Case> =>
  Object.fromEntries(Object.entries(names).map(([name, number]) => [name, coupons({ 2: number })]))

export const couponCases: Record<string, Case> = {
  ...named({
    'blank-rows-600k.xlsx': '89990000000000000002',
    'date-words.csv': '88000000000000752305',
    'date1904-general.xlsx': '88000000000000023757',
    'header-breaks.xlsx': '88000000000071278919',
    'sheetjs-fods.fods': '89000000000000047514',
    'sheetjs-xlml.xls': '89000000000000055433',
    'strict-tz.xlsx': '88000000000000197975',
    'tail-garbage.xlsx': '88000000000039745461',
    'handled/abs-target.xlsx': '88000000000000213813',
    'handled/apostrophe-thousand.csv': '88000000000039658352',
    'handled/backslash.xlsx': '88000000000039753380',
    'handled/blank-lines.csv': '89990000000000000003',
    'handled/csv-as.xls': '88000000000024596414',
    'handled/csv-as.xlsx': '88000000000024588495',
    'handled/csv-named.xlsx': '88000000000024580576',
    'handled/csv.gz': '88000000000024564738',
    'handled/csv.zip': '88000000000024572657',
    'handled/date-2digit.csv': '88000000000000744386',
    'handled/date-as-text-format.xlsx': '88000000000039769218',
    'handled/date-format-0.xlsx': '88000000000000039595',
    'handled/date-format-1.xlsx': '88000000000000047514',
    'handled/date-format-2.xlsx': '88000000000000055433',
    'handled/date-format-3.xlsx': '88000000000000063352',
    'handled/date-format-4.xlsx': '88000000000000071271',
    'handled/date-format-5.xlsx': '88000000000000079190',
    'handled/date-format-6.xlsx': '88000000000000087109',
    'handled/date-format-7.xlsx': '88000000000000095028',
    'handled/date-general.xlsx': '88000000000000031676',
    'handled/date-iso.csv': '88000000000000720629',
    'handled/date1904-1.xlsx': '88000000000000007919',
    'handled/date1904-true.xlsx': '88000000000000015838',
    'handled/enc-cp1251.csv': '88000000000000451383',
    'handled/enc-cp866.csv': '88000000000000459302',
    'handled/enc-kz1048.csv': '88000000000000467221',
    'handled/enc-utf-8-sig.csv': '88000000000000506816',
    'handled/enc-utf-8.csv': '88000000000000498897',
    'handled/exceljs.xlsx': '89000000000000142542',
    'handled/formula-no-value.xlsx': '88000000000000348436',
    'handled/header-breaks-plain.xlsx': '89990000000000000001',
    'handled/header-zwsp.xlsx': '89990000000000000001',
    'handled/hidden-col.xlsx': '88000000000000237570',
    'handled/hidden-sheet.xlsx': '88000000000000245489',
    'handled/html-utf16.xls': '88000000000024556819',
    'handled/html.xls': '88000000000024556819',
    'handled/inline-strings.xlsx': '88000000000000174218',
    'handled/money-format-0.xlsx': '88000000000000102947',
    'handled/money-format-1.xlsx': '88000000000000110866',
    'handled/money-format-2.xlsx': '88000000000000118785',
    'handled/money-format-3.xlsx': '88000000000000126704',
    'handled/money-format-4.xlsx': '88000000000000134623',
    'handled/money-format-5.xlsx': '88000000000000142542',
    'handled/no-refs.xlsx': '88000000000039745461',
    'handled/prefixed.xlsx': '88000000000000205894',
    'handled/sheetjs-celldates.xlsx': '89000000000000134623',
    'handled/sheetjs-html.html': '89000000000000079190',
    'handled/sheetjs-ods.ods': '89000000000000039595',
    'handled/sheetjs-txt.txt': '89000000000000118785',
    'handled/sheetjs.xlsx': '89000000000000126704',
    'handled/sst-capital.xlsx': '88000000000000182137',
    'handled/strict.xlsx': '88000000000000190056',
    'handled/trailing-empty-cols.csv': '88000000000000712710',
    'handled/utf16be.csv': '88000000000000427626',
    'handled/utf16le-nobom.csv': '88000000000000435545',
    'handled/utf16le-tab.txt': '88000000000000419707',
    'handled/xfd-columns.xlsx': '88000000000000364274',
  }),
  'handled/row-gaps.xlsx': coupons({ 6: '88000000000039737542' }),
  'handled/nbsp.xlsx': { kind: 'coupons' },
  'handled/rich-text.xlsx': { kind: 'coupons' },
  'handled/sep-line.csv': coupons({ 3: '88000000000000380112' }),
  'handled/sep-line-bom.csv': coupons({ 3: '88000000000000388031' }),
  'handled/sep-line-cr.csv': coupons({ 3: '88000000000000395950' }),
  'handled/sep-quoted.csv': coupons({ 3: '88000000000000403869' }),
  'handled/sep-space.csv': coupons({ 3: '88000000000000411788' }),
  'handled/joined-boms.csv': {
    ...coupons({ 2: '88000000000039610838', 4: '88000000000039618757' }),
    left: { 3: 'header_again' },
  },
  'handled/enc-few-letters.csv': coupons({ 2: '88000000000000514735' }, { product: 'diesel', price: 32_500 }),
  'handled/enc-few-letters-866.csv': coupons(
    { 2: '88000000000000522654' },
    { product: 'diesel', price: 32_500 },
  ),
  'handled/float-noise.xlsx': coupons({ 2: '88000000000000150461' }, { volume: 47_520 }),
  'handled/newline-in-cell.csv': coupons({ 2: '88000000000039602919' }, { batch: 'Партия № 7' }),
  'handled/trailing-delimiters.csv': {
    kind: 'coupons',
    rows: { 2: coupon('88000000000000554330', { qr: null }) },
  },
  // 30 April in the second column says that the month stands first in both.
  'handled/date-us.csv': { ...coupons({ 2: '88000000000000728548' }), takes: { date_order: 'mdy' } },
  'handled/accounting-negative.csv': { kind: 'coupons', faults: { 2: 'negative' } },
  'handled/scientific-comma.csv': { kind: 'coupons', faults: { 2: 'number_destroyed' } },
  'handled/number-16-digits.xlsx': { kind: 'coupons', faults: { 2: 'number_destroyed' } },
  'handled/number-20-digits.xlsx': { kind: 'coupons', faults: { 2: 'number_destroyed' } },
  'handled/formula-number.xlsx': { kind: 'coupons', faults: { 2: 'formula' } },
  ...Object.fromEntries(
    [0, 1, 2, 3].map((index): [string, Case] => [
      `handled/error-${index}.xlsx`,
      { kind: 'coupons', faults: { 2: 'excel_error' } },
    ]),
  ),
  'handled/grouped-report.xlsx': {
    kind: 'coupons',
    rows: { 3: coupon('88000000000039785056') },
    left: { 2: 'note', 4: 'total', 5: 'total' },
  },
  'handled/two-bins.csv': { kind: 'coupons', ambiguous: ['bin'] },
  'handled/enc-iso8859-5.csv': { kind: 'coupons', missing: ['number'] },
  'handled/enc-koi8-r.csv': coupons({ 2: '88000000000000475140' }),
  // Mac's letters are none that we read: "Қомер талона" is no title that anybody wrote.
  'handled/enc-mac-cyrillic.csv': { kind: 'coupons', missing: ['number'] },
  'handled/sheetjs-dbf.dbf': { kind: 'coupons', missing: ['number'] },
  'handled/sheetjs-dif.dif': { kind: 'coupons', missing: ['number'] },
  'handled/sheetjs-eth.eth': { kind: 'coupons', missing: ['number'] },
  'handled/sheetjs-prn.prn': { kind: 'coupons', missing: ['number'] },
  'handled/book.mht': file('file_html'),
  'handled/html-table-only.xls': file('no_rows'),
  'handled/password.xlsx': file('file_encrypted'),
  // Its writer kept no Cyrillic letter: every title is underscores.
  'handled/sheetjs-biff5.xls': { kind: 'coupons', missing: ['number'] },
  'handled/sheetjs-biff8.xls': coupons({ 2: '89000000000000007919' }, { volume: 20_000 }),
  // The number of row 4 is a formula; that of row 5 has its zeros from its format; row 3 is hidden.
  'handled/libreoffice.xls': {
    ...coupons({ 2: '88000000000080000001', 3: '88000000000080000002', 5: '0000042000123' }),
    faults: { 4: 'formula' },
    hiddenRows: 1,
  },
  // A header and nothing below it.
  'handled/xlwt.xls': file('no_rows'),
  'handled/sheetjs-rtf.rtf': file('file_document'),
  'handled/sheetjs-sylk.slk': file('file_sylk'),
  'handled/sheetjs-xlsb.xlsb': file('file_old_excel'),
  'handled/truncated.xlsx': file('file_damaged'),
  'handled/utf32.csv': file('file_binary'),
  'bare-total.xlsx': { ...coupons({ 2: '88000000000039777137' }), left: { 3: 'total', 4: 'note' } },
  'boolean-number.xlsx': { kind: 'coupons', faults: { 2: 'number_malformed' } },
  'scientific-noplus.csv': { kind: 'coupons', faults: { 2: 'number_destroyed' } },
  'date-us-silent.csv': {
    kind: 'coupons',
    asks: ['date_order'],
    answers: { date_order: 'dmy' },
    rows: { 2: coupon('88000000000000736467', { validFrom: '2026-01-11', validUntil: '2027-04-12' }) },
  },
  'english-thousand.csv': {
    kind: 'coupons',
    takes: { decimal_mark: 'point' },
    rows: { 2: coupon('88000000000039642514', { product: 'diesel', volume: 1_000_000, price: 32_500 }) },
  },
  'hidden-row.xlsx': { ...coupons({ 2: '88000000000000221732', 3: '88000000000000229651' }), hiddenRows: 1 },
  'merged-bin.xlsx': coupons({ 2: '88000000000000300922', 3: '88000000000000308841' }),
  'numbered-header.xlsx': { ...coupons({ 3: '88000000000000293003' }), left: { 2: 'column_numbers' } },
  'two-row-header.xlsx': coupons({ 4: '88000000000000277165' }),
  'two-sheets.xlsx': { ...coupons({ 2: '88000000000000261327' }), otherSheets: ['Ноябрь 2'] },
  'two-sums.csv': { kind: 'coupons', ambiguous: ['sum'] },
  // 231,258928571429 is shown as 231,26: the price that a person saw.
  'shown-two-decimals.xlsx': coupons({ 2: '88000000000000158380' }, { price: 23_126 }),
  'qr-payloads.csv': {
    kind: 'coupons',
    rows: {
      2: coupon('97000000000000000000', { qr: '4507101214' }),
      3: coupon('97000000000000000001', { qr: 'A7F3-99$123456789012' }),
      4: coupon('97000000000000000002', { qr: '9'.repeat(255) }),
      8: coupon('97000000000000000006', { qr: '0000000000' }),
    },
  },
  'c01-okko-db-a.csv': {
    kind: 'coupons',
    asks: ['owner'],
    answers: { owner: '180540001010' },
    rows: {
      2: {
        number: '99999600000020368119',
        product: 'diesel',
        validUntil: '2027-03-31',
        status: 'active',
        qr: '4507101214',
        volume: null,
        price: null,
      },
      3: { number: '99999600000020368127', status: 'redeemed' },
    },
  },
  'c03-1c-short-a.csv': {
    kind: 'coupons',
    rows: {
      2: coupon('99999600000020368119', {
        product: 'diesel_winter',
        price: null,
        validUntil: '2027-03-31',
        status: 'issued',
      }),
    },
  },
  'c04-1c-series-a.csv': {
    kind: 'coupons',
    rows: {
      2: coupon('0012345', { product: 'ai92', price: 21_500, validUntil: '2027-03-31', batch: 'АА' }),
      3: coupon('0012346', { product: 'diesel', price: 32_500, validUntil: '2027-03-31', batch: 'АА' }),
    },
  },
  'f11-mxl.mxl': file('file_mxl', 'transactions'),
  'form.mxl': file('file_mxl', 'transactions'),
  'f09-html.xls': file('no_rows', 'transactions'),
  'f10-excel2003.xml': file('file_xml', 'transactions'),
  'f12-table.dbf': { kind: 'transactions', missing: ['product', 'sum'] },
  'f13-ods.ods': file('file_empty', 'transactions'),
  'f14-zip.zip': { kind: 'transactions', missing: ['date', 'number', 'product', 'volume', 'sum'] },
  'f16-xml.xml': file('file_xml', 'transactions'),
  'f17-xlsb.xlsb': file('file_damaged', 'transactions'),
  'sheetjs-biff2.xls': file('file_excel_2'),
  'xml2003.xls': { kind: 'coupons', missing: ['number'] },
}

const card = (changes: object): object => ({
  bin: '180540001010',
  products: ['ai95'],
  status: 'active',
  ...changes,
})

export const cardCases: Record<string, Case> = {
  'card-mmyy.csv': {
    kind: 'cards',
    rows: { 2: card({ number: '7825100000760224', validUntil: '2028-12-31' }) },
  },
  'date-empty-1c.csv': { kind: 'cards', rows: { 2: card({ number: '7825100000768143', validUntil: null }) } },
  'empty-dash.csv': {
    kind: 'cards',
    rows: { 2: card({ number: '7825100000783981', validUntil: null, holder: null }) },
  },
  'k01-lk-network-a.csv': { kind: 'cards', asks: ['owner', 'unit.limits'] },
  'k01-lk-network-b.csv': {
    kind: 'cards',
    asks: ['unit.limits'],
    answers: { 'unit.limits': 'l' },
    rows: {
      2: {
        number: '1000000000000001',
        scheme: 'limits',
        dailyLimit: 100_000,
        monthlyLimit: 1_000_000,
        limitUnit: 'ml',
      },
      3: { number: '1000000000000002', scheme: 'wallet_money', holder: null, products: ['ai95'] },
    },
  },
  'k02-belorusneft-a.csv': { kind: 'cards', asks: ['owner'] },
  'k02-belorusneft-b.csv': {
    kind: 'cards',
    rows: {
      2: {
        number: '370012345',
        products: ['ai92', 'diesel'],
        dailyLimit: 2_500_000,
        monthlyLimit: 65_535_000,
        limitUnit: 'ml',
        validUntil: '2027-09-08',
        plate: '1234AB-7',
      },
    },
  },
  'k03-spedition-a.xlsx': { kind: 'cards', asks: ['owner'] },
  'k04-capu-a.csv': {
    kind: 'cards',
    asks: ['owner'],
    answers: { owner: '180540001010' },
    rows: { 2: { number: '7000245869076445', validUntil: '2027-01-20', status: 'active', products: null } },
  },
  'k04-capu-b.csv': {
    kind: 'cards',
    rows: { 2: { number: '7000245869076445', products: ['diesel'], status: 'active', limitUnit: null } },
  },
  'k06-gpn-limits-a.csv': {
    kind: 'cards',
    rows: {
      2: {
        number: '7005830010047803',
        validUntil: '2028-12-31',
        dailyLimit: 200_000,
        limitUnit: 'ml',
        balance: null,
      },
      3: { number: '7005830010047837', monthlyLimit: 500_000, limitUnit: 'tiyn', status: null },
    },
    faults: { 4: 'unknown_product' },
  },
  'leading-zeros-by-format.xlsx': {
    kind: 'cards',
    rows: {
      2: card({ number: '0000042000123', dailyLimit: 100_000, limitUnit: 'ml', validUntil: '2028-12-31' }),
    },
  },
  'limit-without-unit.csv': {
    kind: 'cards',
    rows: {
      2: card({
        number: '7825800071286838',
        dailyLimit: 5_000_000,
        limitUnit: 'tiyn',
        scheme: 'wallet_money',
      }),
    },
  },
  'own-export-back.csv': {
    kind: 'cards',
    rows: {
      2: card({
        number: '7825900039674190',
        products: ['ai95', 'diesel'],
        dailyLimit: 5_000_000,
        weeklyLimit: null,
        monthlyLimit: 90_000_000,
        limitUnit: 'tiyn',
        balance: 12_345_600,
        balanceUnit: 'tiyn',
      }),
    },
  },
  'pandas-float.csv': { kind: 'cards', rows: { 2: card({ number: '42000777' }) } },
  'partial-1-full.csv': {
    kind: 'cards',
    rows: {
      2: card({
        number: '7825900039674190',
        products: ['ai95', 'diesel'],
        dailyLimit: 5_000_000,
        monthlyLimit: 90_000_000,
        limitUnit: 'tiyn',
        balance: 12_345_600,
        balanceUnit: 'tiyn',
        scheme: 'wallet_money',
      }),
    },
  },
  // Nothing of limits, scheme and balance: they stay as they are.
  'partial-2-statuses.csv': {
    kind: 'cards',
    rows: {
      2: card({
        number: '7825900039674190',
        products: ['ai95', 'diesel'],
        scheme: null,
        dailyLimit: null,
        monthlyLimit: null,
        limitUnit: null,
        balance: null,
        balanceUnit: null,
      }),
    },
  },
  'r-own-export-cards-money-limit.csv': {
    kind: 'cards',
    takes: { decimal_mark: 'comma' },
    rows: {
      2: { number: '7825999900000001', monthlyLimit: 5_000_000, limitUnit: 'tiyn', balance: null },
      3: { number: '7825999900000002', limitUnit: null, balance: 150_000, balanceUnit: 'ml' },
    },
  },
  'r-own-export-cards-plus-bin.csv': {
    kind: 'cards',
    takes: { decimal_mark: 'comma' },
    rows: {
      2: {
        number: '7825060714626325',
        holder: 'Ахметов Ерлан',
        plate: '368TTT02',
        products: ['diesel', 'diesel_winter'],
        dailyLimit: 320_000,
        monthlyLimit: 3_840_000,
        limitUnit: 'ml',
        balance: 12_492_800,
        balanceUnit: 'tiyn',
        status: 'lost',
        validUntil: '2028-06-01',
      },
      4: { number: '7825177172385545', status: 'blocked' },
      // The client's own block is a column of its own here.
      6: { number: '7825373211705913', status: null },
    },
  },
  'v-cards-money-limit.csv': {
    kind: 'cards',
    rows: {
      2: {
        number: '7825999900000001',
        monthlyLimit: 5_000_000,
        limitUnit: 'tiyn',
        scheme: 'limits',
        balance: null,
      },
      3: { number: '7825999900000002', balance: 150_000, balanceUnit: 'ml', scheme: 'wallet_litres' },
    },
  },
  'handled/emoji.csv': {
    kind: 'cards',
    rows: {
      2: card({ holder: 'Айгүл 🚚 Ә𝒜' }),
      4: card({ holder: '-Иванов' }),
      8: card({ holder: 'a;b"c' }),
    },
    faults: { 3: 'formula' },
  },
  'handled/names.csv': {
    kind: 'cards',
    rows: { 2: card({ holder: 'Айгүл 🚚 Ә𝒜', plate: '000ABC02' }), 4: card({ holder: '@home' }) },
  },
}

export const otherCases: Record<string, Case> = {
  'company-placeholders.csv': {
    kind: 'companies',
    rows: { 2: { bin: '180540001010', email: null, phone: null, contractDate: null } },
  },
  'inch-quote.csv': {
    kind: 'companies',
    rows: {
      2: { bin: '150140002029', name: '"Қыран" ТОО', code: 'К2', city: 'Астана' },
      3: { bin: '121140004042', name: '"Сарыарқа" ТОО', code: 'К4', city: 'Шымкент' },
    },
  },
  'quotes-swallow.csv': {
    kind: 'companies',
    rows: {
      2: { bin: '150140002029', name: 'ТОО "Қыран Логистик"', city: 'Астана' },
      3: { bin: '090640003031', name: 'ТОО "Жетісу Егін"', city: 'Алматы' },
      4: { bin: '121140004042', name: 'ТОО Сарыарқа Құрылыс', city: 'Шымкент' },
    },
  },
  'stray-quotes.csv': {
    kind: 'companies',
    rows: {
      2: { bin: '180540001010', name: 'ТОО "Алтын Дала Транс"' },
      3: { bin: '150140002029', name: 'ТОО "Қыран Логистик"' },
      4: { bin: '090640003031', name: 'ТОО "Жетісу Егін' },
    },
  },
  'p01-1c-kz-a.csv': { kind: 'companies', faults: { 2: 'email_malformed' } },
  'p02-ru-tin-a.csv': { kind: 'companies', missing: ['bin'] },
  'p03-capu-a.csv': { kind: 'companies', missing: ['bin'] },
  'p05-1c-report-a.csv': {
    kind: 'companies',
    rows: {
      5: {
        bin: '180540001010',
        name: 'ТОО «Алтын Дала Транс»',
        code: '000000123',
        contractNumber: '№ 12',
        contractDate: '2026-02-01',
      },
    },
  },
  'handled/company-two-mails.csv': { kind: 'companies', faults: { 2: 'email_malformed' } },
  'partial-stations.csv': {
    kind: 'stations',
    rows: { 2: { code: 'АЗС-001', name: 'QAZAQ OIL №1', city: 'Алматы', products: null, status: null } },
  },
  's02-gasmap-a.csv': { kind: 'stations', missing: ['code'] },
  's03-lk-map-a.csv': {
    kind: 'stations',
    rows: { 2: { code: 'АЗС-1101', name: null, latitude: 55.684488, longitude: 37.265344, products: null } },
  },
  's04-1c-kz-a.csv': {
    kind: 'stations',
    rows: {
      2: {
        code: 'АЗС-901',
        latitude: 43.8823,
        longitude: 77.0713,
        products: ['ai92', 'ai95', 'diesel', 'lpg'],
        status: 'open',
      },
      4: { code: 'АЗС-903', products: ['lpg'], status: 'closed', latitude: null },
    },
    faults: { 3: 'unknown_product' },
  },
  // Codes of the sender's own: nobody else knows what 258 is.
  's05-gpn-azs-a.csv': { kind: 'stations', faults: { 2: 'unknown_status', 3: 'unknown_status' } },
}
