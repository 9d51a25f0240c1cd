import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { declineCodes } from '#app/domain/authorizations/decline-codes.ts'

const PUMP = 'tests/domain/pump-operations'
const DECIDE = 'tests/domain/authorizations'
const API = 'tests/api/v1'
const FAULTS = 'tests/faults/scenarios'

/** What the pump, the account and the API promise, by chapter, and the tests that would fail without it. */
const ITEMS: Record<string, Record<string, readonly (readonly [file: string, title: string])[]>> = {
  'what is presented': {
    'a QR payload is found by an HMAC, under every key': [
      [
        'tests/domain/discrepancies/discrepancies.test.ts',
        'coupons of an earlier release become findable by their QR code, and the job goes on where it was',
      ],
      ['tests/domain/coupons/qr.test.ts', 'lies encrypted, bound to its coupon'],
    ],
    'a number alone never redeems; five wrong codes lock typing for an hour': [
      [
        `${PUMP}/coupons.test.ts`,
        'a number alone is refused, with its code it is not, and five wrong codes lock it for an hour',
      ],
      [`${PUMP}/coupons.test.ts`, 'wrong codes that are checked at once all count'],
      ['tests/domain/coupons/coupon-code.test.ts', 'a code is six digits, and right for its coupon'],
    ],
    'a coupon without a payload by its number where staff allow it, marked': [
      [
        `${PUMP}/coupons.test.ts`,
        'a coupon without a payload is taken by its number where staff allow it, and marked',
      ],
    ],
    'a card has a PIN, stored like a password, three wrong ones block it': [
      [
        `${PUMP}/pins.test.ts`,
        'is blocked by the third wrong one, also for the right one, until there is a new one',
      ],
      [`${PUMP}/pins.test.ts`, 'is told apart three times, however many come at once and whatever they ask'],
      [`${PUMP}/pins.test.ts`, 'stands in no table, and nobody gets a guessable one'],
    ],
    'several instruments in one fill': [
      [`${PUMP}/cards.test.ts`, 'operations of one fill count as one, and a returned fill as none'],
      [`${DECIDE}/fills.test.ts`, 'share the limit of a fill'],
    ],
  },
  'one decision': {
    'nobody decides beside decide': [
      ['tests/one-decision.test.ts', 'nobody decides beside `decide`'],
      ['tests/one-decision.test.ts', 'a page that decides by itself is found'],
    ],
    'cards and coupons say of themselves what decide says': [
      ['tests/domain/cards/card-fuel.test.ts', 'says of itself what lists say of it'],
      [
        'tests/domain/coupons/coupon-fuel.test.ts',
        'says of itself what lists say of it: active is what works or will',
      ],
      [
        'tests/domain/contract-account/pump.test.ts',
        'says on its page and in a check that the balance is too low, and no more once it is paid',
      ],
    ],
    'less than the wish where a part is welcome': [
      [`${DECIDE}/decide.test.ts`, 'is cut to the strictest rule, which is named, where a part is welcome'],
      [`${PUMP}/coupons.test.ts`, 'takes no part unless that is welcome'],
    ],
    'whose rule it was, and figures': [
      [`${DECIDE}/decide.test.ts`, '%s says whose rule it was, with its figures'],
      [`${DECIDE}/decide.test.ts`, 'belongs to whom the table says, unless a rule decides'],
    ],
    'the strictest wins, others stand beside it, the one that lasts longest first': [
      [`${DECIDE}/decide.properties.test.ts`, 'the strictest wins: one more layer of rules never gives more'],
      [`${DECIDE}/decide.test.ts`, 'names what lasts longest; the others stand beside it in the same order'],
      ['tests/domain/cards/card-rules.test.ts', 'only narrows: the issuer’s limit stays the ceiling'],
    ],
    'a full tank is bounded': [
      [`${PUMP}/cards.test.ts`, 'is bounded by the product'],
      [
        `${DECIDE}/decide.test.ts`,
        'takes all of a coupon that holds more than the ceiling of a full tank: %s',
      ],
      [
        `${PUMP}/cards.test.ts`,
        'the ceiling of a full tank and the time of its hold are what the operator set',
      ],
    ],
    'postpaid fuel is a redemption with known litres': [
      [`${PUMP}/cards.test.ts`, 'a redemption of a card needs its litres'],
      [`${API}/pump.test.ts`, 'is completed at once: a whole coupon, and known litres of a card'],
    ],
    "the client's price, fixed at the hold; none is price_missing": [
      [
        'tests/domain/contract-account/pump.test.ts',
        'is declined for its balance, and fuels for what was paid, at the price of the contract',
      ],
      ['tests/domain/contract-account/pump.test.ts', 'fuels as ever, at the price that the station tells'],
      [
        'tests/routes/check.test.ts',
        'a limit in tenge asks for the price of the station where no contract has one',
      ],
    ],
    'the remainder of a coupon is kept or lapses, and is told': [
      [`${DECIDE}/decide.test.ts`, 'takes a whole coupon as a full tank, whatever the tank is said to hold'],
      [`${PUMP}/coupons.test.ts`, 'of less than a whole coupon lets the rest lapse and says so'],
    ],
    'products by the codes of each system, and in the stead of another': [
      [
        `${PUMP}/products.test.ts`,
        "a system's own code, such as %s, means what staff say, for that system only",
      ],
      [
        `${PUMP}/products.test.ts`,
        'a product is served in the stead of another where and while staff allow it',
      ],
      [
        `${DECIDE}/decide.test.ts`,
        "does not ask a station's list of products, nor a shortage of another product or another time",
      ],
    ],
    'our clock decides': [[`${PUMP}/coupons.test.ts`, 'told by a clock that is far off counts by ours']],
    'late facts are held against the limits of their own day': [
      [
        `${PUMP}/cards.test.ts`,
        'of a day that is over counts what was fuelled on that day, whatever was since',
      ],
      [`${PUMP}/cards.test.ts`, 'of late fuel is that of the day on which it flowed'],
    ],
    'limits count transactions, fills and not operations; a refused attempt consumes nothing': [
      [`${PUMP}/cards.test.ts`, 'counts what is held at once, and on the page of the card'],
      [`${PUMP}/cards.test.ts`, 'is never exceeded by many at once'],
      [`${DECIDE}/decide.properties.test.ts`, 'what is used and what is left of a limit are the limit'],
    ],
    'a replaced card inherits what its predecessor used': [
      [`${PUMP}/cards.test.ts`, 'the use of a limit passes to the card that takes the place of another'],
    ],
    'periods turn at 00:00 Asia/Almaty': [
      [`${PUMP}/cards.test.ts`, 'turns at midnight in Almaty'],
      [`${DECIDE}/decide.test.ts`, 'of a week turns on Monday'],
    ],
    'each code has its words in three languages, and tells the pump no figure': [
      [
        'tests/views/authorizations/decline-view.test.ts',
        '%s: what happened, what helps, and a text for the pump',
      ],
      [
        'tests/views/authorizations/decline-view.test.ts',
        '%s tells the pump no figure, in at most 48 characters',
      ],
    ],
  },
  'one record of operations': {
    'a row from the first question on; a refusal is kept for good': [
      [`${PUMP}/coupons.test.ts`, 'of a refusal is refused the same, kept for good'],
      ['tests/domain/declines/declines.test.ts', 'keeps the figures of its moment, with times as times'],
    ],
    'a hold lives its time, and expiry is derived from it': [
      [`${PUMP}/coupons.test.ts`, 'a hold that is over frees the coupon without any job'],
      [
        'tests/domain/discrepancies/discrepancies.test.ts',
        'a job stores that holds are over, and touches no other',
      ],
      [
        `${PUMP}/coupons.test.ts`,
        'takes the whole coupon and changes nothing that the client sees of its status',
      ],
    ],
    'a register confirms instead of doubling; what differs is settled': [
      [
        'tests/domain/imports/pump-confirmation.test.ts',
        'a register confirms what a pump wrote instead of doubling it',
      ],
      [
        'tests/domain/imports/pump-confirmation.test.ts',
        'by its operation id, whatever receipt and cash desk the register names',
      ],
      [
        'tests/domain/imports/pump-confirmation.test.ts',
        'fewer litres of the register take the place of the pump’s when staff decide so: a coupon gets the rest back',
      ],
    ],
    'repeats, other content, and while the first runs': [
      [`${PUMP}/coupons.test.ts`, 'answers the same decision with the present status'],
      [
        `${PUMP}/coupons.test.ts`,
        'with other content is refused, and another integration may use the same id',
      ],
      [
        `${API}/races.test.ts`,
        'one operation sent 16 times at once is one hold; who comes while it runs is told when to come again',
      ],
      [
        `${API}/races.test.ts`,
        'one operation id with different contents at once: one of them is decided on, the other is refused',
      ],
      [`${API}/pump.test.ts`, 'has one effect and the same answer'],
    ],
    'a hold of a coupon is one success of 64': [
      [`${PUMP}/coupons.test.ts`, '64 at once are one success'],
      ['tests/faults/galera/scenarios/redemptions.ts', 'one success'],
    ],
    'a hold against sums is never more than there is': [
      [
        'tests/domain/contract-account/pump.test.ts',
        'of which many ask at once never spends more than is free',
      ],
    ],
    'a void of what never arrived': [
      [`${PUMP}/coupons.test.ts`, 'after a void of what never came is declined'],
    ],
    'a completion is always recorded; 0 ml is a void': [
      [`${PUMP}/coupons.test.ts`, 'after the hold is normal while the litres are free, and marked'],
      [
        `${PUMP}/coupons.test.ts`,
        'after the hold, of litres that somebody else used, is recorded and costs nothing',
      ],
      [
        `${PUMP}/coupons.test.ts`,
        'after the hold, of a coupon that was %s meanwhile, is recorded with both figures and costs nothing',
      ],
      [
        `${PUMP}/coupons.test.ts`,
        'of one that nobody would have approved is recorded whole and costs nothing',
      ],
      [`${PUMP}/coupons.test.ts`, 'of an unknown operation needs all that an authorization says'],
      [`${PUMP}/coupons.test.ts`, 'of nothing is a void'],
    ],
    'discrepancies show both sides, and staff decide who pays': [
      [
        'tests/domain/discrepancies/discrepancies.test.ts',
        'staff see both sides, settle with a reason once, and it is recorded who did',
      ],
      [
        `${PUMP}/charging.test.ts`,
        'what was dispensed beyond the approval is charged to a card when staff decide so, once',
      ],
      ['tests/routes/admin/exceptions.test.ts', 'the form asks who pays, and charges what it showed'],
    ],
    'a reversal, whole or in part, after the close by staff only': [
      [`${PUMP}/coupons.test.ts`, 'gives everything back, once, and the coupon works again'],
      [`${PUMP}/coupons.test.ts`, 'of a part leaves the rest used; more than there was is refused'],
      [
        'tests/domain/reconciliation/station-shifts.test.ts',
        'is taken back by staff only: they are told once, and decide',
      ],
      [
        'tests/domain/till/till.test.ts',
        'of two corrections at once the lesser stays, never less than was said',
      ],
    ],
    'issued = left + held + used + returned + lapsed': [
      [
        `${PUMP}/litres.properties.test.ts`,
        'whatever happens at pumps, no litre of a coupon is lost or made',
      ],
      [`${PUMP}/every-statement.test.ts`, 'the kept sums are those of the rows'],
      [
        'tests/faults/faults.test.ts',
        'N8: litres that are nowhere, a limit exceeded, fuel booked twice, and what a station was told and is gone',
      ],
    ],
    'one dispensing is paid once': [
      [`${PUMP}/coupons.test.ts`, 'pays one dispensing once'],
      [
        `${API}/races.test.ts`,
        'one dispensing paid with two coupons at once is paid with one of them, however often',
      ],
    ],
    'over a line that loses and doubles both records are equal': [
      [
        `${FAULTS}/stations.ts`,
        "stations over a line that loses, doubles, tears and delays: N8, the stations' records equal ours",
      ],
    ],
  },
  'who asks': {
    'keys of an integration, bound to stations, test keys apart': [
      [`${API}/pump.test.ts`, 'security 23: a key of some stations speaks for no other'],
      [`${API}/pump.test.ts`, "security 22: another integration's operation is not there"],
      [
        `${API}/keys.test.ts`,
        'a test key sees the test company, which is made with the first and is in no list of companies',
      ],
      [`${PUMP}/test-keys.test.ts`, 'in no list of the staff is what test keys'],
      [
        'tests/domain/integrations/integrations.test.ts',
        'lasts as long as that one was to last, and that one for a day more',
      ],
    ],
    "an owner's keys": [
      [`${API}/keys.test.ts`, 'read and manage the own company, and are listed and revoked there only'],
      [`${API}/keys.test.ts`, 'an owner gives no scope of a station'],
    ],
    'pages say where a block is in force': [
      [
        'tests/domain/stations/reach.test.ts',
        'a block is in force where stations asked within a day, whatever they were answered',
      ],
      ['tests/routes/client/processing.test.ts', '/check says probably'],
      ['tests/routes/client/processing.test.ts', 'says that a block was refused, and why'],
    ],
  },
  'the API': {
    'the document is served, whole, and a client is generated from it': [
      [`${API}/document.test.ts`, 'the document is served to everybody, and is OpenAPI 3.1'],
      [
        `${API}/document.test.ts`,
        'the document has every endpoint, and each has an id of its own and says its scopes',
      ],
      [
        `${API}/document.test.ts`,
        'a client that is generated from the document compiles in a program that uses it',
      ],
      [
        `${API}/fuzz.test.ts`,
        'malformed requests of every path: an answer by the document, none above 499, and sums that add up',
      ],
    ],
    'problems, and when to come back': [
      [`${API}/problems.test.ts`, '404 for what is no path, 405 with Allow for a method that a path has not'],
      [`${API}/problems.test.ts`, '429 says when to come back'],
    ],
    'scopes as a matrix, another company like a random id': [
      [`${API}/access.test.ts`, 'security 23: with scope %s'],
      [
        `${API}/access.test.ts`,
        "security 22: another company's id answers like a random one, the own one does not",
      ],
      [`${API}/sweep.test.ts`, 'every operation of the document has a call that succeeds'],
    ],
    'an Idempotency-Key': [
      [
        `${API}/problems.test.ts`,
        'another request under the same key is refused, and the first 8 at once are one',
      ],
    ],
    'authorizations, redemptions, check, offline completions': [
      [`${API}/pump.test.ts`, 'holds, is read, listed among the holds, completed and reversed'],
      [`${API}/pump.test.ts`, 'a check says what would be decided and holds nothing'],
      [`${API}/pump.test.ts`, 'what was dispensed without connection is recorded one by one'],
      [
        `${API}/pump.test.ts`,
        'a decline is an answer: 200, with the code and the text for the pump, and no figure of the client',
      ],
    ],
    'replaces names what was taken back': [
      [`${PUMP}/coupons.test.ts`, 'what a redemption replaces was taken back first'],
    ],
    'the slip, the attendant, and a fill as it was sent': [
      [
        `${API}/pump.test.ts`,
        'a slip names the seller, its BIN and the fill as they are, and nobody where nobody is known',
      ],
    ],
    shifts: [
      [
        `${API}/shifts.test.ts`,
        'a shift is answered with both figures of each line, and asked for again by its id',
      ],
      ['tests/domain/reconciliation/station-shifts.test.ts', 'a hold whose end nobody told is open'],
    ],
    'instructions and what comes back': [
      [`${API}/instructions.test.ts`, 'hands out the whole state once, and again until its cursor is sent'],
      [`${API}/processor-events.test.ts`, 'count once, however often and in which order they are told'],
    ],
    registers: [
      [
        `${API}/registers.test.ts`,
        'a register without faults and questions comes in by itself, and the log names the system',
      ],
    ],
    'never a QR payload': [[`${API}/problems.test.ts`, 'coupons have no QR payload, in lists and alone']],
    'a rule needs the version': [
      [`${API}/card-rules.test.ts`, 'nothing is changed without the version, or with another one'],
    ],
    webhooks: [
      [
        'tests/domain/webhooks/sending.test.ts',
        'a block arrives signed, and the specification’s own library takes it',
      ],
      [
        'tests/domain/webhooks/sending.test.ts',
        'ten attempts by the schedule of Standard Webhooks, then the endpoint is off and its owners know',
      ],
    ],
    'the words of the documentation work': [
      [`${API}/pump.test.ts`, 'the examples of the documentation work with a test key'],
      [
        'tests/production/pump-commands.test.ts',
        'the certification checklist of docs/integration.md ends as it says, command by command',
      ],
    ],
  },
  'what people see': {
    'the same answer by /check, GET /check and an authorization': [
      [
        `${API}/questions.test.ts`,
        'questions: the page, the check of the API and an authorization say the same, and asking holds nothing',
      ],
      [
        'tests/routes/check.test.ts',
        "the address is the contract's, and the answer's code stands in it, for the client and for staff",
      ],
    ],
    'the nearest fix: another coupon, station, time, the limit to raise': [
      [`${PUMP}/own-check.test.ts`, 'a no names coupons and stations with which it would be a yes'],
      [`${PUMP}/own-check.test.ts`, 'a no that ends by itself names the moment from which on it is a yes'],
      [
        'tests/routes/check.test.ts',
        'a no names the limit that would do, leads to it, and to the moment at which it is a yes',
      ],
    ],
    'refusals by code, instrument, holder, station and period, each with one button': [
      [
        'tests/domain/declines/declines.test.ts',
        'is filtered by reason, owner of the rule, station, period and search',
      ],
      ['tests/views/authorizations/declines-view.test.ts', 'of a %s has a sentence and one step that helps'],
      ['tests/views/authorizations/declines-view.test.ts', 'leads to whoever can change it: %s'],
      [
        'tests/views/authorizations/declines-view.test.ts',
        'a coupon that is used or held elsewhere says at which station',
      ],
    ],
    'stations: closed with dates, shortages with a cap, what is unknown is not asserted': [
      [
        'tests/routes/admin/stations.test.ts',
        'are closed and opened again by staff, and clients see it at once',
      ],
      ['tests/routes/admin/stations.test.ts', 'run short of a product, with a cap a fill'],
      [
        'tests/routes/admin/stations.test.ts',
        'the page of a card and of a coupon tells their stations only when they are known',
      ],
    ],
    'the till, from opening to closing, without JavaScript too': [
      ['tests/routes/till.test.ts', 'a shift from its opening to its closing, by forms alone'],
      ['tests/domain/till/till.test.ts', 'closes once every fill has an end, with its totals'],
      [
        'tests/browser/till.test.ts',
        'without connection the till says so and whom to call, and goes on afterwards',
      ],
    ],
    'signals of fraud': [
      [
        'tests/domain/signals/finding.test.ts',
        'fuel that was reported faster than a pump flows is one, once',
      ],
      [
        'tests/domain/signals/finding.test.ts',
        'a coupon that is typed in though nobody showed its QR code is one; after a showing it is none',
      ],
      [
        'tests/domain/signals/finding.test.ts',
        'a client who did not get the fuel opens one case, which staff answer',
      ],
    ],
  },
}

