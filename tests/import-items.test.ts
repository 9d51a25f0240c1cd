/**
 * The eighteen things that must be true of an import, and the tests that fail where one of them is not: each is looked
 * up in its file by its title.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const parsing = 'tests/imports/parsing'
const domain = 'tests/domain/imports'

/** Number -> what it says -> file -> titles of tests, or names of cases of a table. */
const items: Record<string, Record<string, readonly string[]>> = {
  '1 undamaged structure': {
    [`${parsing}/csv-rows.test.ts`]: [
      'an unclosed quote spoils its own row only',
      'quotes inside a cell stay',
    ],
    [`${parsing}/rows.test.ts`]: ['is named, since nobody knows which cell is missing'],
    [`${parsing}/formats.test.ts`]: ['a table within a cell ends itself alone'],
    'tests/imports/cases/registers.ts': ['quotes-swallow.csv'],
  },
  '2 absent is not empty': {
    [`${domain}/merging.test.ts`]: [
      'a register of numbers and statuses leaves all else as it is, in its own unit',
      'are known by the БИН; an empty cell keeps what is here, a closed one stays closed',
    ],
    [`${parsing}/trade-shapes.test.ts`]: ['words of programs where there is no receipt'],
  },
  '3 units': {
    [`${parsing}/unseen-shapes.test.ts`]: [
      '%s and %s are asked for',
      'in the number format %s of a workbook',
    ],
    [`${parsing}/trade-shapes.test.ts`]: [
      'kilograms and roubles that only the format of a cell names',
      'limits with their period in the cell',
    ],
    'tests/imports/cases/registers.ts': ['limit-without-unit.csv'],
  },
  '4 identifiers': {
    [`${parsing}/trade-shapes.test.ts`]: [
      'a number of a card that Excel destroyed',
      'a holder beside the number of the card',
    ],
    [`${domain}/transaction-identity.test.ts`]: [
      'after Excel took the zeros off its receipt or its station; the zeros come back',
      'on the day before or after, if it was a night shift and all else is the same',
      'is named: the same card, minute, litres and tenge under another receipt',
      "is the one card of the client's that fits",
    ],
    'tests/imports/cases/registers.ts': ['leading-zeros-by-format.xlsx'],
  },
  '5 owner': {
    [`${domain}/transaction-identity.test.ts`]: [
      "of another client's card or coupon is a fault, whatever BIN the row has",
    ],
    [`${parsing}/columns.test.ts`]: ["the seller's БИН is not the client's"],
  },
  '6 operation': {
    [`${parsing}/unseen-shapes.test.ts`]: [
      'a column that says which rows are returns: %s, %s and %s',
      'a file in which more has a minus than not asks which of them are sales',
    ],
    [`${parsing}/trade-shapes.test.ts`]: ['what came back in brackets'],
    [`${domain}/totals.test.ts`]: ['sums of transactions are those of the transactions after any registers'],
  },
  '7 sums': {
    [`${parsing}/sums.test.ts`]: ['is within what the digits shown leave open'],
    [`${parsing}/shown-totals.test.ts`]: ['a total that differs is shown with its row'],
    [`${parsing}/trade-shapes.test.ts`]: [
      'two columns that both say what was paid',
      'no price, where no whole one comes to the amount',
    ],
    [`${parsing}/unseen-shapes.test.ts`]: ['an amount without its tax is not the amount'],
  },
  '8 shown against stored': {
    [`${parsing}/workbooks.test.ts`]: ['dates as Excel counts them, with a format or without'],
    [`${parsing}/trade-shapes.test.ts`]: [
      'days counted from 1904',
      'a return that a workbook shows in red and without a minus',
    ],
    'tests/imports/cases/registers.ts': ['shown-two-decimals.xlsx'],
  },
  '9 numbers and dates': {
    'tests/imports/habits.test.ts': [
      'random registers in random habits come in exactly, or something is asked',
    ],
    [`${parsing}/trade-shapes.test.ts`]: [
      'days with the day of the week, a month in letters, dots in the time',
      'a zone in a column of its own',
      'yields to what this file proves',
      'is asked again where this file contradicts itself',
    ],
  },
  '10 headers': {
    [`${parsing}/columns.test.ts`]: [
      'the header may be pointed at',
      'a file without a header is read when told so',
    ],
    [`${parsing}/trade-shapes.test.ts`]: [
      'a report of 1C 8 grouped by card: the head of a group has its number and its sums',
      'the time in a column without a title, right of the day',
      'two columns that both count litres',
    ],
    'tests/imports/cases/registers.ts': ['two-row-header.xlsx', 'numbered-header.xlsx'],
  },
  '11 rows that are no records': {
    [`${parsing}/rows.test.ts`]: ['blank rows, signatures, and what continues a total'],
    [`${parsing}/trade-shapes.test.ts`]: [
      'totals in the middle, in the column of the station and of the product',
      'two registers behind a title page: the other one is named',
    ],
    [`${domain}/deciding.test.ts`]: ['are left out by row or by kind, counted, listed, and taken in again'],
    'tests/imports/cases/registers.ts': ['blank-rows-600k.xlsx', 'hidden-row.xlsx'],
  },
  '12 no client column': {
    [`${domain}/transaction-identity.test.ts`]: ['follows from the card where the file names no client'],
    [`${domain}/choices.test.ts`]: [
      'the next file of a sender is read by the answers that are about its files, and by its header',
    ],
  },
  '13 formats': {
    [`${parsing}/formats.test.ts`]: ['a file is known by its first bytes'],
    [`${parsing}/trade-shapes.test.ts`]: ['the same numbers in a %s'],
    [`${parsing}/xls.test.ts`]: [
      'a workbook with chains that lead back into themselves is damaged, and takes no time',
    ],
  },
  '14 round trip': {
    [`${domain}/round-trip.test.ts`]: ['$kind as $format in $locale come back as they are'],
    'tests/domain/exports/foreign-readers.test.ts': [
      'is read by SheetJS, whole numbers without a bare point',
      'is read by ExcelJS (its maintained fork), each cell in its place',
      'is read by read-excel-file',
    ],
  },
  '15 the check page': {
    'tests/browser/import.test.ts': [
      'is uploaded, looked at, brought in, and then it is there',
      'with a fault is brought in by nobody: the fault stands by row and column, and in a file',
    ],
    'tests/routes/admin/import-questions.test.ts': [
      'a question stands beside rows of the file, is answered by a form, and the answer can be changed',
      'after new companies the next step is to invite them, from the list of those whom nobody invited',
    ],
    [`${domain}/deciding.test.ts`]: [
      'stay out alone if a person says so, and are left as a file',
      'never hold a QR payload, whatever the file was uploaded as',
    ],
    [`${domain}/kept-cells.test.ts`]: [
      'twenty thousand errors and more: every row is counted and is in the file',
    ],
  },
  '16 undo': {
    [`${domain}/deciding.test.ts`]: [
      'deletes what was new and restores what was changed',
      'is refused, naming it, once something in it was used or changed',
      'two imports of a register are compared row by row',
    ],
  },
  '17 unattended': {
    [`${domain}/inbox.test.ts`]: [
      'a file with nothing to decide comes in by itself, once, and is kept beside',
      'every kind of register comes in out of the folder of its name',
      'one that cannot be decided waits for a person, and one letter says so',
      "the sender's next file is read as a person decided for the one before",
    ],
    'tests/production/import-command.test.ts': [
      'takes a column by its title or letter, and names one that is not there',
      'speaks the language of the terminal',
      'tells how far it is, and ends its work though nobody reads that any more',
      'ends cleanly on Ctrl-C: nothing comes in, and no worker goes on with it',
    ],
  },
  '18 stopped, and 500,000 records': {
    [`${domain}/deciding.test.ts`]: ['an import that a worker is at leaves nothing behind'],
    [`${parsing}/file-faults.test.ts`]: ['too many rows end with a fault'],
  },
}

test('there are eighteen of them', () => {
  const numbers = Object.keys(items).map((item) => Number.parseInt(item, 10))
  expect(numbers).toEqual(Array.from({ length: 18 }, (_, index) => index + 1))
})

/** Between quotes, as a title or a key of a table; words in a comment show nothing. */
function bears(source: string, title: string): boolean {
  return ["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote}`))
}

describe.each(Object.entries(items))('%s', (_item, files) => {
  test.each(Object.entries(files))('is shown by %s', (file, titles) => {
    expect([file, existsSync(file)]).toEqual([file, true])
    const source = readFileSync(file, 'utf8')
    expect(titles.filter((title) => !bears(source, title))).toEqual([])
  })
})
