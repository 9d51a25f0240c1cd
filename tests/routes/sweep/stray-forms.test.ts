import { afterAll, describe, expect, test } from 'vitest'
import { inviteClient } from '#app/domain/invitations/invitations.server.ts'
import { readToast } from '#app/http/forms/toast.server.ts'
import { traitsOf } from '#app/http/url-traits.ts'
import { testSettings } from '#tests/support/context.ts'
import type { Visitor } from '#tests/support/visitor.ts'
import { allowedAt, isOpen, wholeForms } from './access.ts'
import { everyRoute, pathOf, type SiteRoute } from './site-map.ts'
import { createWorld, parametersOf, type VisitorRole } from './world.ts'

const routes = await everyRoute()
const world = await createWorld()
const { cabinet, people, objects } = world
const second = await cabinet.company({ name: 'ТОО «Екінші»' })
await inviteClient(await cabinet.system(), {
  ...{ email: people.owner.email, companyId: second, role: 'owner', locale: 'ru' },
})
const owner = world.visitors.owner()
await owner.post(`/invitation/${await cabinet.tokenMailedTo(people.owner.email)}`)

afterAll(() => world.end())

const acting = routes.filter(({ acts }) => acts)
/** One of those who may send the form; the owner where it is open to all. */
const senderOf = (route: SiteRoute): VisitorRole => {
  const allowed = isOpen(route) ? ['owner' as const] : allowedAt(route)
  return (['owner', 'administrator', 'cashier'] as const).find((role) => allowed.includes(role)) ?? 'owner'
}
const thingOf = (pattern: string) => pathOf(pattern, parametersOf(world, pattern).there)

async function send(visitor: Visitor, pattern: string, drawnFor: string): Promise<Response> {
  const fields = { ...wholeForms[pattern], drawnFor }
  if (!traitsOf(pattern).upload) return visitor.post(thingOf(pattern), fields)
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...fields, kind: 'companies' })) form.append(name, value)
  // What a preview has read comes back in a field.
  if (!pattern.endsWith('/commit')) form.append('file', new File(['БИН;Наименование\n'], 'companies.csv'))
  return visitor.upload(thingOf(pattern), form)
}

/** What the next page says. */
function toldBy(answer: Response): string | undefined {
  const cookie = answer.headers.getSetCookie().find((line) => line.includes('toast=')) ?? ''
  const request = new Request('http://cabinet.test', { headers: { Cookie: cookie.split(';')[0] ?? '' } })
  return readToast(testSettings, request)?.key
}

test('the sweep knows of many forms', () => {
  expect(acting.length).toBeGreaterThan(40)
  expect(acting.some(({ pattern }) => traitsOf(pattern).upload)).toBe(true)
})

describe.each(['owner', 'administrator', 'cashier', 'person'] as const)('every form as %s', (role) => {
  const pages = routes.filter((route) => route.isPage && route.reads)
  test.each(pages.filter((route) => isOpen(route) || allowedAt(route).includes(role)))(
    'of $pattern says for whom it was drawn',
    async ({ pattern }) => {
      const html = await (await world.visitors[role]().get(thingOf(pattern))).text()
      const forms = html.match(/<form\b.*?<\/form>/gs) ?? []
      const bound = `name="drawnFor" value="${people[role].userId}.${role === 'owner' ? objects.company : 0}"`
      const posts = forms.filter((form) => /^<form[^>]*method="post"/.test(form))
      expect(posts.filter((form) => !form.includes(bound))).toEqual([])
    },
  )
})

describe('a form that another person left in the browser', () => {
  test.each(acting)('does nothing at $pattern, and says so', async (route) => {
    const before = await world.actions()
    const visitor = world.visitors[senderOf(route)]()
    const answer = await send(visitor, route.pattern, '999999.0')
    expect([answer.status, toldBy(answer)]).toEqual([302, 'errors:form_of_other_person'])
    expect(answer.headers.get('Location')).toMatch(/^\/(cabinet|admin|till)$/)
    expect(await world.actions()).toBe(before)
  })

  test('signs nobody out, and names who is signed in', async () => {
    const visitor = world.visitors.viewer()
    const next = await visitor.follow(await visitor.post('/sign-out', { drawnFor: '999999.1' }))
    expect(next.status).toBe(200)
    await expect(next).toShow(`Сейчас вход выполнен с адресом ${people.viewer.email}`)
  })
})

describe('a form that was drawn for another of the person’s companies', () => {
  const drawnFor = `${people.owner.userId}.${objects.company}`
  const ofCompany = acting.filter(
    (route) => !isOpen(route) && allowedAt(route).includes('owner') && !traitsOf(route.pattern).personal,
  )

  test('is any form of the client’s side', () => {
    expect(ofCompany.map(({ pattern }) => pattern)).toEqual(
      expect.arrayContaining(['/team', '/team/:id/remove', '/cards/:id/block', '/coupons/:id/qr']),
    )
  })

  test.each(ofCompany)('does nothing at $pattern, and says so', async ({ pattern }) => {
    const visitor = world.visitors.owner()
    await visitor.post('/company', { companyId: String(second) })
    const before = await world.actions()
    const answer = await send(visitor, pattern, drawnFor)
    expect(await world.actions()).toBe(before)
    if (answer.status === 409) {
      expect(await answer.text()).toContain('Сейчас вы работаете в компании ТОО «Екінші»')
    } else {
      expect([answer.status, toldBy(answer)]).toEqual([302, 'errors:form_of_other_company'])
      const asked = await visitor.follow(answer)
      await expect(asked).toShow('Сейчас вы работаете в компании ТОО «Екінші»')
      await expect(asked).toShow('Ссылка относится к другой компании')
    }
  })

  test('keeps what was typed where its page is there in the other company too', async () => {
    const visitor = world.visitors.owner()
    await visitor.post('/company', { companyId: String(second) })
    const typed = { email: 'colleague@altyn-dala.kz', role: 'viewer', locale: 'kk' }
    const answer = await visitor.post('/team', { ...typed, drawnFor })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain(`value="${typed.email}"`)
    expect(await cabinet.lettersTo(typed.email)).toEqual([])
  })

  test('acts where it is about the person: the choice of the company, the language', async () => {
    const visitor = world.visitors.owner()
    await visitor.post('/company', { companyId: String(second) })
    expect(await visitor.post('/company', { companyId: String(objects.company), drawnFor })).toRedirectTo(
      '/cabinet',
    )
    const switched = await visitor.post('/language', { locale: 'kk', redirectTo: '/cards', drawnFor })
    expect(switched).toRedirectTo('/cards')
  })
})
