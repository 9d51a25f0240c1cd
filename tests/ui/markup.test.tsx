import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ticksBetween } from '#app/ui/chart/chart-scale.ts'
import { StackedBars } from '#app/ui/chart/stacked-bars.tsx'
import { ErrorPage } from '#app/ui/feedback/error-page.tsx'
import { Toast } from '#app/ui/feedback/toast.tsx'
import { Checkbox } from '#app/ui/form/checkbox.tsx'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { NewPasswordFields } from '#app/ui/form/new-password-fields.tsx'
import { PasswordField } from '#app/ui/form/password-field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { AdminShell } from '#app/ui/layout/admin-shell.tsx'
import { CabinetShell } from '#app/ui/layout/cabinet-shell.tsx'
import { PublicShell } from '#app/ui/layout/public-shell.tsx'
import { FilterBar, FilterChips, SearchField } from '#app/ui/list/filter-bar.tsx'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { QrFigure } from '#app/ui/list/qr-figure.tsx'
import { type BadgeNoun, badges, StatusBadge } from '#app/ui/list/status-badge.tsx'
import { SortHeader } from '#app/ui/list/table.tsx'
import { CompanyFields } from '#app/views/companies/company-fields.tsx'
import { type Locale, locales } from '#locales/index.ts'
import { gallery } from './gallery.tsx'
import { onStage } from './stage.tsx'

const brand = { name: 'QAZAQ OIL', supportEmail: 'help@example.test', supportPhone: '+7 727 355 00 00' }
const person = { name: 'Ada', email: 'ada@example.test' }

describe('security 21: the content security policy needs no exception for', () => {
  test.each(gallery)('$name: no style attribute, no handler, no script, no style element', async (page) => {
    for (const locale of locales) {
      const html = await onStage(page.element('dark'), { locale, path: page.path })
      expect(html).not.toMatch(/<[^>]+\s(style|on\w+)=/)
      expect(html).not.toMatch(/<(script|style)\b|javascript:/)
    }
  })
})

describe('a state', () => {
  const [active, used, blocked, expired] = (
    ['active', 'redeemed', 'blocked_by_client', 'expired'] as const
  ).map((state) => badges.coupon[state].split(' '))

  test('active, used, blocked and expired share neither ground nor shape', () => {
    const looks = [active, used, blocked, expired]
    expect(new Set(looks.map((look) => look?.find((name) => /^badge-\w+$/.test(name)))).size).toBe(4)
    expect(new Set(looks.map((look) => look?.find((name) => name.startsWith('shape-')))).size).toBe(4)
  })

  test('is never told by colour alone: each has a shape that the stylesheet draws, and a word', async () => {
    const css = readFileSync('app/styles/data.css', 'utf8')
    for (const noun of Object.keys(badges) as BadgeNoun[]) {
      for (const look of Object.values<string>(badges[noun])) {
        expect(css).toContain(`.${/shape-\w+/.exec(look)?.[0]}::before`)
      }
    }
    const html = await onStage(
      <StatusBadge of="card" state="lost">
        Утеряна
      </StatusBadge>,
    )
    expect(html).toBe('<span class="badge badge-warn shape-mark">Утеряна</span>')
  })
})

