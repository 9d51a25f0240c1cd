import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { AuditData } from '#app/domain/audit/audit-data.ts'
import { AuditTable } from '#app/views/audit/audit-table.tsx'
import { RecentActs } from '#app/views/audit/recent-acts.tsx'
import { type Locale, locales } from '#locales/index.ts'
import { sourcesUnder } from '#tests/support/words.ts'
import { onStage } from '#tests/ui/stage.tsx'

async function said(data: AuditData, locale: Locale = 'ru', action = 'session.started'): Promise<string> {
  return (await shown(data, locale, action)).replace(/<[^>]*>/g, '\n').replaceAll('&quot;', '"')
}

function shown(data: AuditData, locale: Locale, action: string, kind = 'coupon'): Promise<string> {
  const entry = {
    id: 1,
    at: '2026-03-05T14:07:00',
    action,
    actorKind: 'system' as const,
    actor: 'worker',
    actorName: '',
    company: { id: 3, name: 'ТОО «Достар»' },
    subject: { kind, id: 17, name: '' },
    ip: '127.0.0.1',
    data,
  }
  return onStage(<AuditTable entries={[entry]} />, { locale })
}

test.each([
  ['coupon.qr_shown', 'Ссылка для водителя'],
  ['handover.opened', 'Ссылка для водителя'],
  ['handover.help_asked', 'Ссылка для водителя'],
  ['readonly_link.visited', 'Ссылка для чтения'],
])(
  'by %s whoever has a link is named as the link is, in the log and on the overview',
  async (action, kind) => {
    const entry = {
      ...{ id: 1, at: '2026-03-05T14:07:00', action, actorKind: 'guest' as const, actor: '', actorName: '' },
      ...{ company: null, subject: null, ip: '127.0.0.1', data: { name: 'Жұмабаев Ерлан' } },
    }
    const log = await onStage(<AuditTable entries={[entry]} />, { locale: 'ru' })
    expect(log).toContain(`<bdi>Жұмабаев Ерлан</bdi><span class="block quiet small">${kind}</span>`)
    const recent = await onStage(<RecentActs entries={[entry]} />, { locale: 'ru' })
    expect(recent).toContain('Жұмабаев Ерлан')
    for (const html of [log, recent]) expect(html).not.toContain('Гость')
  },
)

test('a guest without a link stays a guest', async () => {
  const entry = {
    ...{ id: 1, at: '2026-03-05T14:07:00', action: 'request.received', actorKind: 'guest' as const },
    ...{ actor: '', actorName: '', company: null, subject: null, ip: '', data: { name: 'ТОО «Достар»' } },
  }
  expect(await onStage(<AuditTable entries={[entry]} />, { locale: 'ru' })).toContain('<bdi>Гость</bdi>')
})

describe('an entry of the audit log', () => {
  test.each<[AuditData, string]>([
    [{ remembered: true }, 'Устройство запомнено'],
    [{ from: 'owner', to: 'viewer' }, 'Роль: Владелец → Только просмотр'],
    [{ fields: ['name', 'contract_date'] }, 'Изменено: Название, Дата договора'],
    [{ reason: 'Водитель потерял карту' }, 'Причина: Водитель потерял карту'],
    [{ reason: 'no_answer' }, 'Причина: Почтовый сервис не ответил'],
    [{ was: 'bounced', sentAs: 1204 }, 'Было: Не доставлено · Отправлено как письмо: № 1204'],
    [{ reason: 'password_wrong', where: 'sign_in' }, 'На странице входа'],
    // As a release up to 0.3.0 recorded it.
    [{ reason: 'password_wrong', door: 'invitation' }, 'По ссылке из приглашения'],
    [{ email: 'owner@dostar.kz', by: 'staff', sessions: 2 }, 'owner@dostar.kz · Сотрудником · Сеансы: 2'],
    [
      { register: 'coupons', file: 'талоны.csv', added: 3000 },
      'Электронные талоны · Файл: талоны.csv · Новые: 3 000',
    ],
    [{ newAccount: false }, 'Учётная запись уже существовала'],
    [{ somethingNew: 7 }, 'Служебные данные: somethingNew = 7'],
  ])('with %o says so in words', async (data, words) => {
    expect((await said(data)).replaceAll('\u00a0', ' ')).toContain(words)
  })

  test('says nothing where there is nothing to add', async () => {
    expect(await said({ remembered: false, reason: '' })).not.toMatch(
      /remembered|Причина|Устройство запомнено/,
    )
  })

  test('leads to a station by its code, and nowhere where none was recorded', async () => {
    const page = await shown({ code: 'A/7' }, 'ru', 'station.reopened', 'station')
    expect(page).toContain('href="/admin/stations/A%2F7"')
    expect(await shown({}, 'ru', 'station.reopened', 'station')).not.toContain('href="/admin/stations/')
  })

  test('names its subject and who acted in words, and leads to the subject', async () => {
    const page = await said({})
    expect(page).toContain('Электронный талон №\u00a017')
    expect(page).toContain('Фоновая задача')
  })
})

