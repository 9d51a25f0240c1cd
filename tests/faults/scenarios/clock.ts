import { sql } from 'kysely'
import { outcomeOf } from '../history/request-history.ts'
import type { Scenario, ScenarioContext } from '../scenario.ts'
import { runJourney } from '../workload/journeys.ts'
import { bringIn, invite, letterTo, newEmail, PASSWORD } from '../workload/people.ts'
import { Person } from '../workload/person.ts'

/** Wrong by ten minutes either way, in time zones on either side of the date line. */
const CLOCKS = [
  { CLOCK_SHIFT_MS: '600000', TZ: 'Pacific/Kiritimati' },
  { CLOCK_SHIFT_MS: '-600000', TZ: 'America/Los_Angeles' },
  { CLOCK_SHIFT_MS: '-600000', TZ: 'Pacific/Kiritimati' },
  { CLOCK_SHIFT_MS: '600000', TZ: 'America/Los_Angeles' },
]

const JOURNEYS = ['newcomer', 'passwordReset']

export const scenario: Scenario = {
  title:
    "the application's clock is 10 minutes off, in another time zone: links live by the database's, days by Almaty's",
  counts: { short: 1, full: 4 },
  seconds: 300,
  async run(context) {
    const { count } = context
    for (const env of CLOCKS.slice(0, count)) {
      await restart(context, { env, options: { preload: './tests/faults/driver/shifted-clock.mjs' } })
      await linksLiveByTheDatabase(context)
      await daysAreThoseOfAlmaty(context)
      await Promise.all(JOURNEYS.map((name) => runJourney(context, name)))
    }
    await restart(context, {})
    return {
      clocks: Math.min(count, CLOCKS.length),
      journeys: JOURNEYS.length * Math.min(count, CLOCKS.length),
    }
  },
}

async function restart(
  { cabinet, isShort }: ScenarioContext,
  changed: ScenarioContext['cabinet']['web']['changed'],
): Promise<void> {
  await Promise.all(
    (isShort ? [cabinet.web] : [cabinet.web, cabinet.worker]).map(async (child) => {
      await child.kill()
      child.changed = changed
      await child.start()
    }),
  )
}

/** A link with a minute left lives, though our clock says that it is over; one that ended a minute ago is dead. */
async function linksLiveByTheDatabase({ cabinet, history, people, fail }: ScenarioContext): Promise<void> {
  for (const [minutes, shouldLive] of [
    [1, true],
    [-1, false],
  ] as const) {
    const person = new Person(cabinet, history, newEmail('clock'))
    await invite(people.administrator, people.client, person.email)
    const link = await letterTo(person, '/invitation/')
    await sql`update links set expires_at = utc_timestamp(6) + interval ${minutes} minute
      where email = ${person.email}`.execute(cabinet.db)
    const accepted = await person.act({
      claim: { action: 'invitation.accepted' },
      path: link,
      fields: { password: PASSWORD, passwordConfirmation: PASSWORD },
    })
    if ((outcomeOf(accepted) === 'acknowledged') !== shouldLive)
      fail(`a link with ${minutes} min by the database's clock was ${shouldLive ? 'dead' : 'alive'}`)
  }
}

/** A card is good until the end of its last day in Almaty. */
async function daysAreThoseOfAlmaty({ cabinet, people, fail }: ScenarioContext): Promise<void> {
  const cards = await bringIn(people.administrator, 'cards', people.client, 2)
  for (const [index, shouldBeGood] of [true, false].entries()) {
    const id = cards[index]?.id ?? 0
    await sql`update cards set valid_until = date(utc_timestamp() + interval 5 hour) - interval ${index} day
      where id = ${id}`.execute(cabinet.db)
    const blocked = await people.owner.act({
      claim: { action: 'card.blocked' },
      path: `/cards/${id}/block`,
      fields: { reason: '' },
    })
    if ((outcomeOf(blocked) === 'acknowledged') !== shouldBeGood)
      fail(
        `a card whose last day ${shouldBeGood ? 'is today' : 'was yesterday'} in Almaty was ${shouldBeGood ? 'over' : 'good'}`,
      )
  }
  // What the test itself did to the rows, nobody audited.
  await sql`delete from fault_journal where operation is null and source in ('cards', 'links')`.execute(
    cabinet.db,
  )
}