describe('a refused form', () => {
  const answer = {
    values: { email: 'ada@', remember: 'on', role: 'viewer' },
    errors: {
      email: { code: 'email_invalid', params: {} },
      password: { code: 'required', params: {} },
      '': { code: 'too_many_requests', params: {} },
    },
  }
  const form = (
    <Form answer={answer} nonce="once">
      <div>
        <Field name="email" label="E-mail" hint="As in the contract" type="email" required />
      </div>
      <PasswordField name="password" label="Password" autoComplete="current-password" required />
      <Checkbox name="remember" label="Remember me" />
      <Checkbox name="news" label="News" defaultChecked />
      <Select
        name="role"
        label="Role"
        options={[
          { value: 'owner', label: 'Owner' },
          { value: 'viewer', label: 'Viewer' },
        ]}
      />
    </Form>
  )

  test('names every fault in a summary that takes the focus and leads to its field', async () => {
    const html = await onStage(form)
    expect(html).toMatch(/<div class="errors" role="alert" tabindex="-1" autofocus=""/)
    expect(html).toContain(
      '<a href="#form-email">E-mail: <!-- -->This does not look like an email address</a>',
    )
    expect(html).toContain('<a href="#form-password">Password: <!-- -->Fill in this field</a>')
    expect(html).toMatch(/<h2 id="form-errors">Too many attempts/)
  })

  test('names the fields of a group, as of a company', async () => {
    const errors = {
      name: { code: 'required', params: {} },
      passwordConfirmation: { code: 'required', params: {} },
    }
    const html = await onStage(
      <Form answer={{ values: {}, errors }}>
        <CompanyFields />
        <NewPasswordFields email="ada@dostar.kz" label="Password" confirmation="Once more" />
      </Form>,
    )
    expect(html).toContain('<a href="#form-name">Company name: <!-- -->Fill in this field</a>')
    expect(html).toContain('<a href="#form-passwordConfirmation">Once more: <!-- -->Fill in this field</a>')
  })

  test('says the fault beside its field, tied to it together with the hint', async () => {
    const html = await onStage(form)
    expect(html).toMatch(
      /id="form-email"[^>]*aria-invalid="true" aria-describedby="form-email-hint form-email-error"/,
    )
    expect(html).toMatch(/<div class="field-error" id="form-email-error">.*?This does not look like/)
  })

  test('keeps what was typed, ticked and chosen, but for the password', async () => {
    const html = await onStage(form)
    expect(html).toMatch(/id="form-email"[^>]*value="ada@"/)
    expect(html).toMatch(/id="form-remember"[^>]*checked=""/)
    expect(html).not.toMatch(/id="form-news"[^>]*checked=""/)
    expect(html).toMatch(/<option value="viewer" selected="">/)
    expect(html).not.toMatch(/<option value="owner" selected="">/)
    expect(html).not.toMatch(/type="password"[^>]*value=/)
  })

  test('keeps the nonce that it was sent with, where its answer says so', async () => {
    const html = await onStage(
      <Form answer={{ ...answer, nonce: 'the first one' }} nonce="once">
        <p />
      </Form>,
    )
    expect(html).toContain('<input type="hidden" name="nonce" value="the first one"/>')
  })

  test('posts with its nonce, and a fresh one shows no summary', async () => {
    expect(await onStage(form)).toMatch(
      /<form method="post"[^>]*><input type="hidden" name="nonce" value="once"\/>/,
    )
    expect(await onStage(<Form answer={null}>Nothing</Form>)).not.toContain('class="errors"')
  })
})

describe('a field', () => {
  test('says that it may stay empty; a required one and one of a filter say nothing', async () => {
    expect(await onStage(<Field name="city" label="City" />)).toContain('(<!-- -->optional<!-- -->)')
    expect(await onStage(<Field name="city" label="City" required />)).not.toContain('optional')
    const missing = { values: {}, errors: { city: { code: 'required', params: {} } } }
    const refused = await onStage(
      <Form answer={missing}>
        <Field name="city" label="City" />
      </Form>,
    )
    expect(refused).not.toContain('optional')
    const filter = (
      <FilterBar values={{ status: 'active' }} keep={{ sort: 'number', cursor: undefined }}>
        <Select
          name="status"
          label="Status"
          empty="All"
          options={[
            { value: 'active', label: 'Active' },
            { value: 'expired', label: 'Expired' },
          ]}
        />
      </FilterBar>
    )
    const html = await onStage(filter)
    expect(html).not.toContain('optional')
    expect(html).toMatch(/<form method="get"[^>]*role="search"/)
    expect(html).toContain('<input type="hidden" name="sort" value="number"/>')
    expect(html).not.toContain('name="cursor"')
    expect(html).toContain('<option value="active" selected="">Active</option>')
  })

  test('asks for a new password of the length that its hint says', async () => {
    const fields = <NewPasswordFields email="ada@dostar.kz" label="Password" confirmation="Once more" />
    const html = await onStage(fields)
    expect(html).toContain('At least 8 characters.')
    expect(html).toMatch(/name="password"[^>]*minLength="8"/i)
  })

  test('lets password managers and paste work', async () => {
    const html = await onStage(
      <PasswordField
        name="password"
        label="New password"
        autoComplete="new-password"
        minLength={8}
        required
      />,
    )
    expect(html).toMatch(/type="password" autoComplete="new-password" minLength="8"/i)
    // A password that is too long is refused in words: a browser would cut it without one.
    expect(html).not.toMatch(/onpaste|maxlength|autocomplete="off"/i)
  })

  test('of a search keeps what was asked', async () => {
    const html = await onStage(<FilterBar values={{ q: '4507' }} search={<SearchField label="Search" />} />)
    expect(html).toMatch(/type="search" id="filter-q" name="q"[^>]*value="4507"/)
  })
})

