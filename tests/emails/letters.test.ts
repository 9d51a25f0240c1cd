import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  type Brand,
  type EmailProps,
  type EmailTemplate,
  emailTemplates,
  fillLink,
  isEmailTemplate,
  LINK_PLACEHOLDER,
  renderEmail,
  samples,
} from '#emails/index.ts'
import { type Locale, locales } from '#locales/index.ts'

const brand: Brand = {
  brandName: 'QAZAQ OIL',
  legalName: 'ТОО «PetroRetail»',
  supportEmail: 'support@qazaqoil.kz',
  supportPhone: '+7 (727) 123-45-67',
  publicUrl: 'https://cabinet.qazaqoil.kz',
}

const withLink: EmailTemplate[] = ['invitation', 'staff_invitation', 'company_confirmation', 'password_reset']
const everyLetter = emailTemplates.flatMap((name) => locales.map((locale) => [name, locale] as const))

function render<Name extends EmailTemplate>(
  name: Name,
  locale: Locale,
  props: Partial<EmailProps<Name>> = {},
) {
  return renderEmail(name, locale, { ...samples[name], ...props }, brand)
}

/** What a reader sees of a page: no tags, no styles, entities resolved. */
function wordsOf(html: string): string {
  return html
    .replace(/<(style|title)>.*?<\/\1>/gs, '')
    .replace(/<!--.*?-->/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
}

/** Without what stands unseen around and in a name. */
function withoutMarks(text: string): string {
  return text.replace(/[\u2060\u2068\u2069]/g, '')
}

/** Without isolates and the joiners that keep names from becoming links. */
const visible = (text: string) => text.replaceAll(/[\u2060\u2068\u2069]/g, '')

describe('the invitation says what the original said', () => {
  test.each([
    [
      'ru',
      'ТОО «PetroRetail» приглашает вас на cabinet.qazaqoil.kz, вы можете принять приглашение по ссылке ниже.',
      'Принять приглашение',
      'Если вы не хотите принимать приглашение, пожалуйста, проигнорируйте это письмо.',
      'Ваша учётная запись не будет создана, пока вы не перейдёте по ссылке выше и не установите пароль.',
      'Компания: ТОО «Алтын Дала Транс»',
      'Роль: Владелец',
    ],
    [
      'kk',
      'ТОО «PetroRetail» Сізді cabinet.qazaqoil.kz сайтына шақырады. Шақыруды төмендегі сілтеме арқылы қабылдай аласыз.',
      'Шақыруды қабылдау',
      'Шақыруды қабылдағыңыз келмесе, бұл хатты елемеңіз.',
      'Жоғарыдағы сілтеме арқылы өтіп, құпиясөз орнатпайынша, тіркелгіңіз жасалмайды.',
      'Компания: ТОО «Алтын Дала Транс»',
      'Рөл: Иесі',
    ],
    [
      'en',
      'ТОО «PetroRetail» invites you to cabinet.qazaqoil.kz. You can accept the invitation using the link below.',
      'Accept invitation',
      'If you do not want to accept the invitation, please ignore this email.',
      'Your account will not be created until you follow the link above and set a password.',
      'Company: ТОО «Алтын Дала Транс»',
      'Role: Owner',
    ],
  ] as const)('in %s', (locale, ...sentences) => {
    const { html, text } = render('invitation', locale)
    for (const sentence of sentences) {
      expect(withoutMarks(wordsOf(html))).toContain(sentence)
      expect(withoutMarks(text)).toContain(sentence)
    }
    expect(text).toContain('aigerim@altyn-dala.kz')
  })
})

test.each([
  ['ru', 'Роль: Кассир', 'АЗС: 041 · Абая'],
  ['kk', 'Рөл: Кассир', 'ЖҚС: 041 · Абая'],
  ['en', 'Role: Cashier', 'Station: 041 · Абая'],
] as const)('a cashier is told the station, in %s', (locale, ...facts) => {
  const { html, text } = render('staff_invitation', locale, { role: 'cashier', station: '041 · Абая' })
  for (const fact of facts) {
    expect(visible(wordsOf(html))).toContain(fact)
    expect(visible(text)).toContain(fact)
  }
  expect(render('staff_invitation', locale).text).not.toContain('Абая')
})

test.each([
  ['ru', 'Изменить пароль'],
  ['kk', 'Құпиясөзді өзгерту'],
  ['en', 'Change password'],
] as const)('the link to a new password is called what it was, in %s', (locale, label) => {
  expect(wordsOf(render('password_reset', locale).html)).toContain(label)
})

test('a guest writes nothing into the letter that answers a request but the БИН', () => {
  expect(Object.keys(samples.request_received).sort()).toEqual(['bin', 'email'])
  expect(() => render('request_received', 'ru', { bin: 'buy at http://evil.test' })).toThrow(z.ZodError)
})

test('the reason of a refusal reaches the person as it was written, line by line', () => {
  const { html, text } = render('request_declined', 'kk', { reason: 'Шарт жоқ.\nБізге хабарласыңыз.' })
  expect(visible(html)).toContain('Шарт жоқ.<br/>Бізге хабарласыңыз.')
  expect(visible(text)).toContain('Шарт жоқ.\nБізге хабарласыңыз.')
})

describe.each(everyLetter)('%s in %s', (name, locale) => {
  const letter = render(name, locale)

  test('is one page in its language, with a subject and no holes', () => {
    expect(letter.subject).not.toBe('')
    expect(letter.html).toMatch(/^<!DOCTYPE html>/)
    expect(letter.html).toContain(`lang="${locale}"`)
    for (const part of [letter.subject, letter.html.replace(/<style>.*?<\/style>/s, ''), letter.text]) {
      expect(part).not.toMatch(/\{\{|\}\}|undefined|\[object|emails:/)
    }
  })

  test('says in text what it says as a page', () => {
    expect(letter.text).not.toMatch(/<[a-z]/i)
    for (const line of letter.text.split('\n').filter((line) => line && !line.includes('http'))) {
      expect(wordsOf(letter.html)).toContain(line.replace(/\s+/g, ' ').trim())
    }
    expect(letter.text).toContain(brand.supportEmail)
    expect(letter.text).toContain(brand.legalName)
  })

  test('the same input gives the same bytes', () => {
    expect(render(name, locale)).toEqual(letter)
  })

  test('security 1: holds a placeholder where the secret link will be, or no link of its own', () => {
    const places = letter.html.split(LINK_PLACEHOLDER).length - 1
    expect(places > 0).toBe(withLink.includes(name))
    expect(letter.text.includes(LINK_PLACEHOLDER)).toBe(withLink.includes(name))
    expect(letter.subject).not.toContain(LINK_PLACEHOLDER)
  })

  test('loads nothing from anywhere and leads nowhere else', () => {
    expect(letter.html).not.toMatch(
      /<(img|script|link|iframe|form|object)\b|url\(|@import|@font-face|<meta[^>]+refresh/i,
    )
    const links = [...letter.html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
    const own = [
      '/forgot-password',
      '/admin/imports/17',
      '/integrations/webhooks/3',
      '/service-requests/1042',
      '/account',
      '/coupons/expiring',
      '/orders/1042',
      '/orders/1042/invoice',
    ].map((path) => brand.publicUrl + path)
    for (const href of links) expect([LINK_PLACEHOLDER, ...own]).toContain(href)
  })

  test('keeps to what Outlook and Gmail lay out', () => {
    const inline = [...letter.html.matchAll(/style="([^"]*)"/g)].map(([, style]) => style).join(';')
    expect(inline).not.toMatch(/display:\s*(flex|grid)|position:|var\(|calc\(/)
    expect(letter.html.length).toBeLessThan(60_000) // Gmail clips a message at 102 KB
  })
})

describe('names', () => {
  const hostile = '<b>ТОО "Ромашка"</b> & <script>alert(1)</script> {{t}} $& \' '

  test('are text, never markup', () => {
    const { html, text, subject } = render('company_confirmation', 'ru', { companyName: hostile })
    expect(html).not.toMatch(/<b>|<script/)
    expect(html).toContain('&lt;b&gt;ТОО &quot;Ромашка&quot;&lt;/b&gt; &amp;')
    expect(wordsOf(html)).toContain(hostile.trim())
    expect(text).toContain(hostile.trim())
    expect(subject).toContain(hostile.trim())
  })

  test('whatever they hold, the page keeps its shape', () => {
    const shape = (html: string) => html.replace(/>[^<]*</g, '><').replace(/(content|title)="[^"]*"/g, '')
    const usual = shape(render('invitation', 'kk').html)
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (companyName) => {
        expect(shape(render('invitation', 'kk', { companyName }).html)).toBe(usual)
      }),
      { numRuns: 50 },
    )
  })

  test('cannot add a header through the subject', () => {
    const { subject } = render('company_confirmation', 'en', {
      companyName: 'A\r\nBcc: all@evil.test\u2028B',
    })
    expect(subject).not.toMatch(/[\r\n\u2028]/)
    expect(withoutMarks(subject)).toContain('A Bcc: all@evil.test B')
  })
})

describe('the sender fills the link', () => {
  const link = 'https://cabinet.qazaqoil.kz/invitation/Ab_c-9'

  test('in the button, beside it and in the text', () => {
    const filled = fillLink(render('invitation', 'ru'), link)
    expect(filled.html).toContain(`href="${link}"`)
    expect(wordsOf(filled.html)).toContain(link)
    expect(filled.text).toContain(link)
    expect(filled.html + filled.text).not.toContain(LINK_PLACEHOLDER)
  })

  test('whatever the link holds stays inside its attribute', () => {
    const filled = fillLink(render('password_reset', 'en'), 'https://x.test/?a=1&b="><b>$&')
    expect(filled.html).not.toContain('<b>')
    expect(filled.html).toContain('href="https://x.test/?a=1&amp;b=&quot;')
    expect(filled.text).toContain('https://x.test/?a=1&b="><b>$&')
  })
})

test('props that a template does not know are a mistake, not a letter', () => {
  const props = { ...samples.password_reset, password: 'secret' }
  expect(() => renderEmail('password_reset', 'ru', props, brand)).toThrow(z.ZodError)
})

test('only the registered names are templates', () => {
  expect(isEmailTemplate('invitation')).toBe(true)
  expect(isEmailTemplate('toString')).toBe(false)
  expect(isEmailTemplate(undefined)).toBe(false)
})

describe('a name that somebody outside chose', () => {
  /** Props that are ours: addresses that were checked, formatted figures and moments, words of a list. Every other is tried. */
  const OURS = new Set([
    ...['email', 'bin', 'number', 'page', 'cause', 'kind', 'status', 'role', 'register', 'locale'],
    ...['validUntil', 'changedAt', 'blockedAt', 'promised', 'first'],
    ...['volume', 'worth', 'burns', 'free', 'mark', 'total'],
  ])
  const chosenIn = (name: EmailTemplate) =>
    Object.entries(samples[name]).flatMap(([prop, value]) =>
      typeof value === 'string' && !OURS.has(prop) ? [prop] : [],
    )
  const named = emailTemplates.filter((name) => chosenIn(name).length > 0)
  const hostile =
    '\u202eкетсап\u2066 Bank.kz bank．kz bank。kz https://evil.test/a me@evil.test\r\nкетсап Bcc: x\u0007'

  test('there are letters with names', () => {
    expect(named.length).toBeGreaterThan(2)
  })

  test.each(named.flatMap((name) => locales.map((locale) => [name, locale] as const)))(
    '%s in %s: stands in its own isolate, without controls, and nothing of it is a link',
    (name, locale) => {
      const props = Object.fromEntries(chosenIn(name).map((prop) => [prop, hostile]))
      const letter = render(name, locale, props as Partial<EmailProps<typeof name>>)
      for (const whole of [letter.subject, wordsOf(letter.html), letter.text]) {
        const text = whole.replaceAll(LINK_PLACEHOLDER, '').replaceAll(brand.publicUrl, '')
        expect([...text].filter((character) => '\u202e\u2066\u0007'.includes(character))).toEqual([])
        expect(text.match(/\u2068/g)).toEqual(text.match(/\u2069/g)?.map(() => '\u2068') ?? null)
        expect(text).not.toMatch(/Bank[.．。]kz|evil\.test|https:|me@/)
        for (const [, inside = ''] of text.matchAll(/\u2068([^\u2069]*)\u2069/g))
          expect(inside).toContain('кетсап')
      }
      expect(wordsOf(letter.html)).toMatch(/\u2068[^\u2069]*кетсап/)
      expect(letter.html).not.toMatch(/href="[^"]*evil/)
    },
  )
})
