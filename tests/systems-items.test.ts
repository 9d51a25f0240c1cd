import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/**
 * What was promised of the till, shifts, open pages, fraud, processing elsewhere, webhooks and registers: each point and the
 * tests that would fail without it, by file and title.
 */
const ITEMS: Record<string, readonly (readonly [file: string, title: string])[]> = {
  'till: scanned or typed, one answer, by the decision of the pump': [
    ['tests/domain/till/till.test.ts', 'a scanned coupon is held whole, and one tap redeems it'],
    ['tests/domain/till/till.test.ts', 'a number is taken with its code, and never alone'],
    ['tests/domain/till/till.test.ts', 'a card names the fuel that it may have; one of several asks which'],
  ],
  'till: no navigation between scan and answer, the camera stays on, choose the pump': [
    [
      'tests/browser/till.test.ts',
      'the cashier’s camera reads the client’s QR code (%s), one tap redeems it, and the client’s page says so by itself',
    ],
  ],
  'till: torch, sound': [
    [
      'tests/browser/till.test.ts',
      'a code is heard and felt, and the light is there where the camera has one',
    ],
  ],
  'till: 64 px buttons, 360 px, axe, three languages': [
    ['tests/browser/till.test.ts', 'at 360 px the till and its answer fit, with buttons of 64 px (%s)'],
    [
      'tests/browser/pages.test.ts',
      'every URL of the site map is looked at or answers no page, and no other is on the list',
    ],
  ],
  'till: less afterwards, undo': [
    [
      'tests/domain/till/till.test.ts',
      'of two corrections at once the lesser stays, never less than was said',
    ],
    ['tests/domain/till/till.test.ts', 'what was not dispensed is free again'],
  ],
  'till: home shows the open fills': [
    ['tests/routes/till.test.ts', 'a shift from its opening to its closing, by forms alone'],
  ],
  'till: a shift of 26 hours at most, bound to the device, PIN after idling': [
    ['tests/domain/till/till.test.ts', 'is over after 26 hours, whatever is stored'],
    ['tests/domain/till/till.test.ts', 'is one a cashier, and bound to the phone that opened it'],
    [
      'tests/domain/till/till.test.ts',
      'asks for the PIN after idling, and for the password after three wrong ones',
    ],
  ],
  'till: closing asks about each open hold, totals, CSV, print': [
    ['tests/domain/till/till.test.ts', 'closes once every fill has an end, with its totals'],
    ['tests/routes/till.test.ts', 'a shift from its opening to its closing, by forms alone'],
    [
      'tests/browser/widths.test.ts',
      'on paper the heads stand on every sheet, the totals once, and no column is missing',
    ],
  ],
  'till: a decoder of our own, else a photo on the server, else by hand': [
    [
      'tests/routes/till.test.ts',
      'a photo of the code is read without JavaScript; what is no photo is refused beside its field',
    ],
    ['tests/domain/till/photos.test.ts', 'a PNG of few colours or of grey is read as well'],
  ],
  'till: works by typing without JavaScript': [
    ['tests/routes/till.test.ts', 'a shift from its opening to its closing, by forms alone'],
  ],
  'till: a lost phone’s shift is ended by staff': [
    ['tests/domain/till/till.test.ts', 'of a lost phone is ended by staff, at once'],
  ],
  'till: without connection it says so; support authorize with a one-time code': [
    [
      'tests/browser/till.test.ts',
      'without connection the till says so and whom to call, and goes on afterwards',
    ],
    [
      'tests/routes/admin/phone.test.ts',
      'support asks for a station on the telephone, and its till enters the code',
    ],
  ],
  'till: one coupon or card at a time, wrong codes bounded, foreign like unknown (security 25)': [
    [
      'tests/domain/till/till.test.ts',
      'security 25: twenty wrong ones in a minute are all that a cashier may try',
    ],
    [
      'tests/domain/till/till.test.ts',
      'security 25: what nobody has and what is the test company’s are answered alike',
    ],
  ],
  'shifts: differences line by line, missing on either side, open ones': [
    ['tests/domain/reconciliation/compare.test.ts', 'an operation that only one side knows is named'],
    [
      'tests/domain/reconciliation/compare.test.ts',
      'litres that differ are told with both figures, and so is the sum',
    ],
    ['tests/domain/reconciliation/station-shifts.test.ts', 'a hold whose end nobody told is open'],
  ],
  'shifts: settled with a reason': [
    [
      'tests/domain/reconciliation/station-shifts.test.ts',
      'each line that differs waits for staff with both figures, once, and is settled with a reason',
    ],
  ],
  'shifts: POST /shifts and GET /shifts/:id': [
    [
      'tests/api/v1/shifts.test.ts',
      'a shift is answered with both figures of each line, and asked for again by its id',
    ],
  ],
  'live: a coupon, its code and the overview turn by themselves': [
    [
      'tests/browser/live.test.ts',
      'a coupon that is used at the pump turns on the open pages by itself: its own, its QR code, the overview',
    ],
  ],
  'live: resumed without loss': [
    ['tests/browser/live.test.ts', 'what happened while nobody looked is there when the page is seen again'],
    [
      'tests/http/server/live-hub.test.ts',
      'wait for a database that is away, and who missed more than can be read is told so',
    ],
  ],
  'live: bounded': [
    [
      'tests/http/server/live.test.ts',
      'takes none of the places of pages, and a session has a few streams only',
    ],
    [
      'tests/http/server/live-hub.test.ts',
      'are read with one question, however many listen, and with none when nobody does',
    ],
  ],
  'live: through nginx (it is told not to collect the answer)': [
    ['tests/http/server/live.test.ts', 'is told which card something happened to, and nothing of what'],
  ],
  'live: without JavaScript a link': [
    ['tests/browser/live.test.ts', 'without JavaScript a link loads the page anew'],
  ],
  'live: what a processor answers is heard too': [
    [
      'tests/api/v1/instructions.test.ts',
      'tells the open pages of the company that there is something new, once',
    ],
    ['tests/api/v1/processor-events.test.ts', 'tell the open pages of the company, once each'],
  ],
  'fraud: faster than a pump flows': [
    ['tests/domain/signals/finding.test.ts', 'fuel that was reported faster than a pump flows is one, once'],
    ['tests/domain/signals/signals.test.ts', 'the rate is litres a minute'],
  ],
  'fraud: typed without a showing before': [
    [
      'tests/domain/signals/finding.test.ts',
      'a coupon that is typed in though nobody showed its QR code is one; after a showing it is none',
    ],
  ],
  'fraud: series of one client': [
    [
      'tests/domain/signals/finding.test.ts',
      'ten fills of one client at one cash desk within a quarter of an hour are one for the day',
    ],
  ],
  'fraud: reversals above 2 %': [
    ['tests/domain/signals/finding.test.ts', 'more than two reversals that are more than 2 % of a station'],
  ],
  'fraud: litres above the meters': [
    [
      'tests/domain/reconciliation/station-shifts.test.ts',
      'more litres than flowed through the pumps is a signal with the tenge at risk',
    ],
  ],
  'fraud: ordered by tenge, settled with a reason': [
    ['tests/domain/signals/finding.test.ts', 'the queue begins with what is most at risk, page by page'],
    ['tests/domain/signals/finding.test.ts', 'staff settle one with a reason, once; the audit log has it'],
  ],
  'fraud: “I did not get this fuel”': [
    [
      'tests/domain/signals/finding.test.ts',
      'a client who did not get the fuel opens one case, which staff answer',
    ],
    [
      'tests/routes/admin/signals.test.ts',
      'a client says that fuel was not received, staff answer, and the client reads the answer',
    ],
  ],
  'processing: each change is an instruction in its transaction, the whole state with a version': [
    [
      'tests/domain/instructions/one-way.test.ts',
      'what is done to a card or a coupon is recorded in one place',
    ],
    [
      'tests/api/v1/instructions.test.ts',
      'hands out the whole state once, and again until its cursor is sent',
    ],
    ['tests/api/v1/instructions.test.ts', 'what was superseded is handed to nobody'],
  ],
  'processing: long poll': [
    ['tests/api/v1/instructions.test.ts', 'ends as soon as something is there'],
    ['tests/api/v1/instructions.test.ts', 'ends with nothing when its time is over'],
  ],
  'processing: outcomes, with reasons': [
    ['tests/api/v1/instructions.test.ts', 'is kept once, and repeated with the same answer'],
    ['tests/api/v1/instructions.test.ts', 'needs its reason, and none that cannot be read'],
  ],
  'processing: never “blocked” where it is only asked; times; silence of five minutes': [
    [
      'tests/routes/client/processing.test.ts',
      'is never called blocked while it is only asked, on any page, and with its times on its own',
    ],
    ['tests/routes/client/processing.test.ts', 'warns after five minutes of silence'],
    [
      'tests/routes/client/processing.test.ts',
      'allowing more is asked of the processing, and nobody says that it is allowed',
    ],
  ],
  'processing: approvals, declines, reversals, balances “as of”, /check “probably”': [
    ['tests/api/v1/processor-events.test.ts', 'count once, however often and in which order they are told'],
    [
      'tests/routes/client/processing.test.ts',
      'shows the balance with its moment, and what was approved less what was taken back',
    ],
    ['tests/routes/client/processing.test.ts', '/check says probably'],
  ],
  'processing: a processor that loses, doubles and reorders': [
    ['tests/api/v1/instructions.test.ts', 'a processor in a bad world ends with what is wanted (seed %i)'],
    [
      'tests/api/v1/state-registers.test.ts',
      'a processor that loses, doubles and reorders agrees in the end (seed %i)',
    ],
  ],
  'processing: a nightly register of states becomes discrepancies': [
    ['tests/api/v1/state-registers.test.ts', 'shows both sides of what differs, on either side missing too'],
    [
      'tests/api/v1/state-registers.test.ts',
      'what is on its way is no difference, and what is open stays open meanwhile',
    ],
    [
      'tests/api/v1/state-registers.test.ts',
      'a difference that is gone is closed by itself, and one that comes again is a new one',
    ],
    [
      'tests/api/v1/state-registers.test.ts',
      'staff ask again, and the next register shows what became of it',
    ],
    [
      'tests/api/v1/state-registers.test.ts',
      'a register that does not come is told once, and closed by the next',
    ],
  ],
  'webhooks: signed as Standard Webhooks has it, thin': [
    [
      'tests/domain/webhooks/sending.test.ts',
      'a block arrives signed, and the specification’s own library takes it',
    ],
    [
      'tests/domain/webhooks/sending.test.ts',
      'fills, refusals, limits and reversals, without a payload, a PIN or a price',
    ],
  ],
  'webhooks: the schedule of retries on a fake clock, 410 shuts': [
    [
      'tests/domain/webhooks/sending.test.ts',
      'ten attempts by the schedule of Standard Webhooks, then the endpoint is off and its owners know',
    ],
    [
      'tests/domain/webhooks/sending.test.ts',
      '410 switches off at once; what waits is not delivered; a resend needs it on',
    ],
  ],
  'webhooks: two secrets for 24 hours, and a rotation of SECRET_KEYS': [
    ['tests/domain/webhooks/sending.test.ts', 'for a day both secrets sign, then the new one alone'],
    [
      'tests/domain/webhooks/sending.test.ts',
      'after a rotation of SECRET_KEYS both secrets are sealed anew, and the old key can go',
    ],
  ],
  'webhooks: only public addresses, pinned, no redirects, 20 s, 64 KB': [
    [
      'tests/domain/webhooks/guard.test.ts',
      'goes to the address that was checked: a name that changes its mind is asked once',
    ],
    ['tests/domain/webhooks/guard.test.ts', 'follows no redirect: %i'],
    [
      'tests/domain/webhooks/guard.test.ts',
      'ends when the time is up: in the name, before the answer and in the middle of it',
    ],
    ['tests/domain/webhooks/guard.test.ts', 'reads 64 KB of the answer, however long it is'],
  ],
  'webhooks: by owners and staff: log, test, resend, rotation': [
    ['tests/routes/admin/webhooks.test.ts', 'tests it, sends a message again, and shows what came of it'],
    ['tests/routes/admin/webhooks.test.ts', 'edits, switches off and on, and replaces the secret'],
    [
      'tests/api/v1/webhooks.test.ts',
      'a key of a company sets an endpoint up, tests it, reads its log and deletes it',
    ],
  ],
  'webhooks: events of pump.md': [
    ['tests/domain/webhooks/sending.test.ts', 'an import is told to the retailer’s own systems'],
    ['tests/domain/webhooks/sending.test.ts', 'an endpoint hears what it chose'],
  ],
  'registers by API: questions and faults as the browser has them': [
    [
      'tests/api/v1/registers.test.ts',
      'a register without faults and questions comes in by itself, and the log names the system',
    ],
    [
      'tests/api/v1/registers.test.ts',
      'faults are told by row, column and code, nothing comes in, and a letter says that the file waits',
    ],
    [
      'tests/api/v1/registers.test.ts',
      'stand in the answer with their choices, and an answer brings the file in',
    ],
  ],
  'shown by: the journey with a fake camera, both themes': [
    [
      'tests/browser/till.test.ts',
      'the cashier’s camera reads the client’s QR code (%s), one tap redeems it, and the client’s page says so by itself',
    ],
  ],
  'shown by: from a refusal to the fix in one click': [
    [
      'tests/browser/till.test.ts',
      'what the client has blocked is refused, and from the refusal the client is one click from the fix',
    ],
  ],
  'shown by: scan to answer on a bad line (the time is in docs/performance.md)': [
    ['tests/browser/till.test.ts', 'on a bad line one small request brings the answer'],
  ],
  'shown by: races of till, API and the client’s block on one coupon': [
    ['tests/domain/till/till.test.ts', 'till, API and the client’s block at once: the litres go one way'],
  ],
  'shown by: kill tests of the close of a shift': [
    [
      'tests/domain/till/every-statement.test.ts',
      'a shift is closed whole or open, whichever statement of $at is $step when $dies dies',
    ],
  ],
}

const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

describe.each(Object.entries(ITEMS))('%s', (_, tests) => {
  test.each(tests.map(([file, title]) => ({ file, title })))('$title', ({ file, title }) => {
    // A test's title, not words in a comment: it opens a string.
    expect([`'${title}`, `"${title}`, `\`${title}`].some((opening) => read(file).includes(opening))).toBe(
      true,
    )
  })
})

test('a title that is nowhere would be noticed', () => {
  expect(read('tests/api/v1/shifts.test.ts')).not.toContain("'a shift that nobody has written")
})
