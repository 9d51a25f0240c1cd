import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { type ErrorCode, reject } from '#app/domain/kernel/errors.ts'
import { claimSubmission, purgeSubmissions } from '#app/domain/submissions/submissions.server.ts'
import { oncePerSubmission } from '#app/http/forms/submissions.server.ts'
import { NoFields, submit, submitPlain } from '#app/http/forms/submit.server.ts'
import { readToast } from '#app/http/forms/toast.server.ts'
import { createDb } from '#db/connection/client.server.ts'
import { deleteSubmission } from '#db/queries/submissions/submissions.ts'
import { startDatabaseProxy } from '#tests/support/database-proxy.ts'
import { createCabinet } from '#tests/support/fixtures.ts'

const cabinet = await createCabinet()
const proxy = await startDatabaseProxy(cabinet.url)
const db = createDb(proxy.url, { connections: 3 })

afterEach(() => proxy.restore())
afterAll(async () => {
  await db.destroy()
  await proxy.stop()
  await cabinet.destroy()
})

const there = () => new Response(null, { status: 302, headers: { Location: '/there' } })
let forms = 0

const UPLOADED = { register: 'cards', file: 'cards.csv' } as const

/** One form, sent as often as one likes. */
function newForm(db: Context['db']) {
  const fields = { nonce: `nonce-${++forms}` }
  const request = new Request('http://cabinet.test/form', { method: 'POST' })
  return async (perform: (ctx: Context) => Promise<Response>) => {
    const ctx = { ...(await cabinet.guest()), db }
    return oncePerSubmission(ctx, request, fields, () => perform(ctx))
  }
}

/** As if the process had been killed behind its last statement, more than a minute ago. */
async function abandonClaims() {
  await cabinet.db.updateTable('form_submissions').set({ answer: null }).execute()
  await cabinet.db
    .updateTable('form_submissions')
    .set({ created_at: new Date(Date.now() - 3_600_000) })
    .execute()
}

describe('a form that is sent again', () => {
  test('has one effect and one answer', async () => {
    const send = newForm(cabinet.db)
    let times = 0
    const perform = async () => {
      times += 1
      return there()
    }
    const answers = await Promise.all([send(perform), send(perform), send(perform)])
    expect(answers.map((answer) => answer.headers.get('Location'))).toEqual(['/there', '/there', '/there'])
    expect(times).toBe(1)
  })

  test('is said to be saved still while the first gives no answer', async () => {
    const send = newForm(cabinet.db)
    const begun = Promise.withResolvers<void>()
    const ended = Promise.withResolvers<void>()
    const first = send(async () => {
      begun.resolve()
      await ended.promise
      return there()
    })
    await begun.promise
    await expect(send(async () => there())).rejects.toMatchObject({ code: 'still_saving' })
    ended.resolve()
    expect((await first).headers.get('Location')).toBe('/there')
  })

  test('is not done again when its process died between the effect and the answer', async () => {
    const send = newForm(cabinet.db)
    await send(async (ctx) => {
      await record(ctx, 'import.uploaded', { kind: 'import', id: 1 }, UPLOADED)
      return there()
    })
    await abandonClaims()
    await expect(send(async () => there())).rejects.toMatchObject({ code: 'already_submitted' })
  })

  test('is done when its process died before the effect', async () => {
    const send = newForm(cabinet.db)
    await send(async () => there())
    await abandonClaims()
    expect((await send(async () => there())).status).toBe(302)
  })

  test('signs in again: nobody else can give the cookie', async () => {
    const send = newForm(cabinet.db)
    await send(async (ctx) => {
      await record(ctx, 'session.started', { kind: 'user', id: 1 }, { remembered: false })
      return there()
    })
    await abandonClaims()
    expect((await send(async () => there())).status).toBe(302)
  })

  test('a refused form is looked at again: a refusal is noted, but nothing was done', async () => {
    const send = newForm(cabinet.db)
    await send(async (ctx) => {
      await record(ctx, 'sign_in.refused', null, { reason: 'password_wrong', where: 'sign_in' })
      return there()
    })
    await abandonClaims()
    expect((await send(async () => there())).status).toBe(302)
  })

  test('is not done beside one that takes longer than a claim lives', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const begun = Promise.withResolvers<void>()
    const ended = Promise.withResolvers<void>()
    const first = newForm(cabinet.db)(async () => {
      begun.resolve()
      await ended.promise
      return there()
    })
    await begun.promise
    const claims = cabinet.db
      .selectFrom('form_submissions')
      .select(['id', sql<number>`timestampdiff(second, created_at, utc_timestamp(6))`.as('age')])
      .orderBy('created_at', 'desc')
    const claimsOlderThan = async (seconds: number) =>
      (await claims.execute()).filter(({ age }) => age > seconds).length
    await abandonClaims()
    const all = await claimsOlderThan(60)
    vi.advanceTimersByTime(20_000)
    await expect.poll(() => claimsOlderThan(60)).toBe(all - 1)
    const [renewed] = await claims.execute()
    expect(await claimSubmission(cabinet.db, renewed?.id ?? Buffer.alloc(0), 'the-next')).toBe('taken')
    ended.resolve()
    expect((await first).headers.get('Location')).toBe('/there')
    vi.useRealTimers()
  })

  test('may be claimed anew a minute after its process was last heard of, and is forgotten after a day', async () => {
    const id = Buffer.alloc(32, ++forms)
    const aged = (seconds: number) =>
      cabinet.db
        .updateTable('form_submissions')
        .set({ created_at: sql<Date>`utc_timestamp(6) - interval ${seconds} second` })
        .where('id', '=', id)
        .execute()
    await claimSubmission(cabinet.db, id, 'the-first')
    await aged(30)
    expect(await claimSubmission(cabinet.db, id, 'the-next')).toBe('taken')
    await aged(60)
    expect(await claimSubmission(cabinet.db, id, 'the-next')).toBe('claimed')
    await purgeSubmissions(cabinet.db)
    await aged(23 * 3_600)
    expect(await purgeSubmissions(cabinet.db)).toBe(0)
    await aged(24 * 3_600)
    expect(await purgeSubmissions(cabinet.db)).toBe(1)
  })

  test('of two who find a dead claim one gets it', async () => {
    const id = Buffer.alloc(32, ++forms)
    await claimSubmission(cabinet.db, id, 'the-dead-one')
    await abandonClaims()
    const claims = await Promise.all(['one', 'two'].map((by) => claimSubmission(cabinet.db, id, by)))
    expect(claims.sort()).toEqual(['claimed', 'taken'])
  })
})

