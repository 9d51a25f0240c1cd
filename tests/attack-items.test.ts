import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** A file and a title in it (or the bound that a scenario holds): the test that fails where the promise is broken. */
type Shown = readonly [file: string, title: string]

const mail = 'tests/domain/mail'
const server = 'tests/http/server'
const sweep = 'tests/routes/sweep'
const faults = 'tests/faults/scenarios'
const galera = 'tests/faults/galera/scenarios'

/** What attack and broken networks found, each with all of its kind. */
const attacks: Record<string, readonly Shown[]> = {
  '1 pauses of the mail queue keep its order': [
    [
      `${mail}/queue-order.test.ts`,
      'within a priority letters leave in the order in which they came, whatever pauses, probes and crashes there are',
    ],
    [
      `${mail}/queue-order.test.ts`,
      'a queue of a thousand letters comes out of a used-up quota in the order in which it was',
    ],
    [`${mail}/queue-order.test.ts`, 'on a paused queue one letter asks for all, until the provider takes it'],
    [`${mail}/lease-races.test.ts`, 'a letter put back (%s) is not leased by a worker that saw it due'],
    // The other queues that may pause: webhooks, instructions.
    [
      'tests/domain/webhooks/sending.test.ts',
      'what is about one card waits for what is earlier about it; another card does not',
    ],
    [
      'tests/domain/instructions/asking.test.ts',
      'many changes at once of one card have versions without a gap, and one that waits',
    ],
  ],
  '2 resets before single invitations before bulk': [
    [
      `${mail}/queue-order.test.ts`,
      'a reset overtakes a thousand single and bulk letters within two seconds of two letters each',
    ],
    [
      `${mail}/queue-order.test.ts`,
      'single and bulk letters keep a share of the queue while letters that people wait for never end',
    ],
    ['tests/domain/invitations/invitations.test.ts', "expect(letter?.priority).toBe(priorityOf('bulk'))"],
    ['tests/domain/expiries/telling.test.ts', "priority: priorityOf('bulk')"],
  ],
  '3 a program that presses buttons joins nothing': [
    [
      `${sweep}/mailed-links.test.ts`,
      'changes nothing by reading, and nothing by pressing the button of the page',
    ],
    [`${sweep}/mailed-links.test.ts`, 'every page with a secret in its address is tried here'],
    [
      'tests/domain/invitations/invitations.test.ts',
      'is refused without its session and without its password, and the link lives on',
    ],
  ],
  '4 slow senders keep nobody out': [
    [
      `${server}/slow-senders.test.ts`,
      'security 30: of one kind there are so many; the oldest leaves for the newest',
    ],
    [`${server}/slow-senders.test.ts`, 'security 30: and of one address fewer, whatever the others do'],
    [
      `${server}/slow-senders.test.ts`,
      'security 30: who has not sent his form yet takes none from those who have',
    ],
    [
      `${server}/slow-senders.test.ts`,
      'security 30: who does not read his answer is cut off, and holds nobody else up',
    ],
    [`${faults}/slow-senders.ts`, 'full: 2_000'],
  ],
  '5 files are read apart, within limits that have names; expressions are linear': [
    ['tests/imports/parsing/reader.test.ts', 'a file that takes too much memory or time is named so'],
    [
      'tests/imports/attacks.test.ts',
      'what none of them names is stopped by the limit of memory, and the next file is read',
    ],
    ['tests/imports/attacks.test.ts', 'is read elsewhere: pages do not wait for what it does there'],
    [
      'tests/imports/attacks.test.ts',
      'has one reader at a time: a person waits for himself, and others pass',
    ],
    ['tests/domain/till/photos.test.ts', 'a thread that takes too long is ended, and the next photo is read'],
    ['tests/worker/letters-beside-imports.test.ts', 'letters do not wait for the file that the worker is at'],
    ['tests/regular-expressions.test.ts', 'of the product are all linear'],
    ['tests/regular-expressions.test.ts', 'are never built out of a text, which no check could read'],
    ['tests/domain/drivers/known-drivers.test.ts', 'look at each driver a few times, not a thousand'],
  ],
  '6 no cell of an unmapped column is shown or kept': [
    ['tests/domain/imports/kept-cells.test.ts', 'what people wrote into a file is in no table in plain text'],
    [
      'tests/domain/imports/kept-cells.test.ts',
      'is neither shown nor kept of a file that was uploaded as %s',
    ],
    ['tests/domain/imports/work.test.ts', 'the stored file is sealed'],
  ],
  '7 POST /team answers every address alike': [
    [
      'tests/routes/account/profile.test.ts',
      'security 22: an owner hears the same of every address, whoever has it',
    ],
  ],
  '8 what the database would refuse is a named fault; amounts and sums have bounds': [
    [
      'tests/domain/imports/extremes.test.ts',
      '%s with an extreme in each cell, %s: each is taken or a named fault, and the rest comes in',
    ],
    ['tests/domain/imports/extremes.test.ts', 'what the rows of the largest files say adds up exactly'],
    [
      'tests/domain/prices/money.test.ts',
      'leaves the largest order, and seven hundred of them in one account, exact',
    ],
  ],
  "9 a lost answer to COMMIT says 'check and try again', and the form keeps its nonce": [
    [`${server}/database-away.test.ts`, 'is told as "check and try again", and the form keeps its nonce'],
    [
      `${server}/database-away.test.ts`,
      'a database that goes away in the middle of a form is told as "check and try again" too',
    ],
    ['tests/http/forms/submissions.test.ts', 'takes its nonce along where nobody knows whether it was done'],
    ['tests/http/forms/submissions.test.ts', 'keeps its nonce where nobody knows whether it was done'],
  ],
  '10 bodies of tiny files and part headers are streamed and counted': [
    [
      'tests/http/forms/long-bodies.test.ts',
      'a form without a file is read no further than a form may be, where files are taken too: %s',
    ],
    ['tests/http/forms/long-bodies.test.ts', 'of more lines than a preview has none is looked at'],
    [`${server}/uploads.test.ts`, 'security 20: 48 MB of %s are refused at the first part too many'],
    [
      `${server}/tiny-chunks.test.ts`,
      'chunks are too small when a thousand of them hold less than 64 bytes each',
    ],
    [
      `${server}/upload-memory.test.ts`,
      'is not taken by one person alone: others pass who holds a share already',
    ],
  ],
  '11 an old invitation is not sent again to who is a member by now': [
    ['tests/domain/invitations/invitations.test.ts', 'is sent nothing of its old invitation, by staff'],
    [
      'tests/domain/invitations/invitations.test.ts',
      'is sent nothing of its old invitation, by its own wish',
    ],
    [
      'tests/domain/invitations/invitations.test.ts',
      'an invitation to the staff is not sent again to who has an account',
    ],
  ],
  '12 what comes from outside is cut to its column': [
    ['tests/db/columns.test.ts', 'every column of text says why nothing longer reaches it'],
    ['tests/db/columns.test.ts', 'is cut at its own width, where it is written'],
    [
      `${mail}/provider-answers.test.ts`,
      'an id of 200 characters settles the letter, and its events find it',
    ],
    [`${mail}/provider-answers.test.ts`, '%s is noted as far as it fits, and the letter is settled'],
    ['tests/api/webhooks/resend.test.ts', 'is recorded as far as it fits: %#'],
  ],
  '13 a GET changes nothing, from another site and of another company either': [
    [
      `${sweep}/reading.test.ts`,
      'changes nothing, whoever reads: not the company that the cabinet shows either',
    ],
  ],
  '14 passwords: their length, their characters, their bytes': [
    ['tests/domain/access/passwords.test.ts', 'security 11: length of %j: %s'],
    ['tests/domain/access/passwords.test.ts', 'security 11: at least three different characters: %j'],
    [
      'tests/domain/access/passwords.test.ts',
      'security 11: bytes that are no UTF-8 are refused: two of them would be one password',
    ],
  ],
  '15 names that turn text are refused where they are typed, and apart where they are read': [
    [`${sweep}/unreadable.test.ts`, 'does nothing when a field holds %s'],
    [`${sweep}/right-to-left.test.ts`, 'leaves the text beside it as it was: $pattern'],
    [
      'tests/emails/letters.test.ts',
      '%s in %s: stands in its own isolate, without controls, and nothing of it is a link',
    ],
    [
      'tests/domain/drivers/drivers.test.ts',
      'refuses marks that turn the direction of text, in the file and in what its form sends back',
    ],
    [
      'tests/domain/vehicles/vehicles.test.ts',
      'refuses marks that turn the direction of text, in the file and in what its form sends back',
    ],
  ],
}

