import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { sendDueMail } from '#app/domain/mail/sender.server.ts'
import { startApp } from '#tests/support/app.ts'
import { createCabinet, newAddress } from '#tests/support/fixtures.ts'
import { emptyOutbox, letterOf, letterTo, mailerTo } from '#tests/support/mail.ts'
import { ResendStandIn } from '#tests/support/resend-stand-in.ts'

const cabinet = await createCabinet()
const resend = await ResendStandIn.start()
const app = await startApp(cabinet)
const administrator = app.as(await cabinet.staff('administrator'))
const support = app.as(await cabinet.staff('support'))
const company = await cabinet.company()
const client = app.as(await cabinet.client(company))
await emptyOutbox(cabinet.db)

afterEach(async () => {
  resend.reset()
  await emptyOutbox(cabinet.db)
})
afterAll(async () => {
  await app.stop()
  await resend.stop()
  await cabinet.destroy()
})

const send = async () => sendDueMail(await cabinet.system(), mailerTo(resend, { rate: 1 }))

async function refusedLetter(): Promise<number> {
  const id = await letterTo(await cabinet.system(), newAddress())
  resend.next({ kind: 'refuse', status: 422, name: 'validation_error' })
  await send()
  return id
}

const htmlOf = async (response: Response) => response.clone().text()

describe('/admin/mail', () => {
  test('says that nothing was sent yet, and what was', async () => {
    await expect(await support.get('/admin/mail')).toShow('Писем пока нет')
    const id = await letterTo(await cabinet.system(), 'first@altyn-dala.kz')
    const page = await support.get('/admin/mail')
    expect(await htmlOf(page)).toContain(`href="/admin/mail/${id}"`)
    await expect(page).toShow('first@altyn-dala.kz')
    await expect(page).toShow('Ожидает отправки')
  })

  test('filters stand in the URL and can be taken away', async () => {
    const dead = await refusedLetter()
    const waiting = await letterTo(await cabinet.system(), newAddress())
    const page = await support.get('/admin/mail?status=dead&template=password_changed')
    expect(await htmlOf(page)).toContain(`href="/admin/mail/${dead}"`)
    expect(await htmlOf(page)).not.toContain(`href="/admin/mail/${waiting}"`)
    expect(await htmlOf(page)).toContain('href="/admin/mail?template=password_changed"')
    await expect(await support.get('/admin/mail?delivery=bounced')).toShow('Ничего не найдено')
    expect((await support.get('/admin/mail?status=nonsense&cursor=x')).status).toBe(200)
  })

  test('pages lead on and back', async () => {
    for (let n = 0; n < 51; n++) await letterTo(await cabinet.system(), newAddress())
    const linkOf = async (path: string, rel: 'next' | 'prev') => {
      const page = await htmlOf(await support.get(path))
      const tag = page.match(/<a [^>]*>/g)?.find((each) => each.includes(`rel="${rel}"`)) ?? ''
      return /href="([^"]*)"/.exec(tag)?.[1]?.replaceAll('&amp;', '&')
    }
    const first = '/admin/mail?status=pending'
    expect(await linkOf(first, 'prev')).toBeUndefined()
    const second = await linkOf(first, 'next')
    expect(second).toContain('status=pending')
    const back = await linkOf(second ?? '', 'prev')
    expect(await linkOf(back ?? '', 'next')).toBe(second)
  })

  test('says when and why the whole queue waits', async () => {
    await letterTo(await cabinet.system(), newAddress())
    resend.always = { kind: 'refuse', status: 403, name: 'invalid_api_key' }
    await send()
    await expect(await support.get('/admin/mail')).toShow('Отправка приостановлена с')
    await expect(await support.get('/admin/mail')).toShow('Почтовый сервис отклоняет запросы')
  })
})