describe('a small form that leads back to its page', () => {
  /** What the next page is told about a form whose work ends so. */
  async function toastAfter(code: ErrorCode, nonce = `nonce-${++forms}`) {
    const ctx = await cabinet.guest()
    const request = new Request('http://cabinet.test/form', {
      method: 'POST',
      body: new URLSearchParams({ nonce }),
    })
    const answer = await submitPlain(ctx, request, '/back', async () => reject(code))
    const [cookie = ''] = answer.headers.getSetCookie()
    return readToast(ctx.settings, new Request('http://cabinet.test/back', { headers: { Cookie: cookie } }))
  }

  test('takes its nonce along where nobody knows whether it was done', async () => {
    expect(await toastAfter('outcome_unknown')).toEqual({
      key: 'errors:outcome_unknown',
      params: {},
      formNonce: `nonce-${forms}`,
    })
  })

  test('begins anew where it was refused', async () => {
    expect(await toastAfter('last_owner')).toEqual({ key: 'errors:last_owner', params: {} })
  })

  test('takes no nonce along that none of our pages gave', async () => {
    expect(await toastAfter('outcome_unknown', 'n'.repeat(65))).toEqual({
      key: 'errors:outcome_unknown',
      params: {},
    })
  })
})

describe('a form on its page', () => {
  async function nonceAfter(code: ErrorCode) {
    const body = new URLSearchParams({ nonce: `nonce-${++forms}` })
    const request = new Request('http://cabinet.test/form', { method: 'POST', body })
    const answer = await submit(await cabinet.guest(), request, NoFields, async () => reject(code))
    return answer instanceof Response ? undefined : answer.data.nonce
  }

  test('keeps its nonce where nobody knows whether it was done', async () => {
    expect(await nonceAfter('outcome_unknown')).toBe(`nonce-${forms}`)
    expect(await nonceAfter('card_not_blockable')).toBeUndefined()
    expect(await nonceAfter('conflict_try_again')).toBeUndefined()
  })
})

describe('a database that goes away behind the effect', () => {
  test('takes nothing from the answer', async () => {
    const sprung = proxy.trap({ statement: /^update `form_submissions`/, step: 'unsent' })
    const answer = await newForm(db)(async () => there())
    expect(await sprung).toContain('form_submissions')
    expect(answer.headers.get('Location')).toBe('/there')
  })

  test('leaves the reason of a refusal, and the form can be sent again once the database is back', async () => {
    const send = newForm(db)
    const failure = send(async () => {
      await proxy.cut()
      throw new RangeError('the reason')
    })
    await expect(failure).rejects.toThrow('the reason')
    await proxy.restore()
    expect((await send(async () => there())).headers.get('Location')).toBe('/there')
  })

  test('keeps the claim of what was done before it went', async () => {
    const send = newForm(db)
    const failure = send(async (ctx) => {
      await record({ ...ctx, db: cabinet.db }, 'import.uploaded', { kind: 'import', id: 1 }, UPLOADED)
      await proxy.cut()
      throw new RangeError('the reason')
    })
    await expect(failure).rejects.toThrow('the reason')
    await proxy.restore()
    // Longer than the pause before it is tried again to give the claim back.
    await sleep(1_500)
    await abandonClaims()
    await expect(send(async () => there())).rejects.toMatchObject({ code: 'already_submitted' })
  })

  test('keeps the claim while nobody knows what became of it', async () => {
    const send = newForm(db)
    await expect(send(async () => reject('outcome_unknown'))).rejects.toMatchObject({
      code: 'outcome_unknown',
    })
    await cabinet.db.updateTable('form_submissions').set({ answer: '{"status":302,"headers":[]}' }).execute()
    expect((await send(async () => new Response(null, { status: 500 }))).status).toBe(302)
  })

  test('takes no claim from whoever has it since the first lapsed', async () => {
    const id = Buffer.alloc(32, ++forms)
    await claimSubmission(cabinet.db, id, 'the-dead-one')
    await abandonClaims()
    expect(await claimSubmission(cabinet.db, id, 'the-next')).toBe('claimed')
    await deleteSubmission(cabinet.db, id, 'the-dead-one')
    expect(await claimSubmission(cabinet.db, id, 'a-third')).toBe('taken')
  })

  test('gives the claim back on the next connection, and nobody waits who sends the form again', async () => {
    const sprung = proxy.trap({ statement: /^delete from `form_submissions`/, step: 'unsent' })
    const send = newForm(db)
    const failure = send(async () => {
      throw new RangeError('the reason')
    })
    await expect(failure).rejects.toThrow('the reason')
    await sprung
    expect((await send(async () => there())).headers.get('Location')).toBe('/there')
  })
})
