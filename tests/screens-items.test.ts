import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** A test by its file below `tests/`, without the ending, and how its title begins. */
type Witness = readonly [file: string, title: string]

/**
 * What people stumbled over, point by point, and for each part of a point the tests that fail without its mend. Whoever
 * takes such a test away has to say here what stands in its place.
 */
const points: Record<string, Record<string, readonly Witness[]>> = {
  '1 typed text stays': {
    'on a slow link': [['browser/forms', 'what is typed into a filter before the page is alive stays']],
    'through a change of language': [
      ['browser/drafts', 'a change of language keeps what was typed and ticked'],
    ],
    'through an ended session': [
      ['browser/drafts', 'a person who signs in again after the session has ended finds the form'],
      ['browser/drafts', 'somebody else who signs in gets nothing of it'],
    ],
    'on a translated page': [['browser/drafts', 'on a page that the browser has translated']],
  },
  '2 a form acts where it was drawn': {
    'in its company': [
      ['browser/two-tabs', 'an invitation from the page of one company never makes an owner'],
    ],
    'for its person': [['browser/two-tabs', 'a second person in the same browser does nothing']],
  },
  '3 many contacts are invited': {
    'after a review': [
      ['routes/admin/companies', 'are shown first with who is skipped and why, and nothing is sent'],
      ['routes/admin/companies', 'are written to in the language that the review shows'],
    ],
    'with a bar in sight': [['browser/invitation', 'the contacts of ticked companies are invited in one go']],
    'in the company’s language': [
      ['domain/invitations/invitations', 'a contact is written to in the company'],
      ['domain/imports/merging', 'the language of a company comes by its name in three languages'],
    ],
  },
  '4 lists page both ways': {
    everywhere: [
      ['routes/client/lists', 'shows a page, then the rest, and the way back'],
      ['domain/kernel/page', 'begins with a whole page, also on the way back'],
      ['ui/filtered-list', 'leads to the pages before and after with the filters in force'],
    ],
  },
  '5 only what was chosen is sent': {
    'an order': [['ui/filtered-list', 'sends on only an order that was chosen']],
    'an empty field': [
      ['ui/gallery', 'the fields of a filter follow the URL, and what is left empty stays out'],
    ],
    'coupons open on the usable ones': [['domain/coupons/listing', 'open on what can be used, the soonest']],
  },
  '6 search finds what it says': {
    'words, companies, plates, numbers': [
      ['domain/search/search', 'one box'],
      ['domain/kernel/list-filter', 'a search for %j looks for %j'],
      ['domain/cards/cards', 'is searched by number, last digits, driver and plate, however they are typed'],
      ['domain/drivers/drivers', 'is found by the beginnings of words and by the telephone'],
    ],
    'too long says so': [['domain/search/lists', 'a text that is too long finds what its beginning finds']],
  },
  '7 nothing is asserted that is not so': {
    'emails that stopped': [
      ['domain/mail/answers', 'what has stopped is what is dead or parked'],
      ['routes/sweep/counts', 'every number on the staff'],
    ],
    'superseded links': [
      ['domain/mail/answers', 'a link that is no longer needed is grey, not red'],
      ['domain/mail/staff-mail', 'what is no longer needed is not what has stopped'],
    ],
    stations: [
      ['routes/admin/stations', 'the page of a card and of a coupon tells their stations only when'],
    ],
    'the demo': [
      ['domain/demo/demo', 'tells a year up to yesterday, but for the pumps of today'],
      ['domain/demo/demo', 'is made of real imports'],
    ],
  },
  '8 history': {
    redemption: [['domain/history/life', 'at a station has the moment and the station of the fill']],
    expiry: [['domain/history/life', 'comes at midnight in Almaty after the last day']],
    loss: [['domain/history/life', 'is told by the import that says so']],
    'changes of the register': [
      ['domain/cards/cards', 'a register that moves the last day says in the history'],
      [
        'domain/history/history',
        'what people did and what data and stations changed stand in the order of time',
      ],
    ],
  },
  '9 one search': {
    'in every header': [['routes/client/search', 'stands in the header of every page']],
    'by kind, the only hit at once': [
      ['routes/client/search', 'shows what it found by kind'],
      ['routes/client/search', 'opens a single hit at once'],
    ],
    'by keys': [['browser/screens', 'the keys / and Ctrl+K lead to the search']],
  },
  '10 tables at every width': {
    'nothing is cut off': [['browser/widths', 'no list of the %s is cut off at any width']],
    'rows and short names': [['browser/screens', 'a press anywhere in a row opens what the row is about']],
    '1-50 of 700': [['ui/filtered-list', 'is told by places on %s']],
    decimals: [['locales/format', 'the volumes of a column have the decimals']],
    'reversed dates': [['ui/filtered-list', 'dates the wrong way round are told']],
  },
  '11 phone': {
    'the list': [['browser/screens', 'on a phone fuel, litres and the last day stand above the number']],
    'the QR code': [['browser/screens', 'on a phone the QR code is at least 300 px wide']],
    'the menu': [['browser/screens', 'on a phone everything of the menu is one press away']],
    'fingers, and values in one piece': [
      ['browser/widths', 'no list of the %s is cut off at any width'],
      ['browser/screens', 'on a phone one box with its words ticks every row'],
      ['locales/format', 'two of them stay together as far as a line allows'],
    ],
  },
  '12 the client’s overview': {
    'attention first': [
      ['domain/cards/near-limit', 'are a list, its export and a number on the overview'],
      ['domain/overview/company-counts', 'declines are recent for seven days'],
    ],
    'one chart': [
      ['ui/spent-by-month', 'litres and tenge are two links'],
      ['domain/overview/overview', 'the last day of a long month is compared'],
      ['ui/spent-by-month', 'a product has its own colour'],
      ['ui/markup', 'tells the values of a bar to whoever points at it or comes to it by keyboard'],
    ],
    sums: [['ui/spent-by-month', 'the %s of the products that are shown add up']],
  },
  '13 the staff’s overview': {
    'each number leads to its list': [['routes/sweep/counts', 'every number on the staff']],
    'stale registers': [['domain/overview/staff-overview', 'a companies register of %d days ago is late']],
    'recent acts': [['domain/overview/staff-overview', 'recent entries of the audit log']],
  },
  '14 companies': {
    'contact and last visit': [
      ['views/companies/company-table', 'a visit of %i days ago is told as %s'],
      ['views/companies/company-table', 'the contact of %o is the person or what is known'],
    ],
    'count under the filters': [['domain/companies/company-list', 'the total is that of all pages']],
    'picking is a search': [['routes/admin/people', 'of many companies the first are offered']],
  },
  '15 what destroys': {
    'in a menu or a danger panel': [['browser/pages', 'as a %s sees it']],
    'asks first': [['ui/markup', 'needs a press to open, names the thing and the consequence']],
    'staff block for a caller': [
      ['domain/cards/cards', 'has it blocked by staff on the phone, sees who did it and why'],
    ],
  },
  '16 people’s words': {
    sessions: [['ui/session-device', '%s is said as %s']],
    'the audit log': [
      ['views/audit/audit-table', 'an entry names its card by number and its person by name, under the day'],
      ['domain/audit/audit-log', 'a person is called by name'],
    ],
  },
  '17 dead ends': {
    'a used invitation': [['routes/auth/invitation', 'after a used link the sign-in page has the address']],
    'forgot password': [['routes/auth/recovery', '%s shows the address that was typed']],
    'an empty list': [['routes/sweep/empty-lists', 'says to each role what to do next']],
  },
  '18 wide screens and paper': {
    '1920 px': [['browser/screens', 'at 1920 px the page stays beside the menu']],
    print: [['browser/widths', 'on paper the heads stand on every sheet']],
  },
  '19 exported files open elsewhere': {
    'libraries and 1C': [
      ['domain/exports/foreign-readers', 'is read by ExcelJS'],
      ['domain/exports/csv-file', 'writes each cell as registers of 1C have it'],
      ['domain/imports/round-trip', '$kind as $format in $locale come back as they are'],
    ],
  },
}

const sourceOf = (file: string) => {
  for (const ending of ['.test.ts', '.test.tsx']) {
    try {
      return readFileSync(`tests/${file}${ending}`, 'utf8')
    } catch {}
  }
  return ''
}

/** At the beginning of a title, not in a comment. */
function has(source: string, title: string): boolean {
  return ["'", '"', '`'].some((quote) => {
    const at = source.indexOf(quote + title)
    return at > 0 && /\b(?:test|describe)\b/.test(source.slice(Math.max(0, at - 3_000), at))
  })
}

test('nineteen points are kept', () => {
  expect(Object.keys(points).map((name) => Number.parseInt(name, 10))).toEqual(
    Array.from({ length: 19 }, (_, at) => at + 1),
  )
})

describe.each(Object.entries(points))('point %s', (_, parts) => {
  test.each(Object.entries(parts))('%s', (_part, witnesses) => {
    expect(witnesses.length).toBeGreaterThan(0)
    for (const [file, title] of witnesses)
      expect([file, title, has(sourceOf(file), title)]).toEqual([file, title, true])
  })
})