describe.each(Object.entries(ITEMS))('%s', (_chapter, items) => {
  test.each(Object.entries(items))('%s', (_item, shownBy) => {
    expect(shownBy.length).toBeGreaterThan(0)
    const missing = shownBy.filter(
      ([file, title]) => !existsSync(file) || !readFileSync(file, 'utf8').includes(title),
    )
    expect(missing).toEqual([])
  })
})

/** The codes that stations, clients and staff were promised; more may be added. */
const CODES =
  `card_blocked_by_client card_blocked_by_issuer card_expired card_lost card_not_found pin_required pin_wrong
  pin_blocked coupon_not_found coupon_code_wrong coupon_blocked_by_client coupon_blocked_by_issuer coupon_expired
  coupon_not_yet_valid coupon_used coupon_reserved coupon_cancelled coupon_indivisible partial_not_accepted
  product_not_allowed product_unknown station_not_allowed station_unknown station_closed no_fuel network_cap
  time_not_allowed limit_per_fill limit_day limit_week limit_month limit_count balance_low price_missing company_closed
  odometer_out_of_range duplicate_operation operation_voided driver_link_revoked suspected_fraud`.split(/\s+/)

test.each(CODES)('%s is decided in a test of its own', (code) => {
  expect(declineCodes).toContain(code)
  const cases = readFileSync(`${DECIDE}/decide.test.ts`, 'utf8')
  expect(new RegExp(`^  ${code}: `, 'm').test(cases)).toBe(true)
})