test('an entry names its card by number and its person by name, under the day', async () => {
  const entry = {
    id: 1,
    at: '2026-03-05T14:07:00',
    action: 'card.blocked',
    actorKind: 'staff' as const,
    actor: 'marat@retailer.kz',
    actorName: 'Марат Есенов',
    company: null,
    subject: { kind: 'card', id: 17, name: '' },
    ip: '127.0.0.1',
    data: { number: '•••• 3481', reason: '' },
  }
  const earlier = { ...entry, id: 2, at: '2026-03-04T10:00:00' }
  const page = await onStage(<AuditTable entries={[entry, { ...entry, id: 3 }, earlier]} />, { locale: 'ru' })
  expect(page).toContain('Топливная карта •••• 3481')
  expect(page).toContain('Марат Есенов')
  expect(page).toContain('marat@retailer.kz · ')
  expect(page.match(/<tr class="day">/g)).toHaveLength(2)
})

test('an entry about a person says the name, and the address where there is none', async () => {
  const entry = {
    ...{ id: 1, at: '2026-03-05T14:07:00', action: 'user.disabled', ip: '127.0.0.1', company: null },
    ...{ actorKind: 'staff' as const, actor: 'marat@retailer.kz', actorName: '' },
    subject: { kind: 'user', id: 2, name: 'Айгүл Сейтова' },
    data: { email: 'aigul@dostar.kz' },
  }
  const about = async (name: string) =>
    onStage(<AuditTable entries={[{ ...entry, subject: { ...entry.subject, name } }]} />, { locale: 'ru' })
  expect(await about('Айгүл Сейтова')).toContain('>Пользователь Айгүл Сейтова</a>')
  expect(await about('')).toContain('>Пользователь aigul@dostar.kz</a>')
})

test('every name under which something is recorded has its words', () => {
  const sources = sourcesUnder('app/domain').map((file) => readFileSync(file, 'utf8'))
  const details = readFileSync('app/views/audit/audit-details.tsx', 'utf8')
  const literals = sources.flatMap((source) =>
    [...source.matchAll(/\brecord\(\s*[^;]*?'[a-z_]+\.[a-z_]+',([^;]*?)\)\n/g)].map(([, rest = '']) => rest),
  )
  const data = literals
    .flatMap((rest) => rest.match(/\{[^{}]*\}/g) ?? [])
    .filter((part) => !part.includes('kind'))
  const names = data.flatMap((part) => [...part.matchAll(/[{,]\s*(\w+)/g)].map(([, name = '']) => name))
  expect(names).toContain('remembered')
  expect(names.filter((name) => !new RegExp(`^  ${name}: |\\b${name}, `, 'm').test(details))).toEqual([])
})

test.each(locales)('codes are words in %s', async (locale) => {
  const codes: AuditData[] = [
    ...['staff', 'owner', 'company_closed', 'address_changed'].map((why) => ({ why })),
    ...['sign_in', 'password_change', 'invitation'].map((where) => ({ where })),
    ...['sign_out', 'owner', 'staff'].map((by) => ({ by })),
  ]
  const unknown = await said({ why: 'no such code' }, locale)
  for (const code of codes) expect(await said(code, locale)).not.toEqual(unknown)
})