describe('what asks before it destroys', () => {
  const question = (answer?: Parameters<typeof ConfirmPanel>[0]['answer']) => (
    <ConfirmPanel
      trigger="Block"
      title="Block card 4417?"
      consequence="The driver cannot pay with it."
      action="/cards/7/block"
      answer={answer}
    />
  )

  test('needs a press to open, names the thing and the consequence, and posts', async () => {
    const html = await onStage(question())
    expect(html).toMatch(/^<details class="confirm"><summary/)
    expect(html).toContain('Block card 4417?')
    expect(html).toContain('The driver cannot pay with it.')
    expect(html).toMatch(
      /<form action="\/cards\/7\/block"[^>]*method="post"|<form method="post" action="\/cards\/7\/block"/,
    )
  })

  test('stands open when the answer was a refusal', async () => {
    const refused = { values: {}, errors: { '': { code: 'card_not_blockable', params: {} } } }
    expect(await onStage(question(refused))).toMatch(/^<details class="confirm" open="">/)
  })
})

describe('a toast', () => {
  test('is said politely, and its region is there before it', async () => {
    const html = await onStage(<Toast toast={{ text: 'Changes saved', isRefusal: false }} />)
    expect(html).toMatch(/^<div role="status" class="alert alert-ok toast">.*Changes saved/)
    expect(await onStage(<Toast toast={null} />)).toBe('<div role="status"></div>')
  })

  test('of a refusal never looks like that of a success', async () => {
    const html = await onStage(<Toast toast={{ text: 'Invalid', isRefusal: true }} />)
    expect(html).toMatch(/^<div role="status" class="alert alert-warn toast">/)
  })
})

describe('the menus', () => {
  const client = (
    <CabinetShell
      brand={brand}
      theme="system"
      person={person}
      companies={[
        { id: 1, name: 'One' },
        { id: 2, name: 'Two' },
      ]}
      companyId={2}
      withTeam
    >
      Content
    </CabinetShell>
  )

  test('mark the page at hand, also from beneath it, and only that', async () => {
    const html = await onStage(client, { path: '/coupons/17' })
    const nav = /<nav class="nav".*?<\/nav>/.exec(html)?.[0] ?? ''
    expect(nav.match(/aria-current="page"/g)).toHaveLength(1)
    expect(nav).toContain('<a href="/coupons" aria-current="page">')
    const staff = (
      <AdminShell brand={brand} theme="dark" person={person} waitingRequests={3}>
        Content
      </AdminShell>
    )
    const admin = await onStage(staff, { path: '/admin/companies' })
    expect(admin).toContain('<a href="/admin/companies" aria-current="page">')
    expect(admin.match(/aria-current="page"/g)).toHaveLength(1)
    expect(admin).toContain('<span class="count">3</span>')
  })

  test('lead whoever manages the company to its colleagues, its read-only links and its keys', async () => {
    const html = await onStage(client, { path: '/cabinet' })
    for (const path of ['/team', '/readonly-links', '/integrations'])
      expect(html).toContain(`<a href="${path}"`)
  })

  test('have the landmarks, a way past the menu, and a form for each thing that changes', async () => {
    const html = await onStage(client, { path: '/cards?status=active' })
    expect(html).toMatch(/<a class="skip" href="#main">.*<header.*<nav.*<main id="main".*<footer/s)
    for (const action of ['/language', '/theme', '/company', '/sign-out']) {
      expect(html).toMatch(
        new RegExp(`<form[^>]*(method="post" action="${action}"|action="${action}" method="post")`),
      )
    }
    expect(html).toContain('<input type="hidden" name="redirectTo" value="/cards?status=active"/>')
    expect(html).toMatch(
      /name="companyId"[^>]*value="2"[^>]*aria-current="true"|aria-current="true"[^>]*value="2"/,
    )
  })

  test('show nothing of lists to somebody without a company', async () => {
    const html = await onStage(
      <CabinetShell brand={brand} theme="system" person={person} companies={[]} companyId={null}>
        Content
      </CabinetShell>,
    )
    expect(html).not.toContain('href="/coupons"')
    expect(html).toContain('href="/profile"')
  })

  test.each([
    ['en', ['Sign in', 'Registration', 'Forgot your password?', 'Resend instructions']],
    ['ru', ['Вход', 'Регистрация', 'Забыли свой пароль?', 'Подтвердить повторную отправку инструкции']],
    ['kk', ['Кіру', 'Тіркелу', 'Құпиясөзді ұмыттыңыз ба?', 'Нұсқауларды қайта жіберу']],
  ] as [Locale, string[]][])(
    'before sign-in, in %s, have the four entries of the original',
    async (locale, words) => {
      const html = await onStage(
        <PublicShell brand={brand} theme="system">
          Content
        </PublicShell>,
        { locale, path: '/sign-in' },
      )
      const nav = /<nav class="guest-nav".*?<\/nav>/.exec(html)?.[0] ?? ''
      expect([...nav.matchAll(/>([^<]+)<\/a>/g)].map(([, word]) => word)).toEqual(words)
      expect(html).toMatch(new RegExp(`lang="${locale}" aria-pressed="true"`))
      expect(html).toContain('href="tel:+77273550000"')
    },
  )
})