const ENDPOINTS =
  `POST /authorizations, POST /authorizations/:operation_id/complete, POST /authorizations/:operation_id/void,
  POST /authorizations/:operation_id/reverse, POST /redemptions, GET /authorizations/:operation_id, GET /authorizations,
  GET /check, POST /offline-completions, POST /shifts, GET /shifts/:shift_id, GET /instructions,
  POST /instructions/:id/outcome, POST /processor-events, POST /registers/:id, GET /registers/:id, GET /stations,
  GET /stations/:id, GET /cards, GET /cards/:id, GET /coupons, GET /coupons/:id, GET /transactions, GET /transactions/:id,
  POST /cards/:id/block, POST /cards/:id/unblock, POST /coupons/:id/block, POST /coupons/:id/unblock, PUT /cards/:id/rule,
  POST /webhook-endpoints, GET /webhook-endpoints, DELETE /webhook-endpoints/:id, POST /webhook-endpoints/:id/test,
  GET /webhook-endpoints/:id/deliveries, POST /deliveries/:id/resend`.split(/,\s*/)

test('every path that was promised is there', async () => {
  const { endpoints } = await import('#app/api/v1/index.server.ts')
  const there = endpoints.map(({ method, path }) => `${method} ${path}`)
  expect(ENDPOINTS.filter((promised) => !there.includes(promised))).toEqual([])
})