/** docs/reliability.md, with the numbers that it gives. */
const guarantees: Record<string, readonly Shown[]> = {
  'N1 nothing acknowledged is missing': [
    ['tests/faults/faults.test.ts', 'N1: a transaction that was acknowledged and is gone'],
    [`${faults}/kill.ts`, 'full: 200'],
    [`${faults}/database.ts`, 'full: 50'],
    [`${faults}/connections.ts`, 'full: 500'],
  ],
  'N2 every letter ends, once': [
    [
      'tests/faults/faults.test.ts',
      'N2: a letter that waits for ever, one that went out twice, one that nobody took',
    ],
    [`${faults}/provider-away.ts`, 'const AWAY_HOURS = 26'],
  ],
  'N3 links, coupons, guesses, sessions, addresses: once': [
    [
      'tests/faults/faults.test.ts',
      'N3: a session that outlived a reset, a fourth guess, an invitation accepted twice',
    ],
    [`${galera}/redemptions.ts`, 'const RIVALS = 64'],
  ],
  'N4 audit rows are the changes': [
    [
      'tests/faults/faults.test.ts',
      'N4: a change without a word, a word without a change, a row that was altered afterwards',
    ],
    ['tests/domain/audit/seal.test.ts', 'a row whose transaction ends late goes into a later batch'],
  ],
  'N5 the nodes are equal': [
    ['tests/faults/faults.test.ts', 'N5: nodes that hold different rows'],
    [`${galera}/races.ts`, 'count: 100'],
  ],
  'N6 nothing shows or opens': [
    ['tests/faults/faults.test.ts', 'N6: a build that shows where in its code it failed'],
  ],
  'N7 what is unknown is said, and its repeat has one effect': [
    ['tests/faults/faults.test.ts', 'N7: a no that was done, and a repeat that did it again'],
    [`${faults}/double-submit.ts`, 'full: 10'],
  ],
  'N8 litres add up': [
    [
      'tests/faults/faults.test.ts',
      'N8: litres that are nowhere, a limit exceeded, fuel booked twice, and what a station was told and is gone',
    ],
    [
      'tests/domain/pump-operations/litres.properties.test.ts',
      'whatever happens at pumps, no litre of a coupon is lost or made',
    ],
    [
      'tests/domain/pump-operations/every-statement.test.ts',
      '$dies dies at each statement of $at, which is $step: the same call again is one effect',
    ],
    [`${faults}/stations.ts`, 'full: 10_000'],
    [`${faults}/stations.ts`, 'const LOST = 0.35'],
  ],
  'N9 instructions and webhooks arrive in order, or stand as not delivered': [
    [
      'tests/domain/webhooks/sending.test.ts',
      'a worker that dies between sending and marking leaves it to the next, with the same id',
    ],
    [
      'tests/domain/webhooks/sending.test.ts',
      'switched off, nothing goes out, and what waited stands as not delivered',
    ],
    [
      'tests/domain/instructions/asking.test.ts',
      'each change is an instruction with the whole state, and a newer one supersedes what waits',
    ],
  ],
  'N10 jobs go on where they were killed, each row once': [
    [
      'tests/domain/imports/work.test.ts',
      'what a killed worker left in the middle of a commit comes in once',
    ],
    [
      'tests/domain/bulk-changes/bulk-changes.test.ts',
      'does each row once, however often its connection is killed',
    ],
    [
      'tests/domain/issuing/issuing.test.ts',
      'at any statement of a match and its issue leaves them whole or undone',
    ],
  ],
  'work resumes within 60 s of a kill': [[`${faults}/kill.ts`, 'work resumes within 60 s']],
  'back within 10 s of the database': [[`${faults}/database.ts`, 'const BACK_WITHIN_S = 10']],
  'sixty at once: p99 below 2 s': [
    [`${faults}/contention.ts`, 'const RIVALS = 60'],
    [`${faults}/contention.ts`, 'const P99_S = 2'],
    [`${galera}/contention.ts`, 'const MAX_MS = 2_000'],
  ],
  'a node killed under 100 requests a second: a gap of 10 s at most': [
    [`${galera}/node-killed.ts`, 'const WRITES_A_SECOND = 100'],
    [`${galera}/node-killed.ts`, 'const MAX_GAP_MS = 10_000'],
    [`${galera}/node-killed.ts`, 'count: 20'],
  ],
  'a node in the minority: not ready within 5 s': [[`${galera}/minority.ts`, 'const NOT_READY_MS = 5_000']],
  'a thousand stale reads: none accepted': [[`${galera}/stale-reads.ts`, 'count: 1_000']],
  'a clock that is ten minutes off': [
    [`${faults}/clock.ts`, 'clock is 10 minutes off, in another time zone'],
  ],
  'a full disk': [[`${faults}/full-disk.ts`, 'served or refused cleanly, nothing by halves']],
  'slow mail: p99 below 1.5 s, a thousand letters queued': [
    [`${faults}/slow-mail.ts`, 'const P99_S = 1.5'],
    [`${faults}/slow-mail.ts`, 'full: 1_000'],
  ],
  'webhooks each five times': [[`${faults}/webhooks.ts`, 'const TIMES = 5']],
  'a deployment loses no request': [
    [`${faults}/deploy.ts`, 'SIGTERM, rolling, under load: no request fails, no letter is lost'],
    [`${galera}/haproxy.ts`, 'no request fails'],
  ],
  'slow senders: p99 of a page below 1 s': [[`${faults}/slow-senders.ts`, 'const P99_S = 1\n']],
}