describe('a list', () => {
  test('names the order in force for screen readers', async () => {
    const html = await onStage(
      <table>
        <thead>
          <tr>
            <SortHeader href="?sort=-number" order="ascending">
              Number
            </SortHeader>
          </tr>
        </thead>
      </table>,
    )
    expect(html).toContain('<th scope="col" aria-sort="ascending"><a href="?sort=-number">')
  })

  test('keeps both ways on in their place, the closed one without a link', async () => {
    const html = await onStage(<Pagination nextHref="?cursor=x">Found: 3,000</Pagination>)
    expect(html).toContain('href="?cursor=x" rel="next"')
    expect(html).not.toContain('rel="prev"')
    expect(html).toContain('Previous')
    expect(await onStage(<Pagination>Found: 3</Pagination>)).not.toContain('<nav')
  })

  test('has a way to take each filter out, by name', async () => {
    const html = await onStage(
      <FilterChips clearHref="/coupons" chips={[{ label: 'Status: active', href: '?q=1' }]} />,
    )
    expect(html).toContain('href="?q=1" aria-label="Remove filter: Status: active"')
    expect(await onStage(<FilterChips clearHref="/coupons" chips={[]} />)).toBe('')
  })
})

describe('a chart', () => {
  const chart = {
    title: 'Litres',
    groups: ['Jan', 'Feb'],
    groupLabel: 'Month',
    totalLabel: 'Total',
    format: (value: number) => `${value} L`,
  }

  test('has its figures as a table, and the picture is hidden from screen readers', async () => {
    const series = [
      { label: 'Diesel', values: [10, 20] },
      { label: 'AI-95', values: [5, 0] },
    ]
    const html = await onStage(<StackedBars {...chart} series={series} />)
    expect(html).toMatch(/<div class="plot-ticks" aria-hidden="true">.*<svg aria-hidden="true">/)
    expect(html).toContain('<div class="plot-labels" aria-hidden="true">')
    const table = /<table>.*<\/table>/.exec(html)?.[0] ?? ''
    expect(table).toContain('<caption class="sr-only">Litres</caption>')
    expect(table).toContain('<th scope="row">Jan</th><td>10 L</td><td>5 L</td><td>15 L</td>')
    expect(table).toContain('<th scope="row">Feb</th><td>20 L</td><td>0 L</td><td>20 L</td>')
  })

  test('tells the values of a bar to whoever points at it or comes to it by keyboard', async () => {
    const series = [
      { label: 'Diesel', values: [10, 20] },
      { label: 'AI-95', values: [5, 0] },
    ]
    const html = await onStage(<StackedBars {...chart} series={series} />)
    const told = [...html.matchAll(/<button type="button" class="plot-hit" aria-label="([^"]+)">/g)]
    expect(told.map(([, text]) => text)).toEqual([
      'Jan. Diesel: 10 L, AI-95: 5 L, Total: 15 L',
      'Feb. Diesel: 20 L',
    ])
    expect(html).toContain('<b>Total: 15 L</b>')
  })

  test('draws parts of a whole: heights are shares of the topmost tick', async () => {
    const html = await onStage(<StackedBars {...chart} series={[{ label: 'Diesel', values: [10, 20] }]} />)
    const [picture = ''] = html.split('<div class="plot-hits">')
    expect([...picture.matchAll(/<rect[^>]*height="([\d.]+%)"/g)].map(([, height]) => height)).toEqual([
      '50%',
      '100%',
    ])
  })

  test('of nothing draws no bar and divides by nothing', async () => {
    const html = await onStage(<StackedBars {...chart} series={[{ label: 'Diesel', values: [0, 0] }]} />)
    expect(html).not.toMatch(/NaN|Infinity|<rect/)
  })

  test('with more given back than bought reaches below zero, and says so', async () => {
    const series = [
      { label: 'Diesel', values: [10, -5] },
      { label: 'LPG', values: [10, -15] },
    ]
    const html = await onStage(<StackedBars {...chart} series={series} />)
    // From -20 to 20: zero is in the middle, and the parts below it hang one under another.
    const bars = [...html.matchAll(/<rect class="bars-seg[^>]*y="([\d.]+%)" height="([\d.]+%)"/g)]
    expect(bars.map(([, y, height]) => [y, height])).toEqual([
      ['25%', '25%'],
      ['0%', '25%'],
      ['50%', '12.5%'],
      ['62.5%', '37.5%'],
    ])
    expect(html).toContain('<td>-15 L</td>')
  })

  test.each([
    [0, 0, [0, 1]],
    [0, 7, [0, 2, 4, 6, 8]],
    [0, 1000, [0, 250, 500, 750, 1000]],
    [0, 8_100_000, [0, 2_500_000, 5_000_000, 7_500_000, 10_000_000]],
    [-20, 20, [-20, -10, 0, 10, 20]],
    [-3, 0, [-3, -2, -1, 0]],
    [-1, 1000, [-500, 0, 500, 1000]],
  ])('has round ticks from %d to %d', (lowest, highest, ticks) => {
    expect(ticksBetween(lowest, highest)).toEqual(ticks)
  })
})

describe('the picture of a QR code', () => {
  test('is black on white with four modules of quiet around it, named, and still', async () => {
    const html = await onStage(
      <QrFigure size={21} path="M0 0h1v1h-1z" label="QR code for coupon 17">
        17
      </QrFigure>,
    )
    expect(html).toContain('viewBox="-4 -4 29 29" role="img" aria-label="QR code for coupon 17"')
    expect(html).toContain('<rect x="-4" y="-4" width="29" height="29" fill="#ffffff">')
    expect(html).not.toMatch(/<animate|transition/)
  })
})

describe('a page that could not be shown', () => {
  test.each([
    [403, 'No access'],
    [404, 'Page not found'],
    [410, 'Page not found'],
    [413, 'Too much data'],
    [429, 'Too many requests'],
    [503, 'The cabinet is temporarily unavailable'],
    [418, 'We could not process this request'],
    [500, 'Something went wrong'],
  ])('says %d in words and offers a way on', async (status, words) => {
    const html = await onStage(<ErrorPage status={status} requestId="r-1" />)
    expect(html).toContain(words)
    expect(html).toContain('href="/"')
    expect(html.includes('r-1')).toBe(status >= 500)
  })

  test('tells a form of another site and an unknown outcome apart from their status', async () => {
    expect(await onStage(<ErrorPage status={403} code="form_cross_site" />)).toContain(
      'The form was sent from another site',
    )
    expect(await onStage(<ErrorPage status={409} code="outcome_unknown" />)).toContain(
      'We could not confirm the change',
    )
  })
})