describe('/admin/mail/:id', () => {
  test('when it was sent, how often that was tried, what the provider answered and what became of it', async () => {
    const id = await letterTo(await cabinet.system(), newAddress())
    await send()
    await cabinet.db
      .updateTable('outbox')
      .set({ delivery: 'bounced', delivery_at: new Date() })
      .where('id', '=', id)
      .execute()
    await cabinet.db
      .insertInto('webhook_events')
      .values({ svix_id: 'm1', type: 'email.bounced', outbox_id: id, detail: 'Permanent: no such mailbox' })
      .execute()
    const page = await support.get(`/admin/mail/${id}`)
    for (const words of [
      'Отправлено',
      '1 попытка',
      'Почтовый сервис принял письмо',
      'HTTP 200',
      'no such mailbox',
      'Адрес не существует или не принимает письма',
    ]) {
      await expect(page).toShow(words)
    }
  })

  test('an email on hold after a restore says why, and what to check', async () => {
    const id = await letterTo(await cabinet.system(), newAddress())
    await cabinet.db.updateTable('outbox').set({ status: 'parked' }).where('id', '=', id).execute()
    await expect(await support.get(`/admin/mail/${id}`)).toShow('Если неизвестно, было ли оно отправлено')
  })

  test('security 1: no page of staff holds the link of a letter', async () => {
    const { email, token } = await cabinet.invited(company)
    const [{ id } = { id: 0 }] = await cabinet.lettersTo(email)
    await send()
    for (const path of [
      '/admin/mail',
      `/admin/mail/${id}`,
      `/admin/mail/${id}/body`,
      `/admin/mail/${id}.data`,
    ]) {
      for (const visitor of [administrator, support]) {
        const response = await visitor.get(path)
        expect(response.status).toBe(200)
        expect((await response.text()).includes(token)).toBe(false)
      }
    }
    expect(await htmlOf(await support.get(`/admin/mail/${id}/body`))).toContain(
      'href="http://cabinet.test/•••"',
    )
  })

  test('security 21: the preview stands in our own frame only, and nothing in it leads anywhere', async () => {
    const id = await letterTo(await cabinet.system(), newAddress())
    const { headers } = await support.get(`/admin/mail/${id}/body`)
    expect(headers.get('Content-Security-Policy')).toMatch(/frame-ancestors 'self'; sandbox$/)
    expect(await htmlOf(await support.get(`/admin/mail/${id}`))).toMatch(/<iframe[^>]+sandbox=""/)
  })

  test.each(['/admin/mail/999999', '/admin/mail/999999/body', '/admin/mail/x'])(
    '%s is not there',
    async (path) => {
      expect((await support.get(path)).status).toBe(404)
    },
  )

  test('a client may not look, a guest is asked to sign in', async () => {
    const id = await letterTo(await cabinet.system(), newAddress())
    for (const path of ['/admin/mail', `/admin/mail/${id}`, `/admin/mail/${id}/body`]) {
      expect((await client.get(path)).status).toBe(403)
      expect(await app.get(path)).toRedirectTo(/^\/sign-in\?redirectTo=/)
    }
    expect((await client.post(`/admin/mail/${id}/retry`)).status).toBe(403)
    expect(await app.post(`/admin/mail/${id}/retry`)).toRedirectTo('/sign-in')
  })
})

describe('POST /admin/mail/:id/retry', () => {
  test('asks first, then puts the letter back into the queue', async () => {
    const id = await refusedLetter()
    expect(await htmlOf(await administrator.get(`/admin/mail/${id}`))).toContain(
      `action="/admin/mail/${id}/retry"`,
    )
    const answer = await administrator.post(`/admin/mail/${id}/retry`)
    expect(answer).toRedirectTo(`/admin/mail/${id}`)
    await expect(await administrator.follow(answer)).toShow('Письмо снова в очереди')
    expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'pending' })
  })

  test('what cannot be sent again is said on the letter’s page', async () => {
    const id = await letterTo(await cabinet.system(), newAddress())
    await send()
    expect(await htmlOf(await administrator.get(`/admin/mail/${id}`))).not.toContain('/retry')
    const answer = await administrator.post(`/admin/mail/${id}/retry`)
    await expect(await administrator.follow(answer)).toShow('Это письмо нельзя отправить ещё раз')
    expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'sent' })
  })

  test('security 22: support is offered no retry and gets none', async () => {
    const id = await refusedLetter()
    expect(await htmlOf(await support.get(`/admin/mail/${id}`))).not.toContain('/retry')
    await support.post(`/admin/mail/${id}/retry`)
    expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'dead' })
  })
})