function faultsOf(all: Record<string, readonly Shown[]>): string[] {
  return Object.entries(all).flatMap(([promise, shown]) => [
    ...(shown.length === 0 ? [`${promise}: shown by nothing`] : []),
    ...shown.flatMap(([file, title]) => {
      if (!existsSync(file)) return [`${promise}: no ${file}`]
      const lines = readFileSync(file, 'utf8').replaceAll(/^\s*(?:\/\/|\*|\/\*).*$/gm, '')
      return lines.includes(title) ? [] : [`${promise}: ${file} has no "${title}"`]
    }),
  ])
}

describe('what attack and broken networks found', () => {
  test('has a test for each of its fifteen points', () => {
    const numbers = Object.keys(attacks).map((name) => Number.parseInt(name, 10))
    expect(numbers).toEqual(Array.from({ length: 15 }, (_, at) => at + 1))
    expect(faultsOf(attacks)).toEqual([])
  })
})

describe('docs/reliability.md', () => {
  test('has a test, or a scenario with its bound, for each guarantee and number', () => {
    expect(faultsOf(guarantees)).toEqual([])
  })

  test('states each numbered guarantee', () => {
    const page = readFileSync('docs/reliability.md', 'utf8')
    for (const name of Object.keys(guarantees).flatMap((name) => /^N\d+/.exec(name) ?? []))
      expect([name, page.includes(`| ${name} |`)]).toEqual([name, true])
  })
})

test('a title that is gone is found', () => {
  expect(faultsOf({ x: [['tests/attack-items.test.ts', 'no such title'.toUpperCase()]] })).toHaveLength(1)
  expect(faultsOf({ x: [['tests/none.test.ts', 'a']], y: [] })).toHaveLength(2)
})
