import { MysqlQueryCompiler, type QueryId } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Context } from '#app/domain/kernel/context.ts'
import { findMailPause } from '#app/domain/mail/mail.server.ts'
import type { Mailer, OutgoingLetter, ProviderAnswer } from '#app/domain/mail/provider.ts'
import { sendDueMail } from '#app/domain/mail/sender.server.ts'
import type { Db } from '#db/connection/client.server.ts'
import { claimPace } from '#db/queries/mail/pace.ts'
import { type Cabinet, createCabinet, newAddress } from '#tests/support/fixtures.ts'
import { emptyOutbox, letterOf, letterTo, outcomesOf } from '#tests/support/mail.ts'

let cabinet: Cabinet
let ctx: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  ctx = await cabinet.system()
})
afterEach(async () => {
  await emptyOutbox(cabinet.db)
  await cabinet.db.deleteFrom('audit_log').execute()
})
afterAll(() => cabinet.destroy())

const refusals = {
  refused: { kind: 'refused', status: 403, message: '' },
  'a used-up quota': { kind: 'quota', reason: 'daily_quota_exceeded', status: 429, message: '' },
  'too fast': { kind: 'slow_down', seconds: 30, status: 429, message: '' },
} satisfies Record<string, ProviderAnswer>

const accepted: ProviderAnswer = {
  kind: 'accepted',
  providerId: 'taken',
  restSeconds: 0,
  status: 200,
  message: '',
}

function workerOf(send: (letter: OutgoingLetter) => Promise<ProviderAnswer>, rate: number): Mailer {
  const silent = () => {}
  return {
    provider: { name: 'resend', rate, send, find: async () => 'unknown' },
    log: { info: silent, warn: silent, error: silent },
  }
}

function signal() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { given: promise, give: () => resolve() }
}

/** Tells of each statement before it runs, and keeps its answer back for as long as `answered` takes. */
function watched(
  db: Db,
  {
    issued,
    answered,
  }: { issued?: (text: string) => void; answered?: (text: string, rows: number) => Promise<void> },
): Db {
  const compiler = new MysqlQueryCompiler()
  const texts = new WeakMap<QueryId, string>()
  return db.withPlugin({
    transformQuery({ node, queryId }) {
      const text = compiler.compileQuery(node, queryId).sql
      texts.set(queryId, text)
      issued?.(text)
      return node
    },
    async transformResult({ queryId, result }) {
      await answered?.(texts.get(queryId) ?? '', result.rows.length)
      return result
    },
  })
}

const isLook = (text: string) => text.startsWith('select') && text.includes('from `outbox` where')
const isPauseRead = (text: string) => text.startsWith('select') && text.includes('from `outbox_pauses`')
const isPauseWrite = (text: string) => text.startsWith('update `outbox_pauses`')

test.each(Object.entries(refusals))(
  'a letter put back (%s) is not leased by a worker that saw it due, and the queue open, before',
  async (_name, answer) => {
    const id = await letterTo(ctx, newAddress())
    await claimPace(ctx.db, 0)
    const [seen, underWay, checked, settling] = [signal(), signal(), signal(), signal()]

    // The late worker has seen the letter before the first one leases it, and looks for a pause before the answer.
    let sightings = 0
    let hasPace = false
    const late = watched(ctx.db, {
      async answered(text, rows) {
        // The first sighting only tells that something is due at all.
        if (isLook(text) && rows > 0 && ++sightings > 1) {
          seen.give()
          await underWay.given
        }
        if (isPauseWrite(text)) hasPace = true
        if (hasPace && isPauseRead(text)) {
          checked.give()
          await settling.given
        }
      },
    })
    let repeats = 0
    const lateRun = sendDueMail(
      { ...ctx, db: late },
      workerOf(async () => {
        repeats++
        return accepted
      }, ONE_LETTER_IN_TEN_SECONDS),
    )

    await seen.given

    const stop = new AbortController()
    let isAnswered = false
    const first = watched(ctx.db, {
      issued: (text) => {
        if (isAnswered && isPauseWrite(text)) settling.give()
      },
    })
    const firstRun = sendDueMail(
      { ...ctx, db: first },
      workerOf(async () => {
        underWay.give()
        await Promise.race([checked.given, lateRun])
        isAnswered = true
        stop.abort()
        return answer
      }, ONE_LANE),
      stop.signal,
    )
    await Promise.all([firstRun, lateRun])
    expect(hasPace).toBe(true)
    expect(repeats).toBe(0)
    expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'pending', attempts: 0 })
    expect(await outcomesOf(cabinet.db, id)).toHaveLength(1)
  },
)

test('a letter taken that was under way before the refusal ends no pause, and raises no second alarm', async () => {
  const ids = [await letterTo(ctx, newAddress()), await letterTo(ctx, newAddress())]
  const paused = signal()
  let sends = 0
  const mailer = workerOf(async (letter) => {
    sends++
    if (letter.outboxId === ids[0]) return refusals.refused
    await paused.given
    return accepted
  }, TWO_AT_ONCE)
  mailer.log.error = () => paused.give()
  await sendDueMail(ctx, mailer)
  expect(sends).toBe(2)
  expect(await letterOf(cabinet.db, ids[0] ?? 0)).toMatchObject({ status: 'pending', attempts: 0 })
  expect(await letterOf(cabinet.db, ids[1] ?? 0)).toMatchObject({ status: 'sent' })
  expect(await findMailPause(ctx)).toMatchObject({ reason: 'provider_refused' })
  expect(await cabinet.actions()).toEqual(['mail.paused'])
})

/** A rate without end: one lane, which takes no place in the pace. */
const ONE_LANE = Number.POSITIVE_INFINITY
const ONE_LETTER_IN_TEN_SECONDS = 0.1
/** Letters a second by which one lane takes two letters together. */
const TWO_AT_ONCE = 16
