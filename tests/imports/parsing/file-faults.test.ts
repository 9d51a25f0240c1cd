import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { faultCodes, fileFaultCodes, UnreadableFile } from '#app/domain/imports/parsing/faults.ts'
import { fieldsOf, registerKinds } from '#app/domain/imports/parsing/kinds.ts'
import { limits } from '#app/domain/imports/parsing/limits.ts'
import {
  choiceWords,
  decisionWords,
  leftOutWords,
  namedChoices,
} from '#app/domain/imports/parsing/reading-words.ts'
import { leftOutKinds } from '#app/domain/imports/parsing/records.ts'
import { openRegister } from '#app/domain/imports/parsing/register.server.ts'
import { decisionKinds } from '#app/domain/imports/parsing/register.ts'
import { readWords } from '#tests/support/words.ts'
import { couponHeader, couponRow, csv, readRegister } from './support/registers.ts'
import { zip } from './support/workbook.ts'

const bytesOf = (text: string) => Buffer.from(text, 'latin1')
const oldOffice = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
const wide = (text: string) => Array.from(text, (letter) => `${letter}\0`).join('')

test.each([
  ['nothing', Buffer.alloc(0), 'file_empty'],
  ['spaces', bytesOf(' \r\n \r\n'), 'file_empty'],
  ['only delimiters', bytesOf(';;;\r\n;;;\r\n'), 'file_empty'],
  ['a file of 51 MB', Buffer.alloc(limits.fileBytes + 1, 'a'), 'file_too_large'],
  ['a damaged workbook of Excel 97', bytesOf(`${oldOffice}${'\0'.repeat(600)}Workbook`), 'file_damaged'],
  [
    'a workbook with a password',
    bytesOf(`${oldOffice}${'\0'.repeat(600)}${wide('EncryptedPackage')}`),
    'file_encrypted',
  ],
  [
    'a binary workbook',
    zip([
      {
        name: '_rels/.rels',
        data: '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
      },
      { name: 'xl/workbook.bin', data: '' },
    ]),
    'file_old_excel',
  ],
  [
    'a Word document',
    zip([
      {
        name: '_rels/.rels',
        data: '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
      },
      { name: 'word/document.xml', data: '<x/>' },
    ]),
    'file_document',
  ],
  ['RTF', bytesOf('{\\rtf1 text}'), 'file_document'],
  ['PDF', bytesOf('%PDF-1.7\n%\xe2\xe3'), 'file_pdf'],
  ['PNG', bytesOf('\x89PNG\r\n\x1a\n'), 'file_image'],
  ['JPEG', bytesOf('\xff\xd8\xff\xe0'), 'file_image'],
  ['GIF', bytesOf('GIF89a'), 'file_image'],
  ['WebP', bytesOf('RIFF\x10\0\0\0WEBPVP8 '), 'file_image'],
  ['HEIC', bytesOf('\0\0\0\x18ftypheic'), 'file_image'],
  ['an archive of one register', zip([{ name: 'coupons.csv', data: couponHeader }]), 'no_rows'],
  [
    'an archive of two files',
    zip([
      { name: 'coupons.csv', data: couponHeader },
      { name: 'b.csv', data: couponHeader },
    ]),
    'file_archive',
  ],
  [
    'an archive in an archive',
    zip([{ name: 'a.zip', data: zip([{ name: 'a.csv', data: 'x' }]) }]),
    'file_archive',
  ],
  ['a print form of 1C', bytesOf('MOXCEL\0\x07'), 'file_mxl'],
  ['a statement for a bank', bytesOf('1CClientBankExchange\r\nВерсияФормата=1.03'), 'file_bank_statement'],
  ['SYLK', bytesOf('ID;PWXL;N;E\r\nC;Y1;X1;K"a"'), 'file_sylk'],
  ['Excel 2', bytesOf('\x09\0\x04\0\x02\0\x10\0'), 'file_excel_2'],
  ['JSON that is no list', bytesOf('{"error": "no access"}'), 'file_json'],
  ['an empty zip archive', zip([]), 'file_archive'],
  ['RAR', bytesOf('Rar!\x1a\x07'), 'file_archive'],
  ['7z', bytesOf('7z\xbc\xaf\x27\x1c'), 'file_archive'],
  ['gzip that is cut', bytesOf('\x1f\x8b\x08'), 'file_damaged'],
  [
    'OpenDocument',
    zip([
      { name: 'mimetype', data: 'x' },
      { name: 'content.xml', data: '<x/>' },
    ]),
    'file_empty',
  ],
  [
    'a web page named .xls',
    Buffer.from('\uFEFF\r\n<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>'),
    'file_html',
  ],
  ['a web archive', bytesOf('MIME-Version: 1.0\r\nX-Document-Type: Workbook'), 'file_html'],
  ['a web page in UTF-16', iconv.encode('<table><tr>', 'utf-16le', { addBOM: true }), 'file_html'],
  [
    'XML of Excel 2003',
    bytesOf('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>'),
    'file_xml',
  ],
  ['a program', bytesOf(`\x7fELF${'\x02\x01\0\0\0'.repeat(100)}`), 'file_binary'],
  ['a zip that is cut', bytesOf('PK\x03\x04\x14\0'), 'file_damaged'],
  ['a header and nothing below', csv([couponHeader]), 'no_rows'],
  ['a header and a total', csv([couponHeader, 'Итого;;;;5']), 'no_rows'],
  ['prose', csv(['Уважаемые коллеги!', 'Реестр будет завтра.']), 'kind_unknown'],
  ['one endless line', Buffer.alloc(2_000_000, 'a'), 'kind_unknown'],
])('%s', async (_, bytes, code) => {
  const register = await openRegister(bytes)
  expect(register.fileFaults.map((fault) => fault.code)).toEqual([code])
  expect(register.ready).toBe(false)
})

test('what a person may be told is in the parameters', async () => {
  const register = await openRegister(Buffer.alloc(limits.fileBytes + 1))
  expect(register.fileFaults).toEqual([{ code: 'file_too_large', params: { megabytes: 50 } }])
})

test('too many rows end with a fault', async () => {
  const notes = 'конец\n'.repeat(limits.rows)
  const { good, faults } = await readRegister(Buffer.from(`${couponHeader}\n${couponRow}\n${notes}`))
  expect(good).toHaveLength(1)
  expect(faults).toMatchObject([
    { row: limits.rows + 2, code: 'too_many_rows', params: { max: limits.rows } },
  ])
  const blank = await readRegister(Buffer.from(`${couponHeader}\n${'\n'.repeat(limits.rows)}${couponRow}\n`))
  expect(blank.good).toHaveLength(1)
})

describe('words', () => {
  const words = readWords()

  test.each(['en', 'ru', 'kk'] as const)('every code and field has its words in %s', (locale) => {
    const keys = [
      ...faultCodes.map((code) => `imports:faults.${code}`),
      ...fileFaultCodes.map((code) => `imports:fileFaults.${code}`),
      ...leftOutKinds.map(leftOutWords),
      ...decisionKinds.map(decisionWords),
      ...namedChoices.flatMap((choice) => choiceWords(choice) ?? []),
      ...registerKinds.flatMap((kind) => fieldsOf(kind).map((field) => `imports:fields.${kind}.${field}`)),
    ]
    expect(keys.filter((key) => !words[locale].has(key))).toEqual([])
  })
})

test('an unreadable file is an error by its code', () => {
  expect(new UnreadableFile('file_damaged')).toMatchObject({ message: 'file_damaged', params: {} })
})
