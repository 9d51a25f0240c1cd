import { useActionData, useSearchParams } from '@remix-run/react'
import type { ReactElement } from 'react'
import { BarList, ExpiryTimeline } from '#app/ui/chart/bar-list.tsx'
import { StackedBars } from '#app/ui/chart/stacked-bars.tsx'
import { StatCard } from '#app/ui/chart/stat-card.tsx'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { CopyButton } from '#app/ui/feedback/copy-button.tsx'
import { BareShell, ErrorPage } from '#app/ui/feedback/error-page.tsx'
import { Progress } from '#app/ui/feedback/progress.tsx'
import { Checkbox } from '#app/ui/form/checkbox.tsx'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DateField } from '#app/ui/form/date-field.tsx'
import { Field, TextArea } from '#app/ui/form/field.tsx'
import { FileField } from '#app/ui/form/file-field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { PasswordField } from '#app/ui/form/password-field.tsx'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { AdminShell } from '#app/ui/layout/admin-shell.tsx'
import { CabinetShell } from '#app/ui/layout/cabinet-shell.tsx'
import { GuestPageHead } from '#app/ui/layout/guest-page-head.tsx'
import { Icon } from '#app/ui/layout/icon.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { PublicShell } from '#app/ui/layout/public-shell.tsx'
import type { Theme } from '#app/ui/layout/switches.tsx'
import { Tabs } from '#app/ui/layout/tabs.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { EmptyState, NothingFound } from '#app/ui/list/empty-state.tsx'
import { FilterBar, FilterChips, SearchField } from '#app/ui/list/filter-bar.tsx'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { QrFigure } from '#app/ui/list/qr-figure.tsx'
import { SelectAll } from '#app/ui/list/select-all.tsx'
import { type BadgeNoun, type BadgeState, badges } from '#app/ui/list/status-badge.tsx'
import { SortHeader, Table } from '#app/ui/list/table.tsx'
import { Timeline } from '#app/ui/list/timeline.tsx'
import { formatDate, formatDateTime, formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import {
  coupons,
  monthlyMillilitres,
  productNames,
  products,
  qr,
  stateWords,
  transactions,
} from './gallery-samples.ts'

export interface GalleryPage {
  name: string
  path: string
  element: (theme: Theme) => ReactElement
}

const brand = {
  name: 'QAZAQ OIL',
  supportEmail: 'support@qazaqoil.example',
  supportPhone: '+7 727 355 00 00',
}
const person = { name: 'Айгүл Серікбаева', email: 'aigul.serikbayeva@tulpar-logistics.example' }
const companies = [
  { id: 1, name: 'ТОО «Tulpar Logistics»' },
  { id: 2, name: 'ТОО «ҚазЖолҚұрылыс-Инжиниринг»' },
]

export const gallery: GalleryPage[] = [
  { name: 'sign-in', path: '/sign-in', element: (theme) => <SignIn theme={theme} /> },
  { name: 'registration', path: '/registration', element: (theme) => <Registration theme={theme} /> },
  { name: 'overview', path: '/cabinet', element: (theme) => <Overview theme={theme} /> },
  { name: 'coupons', path: '/coupons', element: (theme) => <Coupons theme={theme} /> },
  { name: 'coupon', path: '/coupons/17', element: (theme) => <Coupon theme={theme} /> },
  { name: 'empty', path: '/cards', element: (theme) => <Empty theme={theme} /> },
  { name: 'staff', path: '/admin/invitations', element: (theme) => <Staff theme={theme} /> },
  { name: 'import', path: '/admin/imports/3', element: (theme) => <Import theme={theme} /> },
  { name: 'states', path: '/admin', element: (theme) => <States theme={theme} /> },
  { name: 'error', path: '/nowhere', element: () => <Failure /> },
  { name: 'live', path: '/live', element: (theme) => <Live theme={theme} /> },
]

interface Themed {
  theme: Theme
}

function SignIn({ theme }: Themed) {
  const { t } = useWords()
  const refused = {
    values: { email: 'aigul@tulpar' },
    errors: { '': { code: 'credentials_wrong', params: { count: 3, n: 3 } } },
  }
  return (
    <PublicShell brand={brand} theme={theme}>
      <GuestPageHead title={t('auth:signIn.title')} />
      <Form nonce="n" answer={refused}>
        <Field name="email" label={t('auth:email')} type="email" autoComplete="username" required />
        <PasswordField name="password" label={t('auth:password')} autoComplete="current-password" required />
        <Checkbox name="remember" label={t('auth:signIn.remember')} />
        <SubmitButton wide>{t('auth:signIn.submit')}</SubmitButton>
        <p className="quiet">{t('auth:signIn.attempts', { count: 3, n: 3 })}</p>
      </Form>
    </PublicShell>
  )
}

function Registration({ theme }: Themed) {
  const { t } = useWords()
  const refused = {
    values: { bin: '123456789012', companyName: 'ТОО «Tulpar»', phone: '+7 701' },
    errors: {
      bin: { code: 'bin_invalid', params: {} },
      email: { code: 'required', params: {} },
      consent: { code: 'consent_required', params: {} },
    },
  }
  return (
    <PublicShell brand={brand} theme={theme} toast={{ text: t('common:saved'), isRefusal: false }}>
      <GuestPageHead title={t('auth:registration.title')}>{t('auth:registration.lead')}</GuestPageHead>
      <Form nonce="n" answer={refused}>
        <Field
          name="bin"
          label={t('auth:registration.bin')}
          hint={t('auth:registration.binHint')}
          inputMode="numeric"
          required
        />
        <Field
          name="companyName"
          label={t('auth:registration.companyName')}
          autoComplete="organization"
          required
        />
        <Field name="contactName" label={t('auth:registration.contactName')} autoComplete="name" required />
        <Field
          name="email"
          label={t('auth:email')}
          type="email"
          hint={t('auth:registration.contractHint')}
          autoComplete="email"
          required
        />
        <Field name="phone" label={t('auth:registration.phone')} type="tel" autoComplete="tel" required />
        <Field name="city" label={t('auth:registration.city')} />
        <TextArea name="comment" label={t('auth:registration.comment')} />
        <Checkbox
          name="consent"
          label={t('auth:registration.consent')}
          hint={<a href="/privacy">{t('auth:registration.consentLink')}</a>}
          missing="consent_required"
          required
        />
        <SubmitButton wide>{t('auth:registration.submit')}</SubmitButton>
      </Form>
    </PublicShell>
  )
}

function Client({ theme, toast, children }: Themed & { toast?: string; children: React.ReactNode }) {
  return (
    <CabinetShell
      brand={brand}
      theme={theme}
      person={person}
      companies={companies}
      companyId={2}
      withTeam
      toast={toast ? { text: toast, isRefusal: false } : null}
    >
      {children}
    </CabinetShell>
  )
}

function Overview({ theme }: Themed) {
  const { t, locale } = useWords()
  const litres = (value: number) => formatVolume(value, locale)
  const months = monthlyMillilitres.months.map((month) => t(`common:month.${month}`))
  return (
    <Client theme={theme} toast="overview:welcome.title">
      <PageHead title={t('common:menu.overview')} asOf={formatDateTime('2026-03-05T08:14:00', locale)} />
      <div className="stack">
        <div className="tiles">
          <StatCard
            label={`${productNames[locale].diesel}, ${t('common:field.remainder')}`}
            value={litres(12_340_000)}
            href="/coupons"
          />
          <StatCard
            label={productNames[locale].ai95}
            value={litres(4_820_500)}
            note={t('common:field.validUntil')}
          />
          <StatCard label={t('common:field.balance')} value={formatMoney(1_234_567_850, locale)} />
          <StatCard
            label={t('common:menu.coupons')}
            value={formatInteger(3000, locale)}
            note={t('common:inDays', { count: 12, n: 12 })}
            warn
          />
        </div>
        <div className="columns">
          <Panel>
            <StackedBars
              title={`${t('common:unit.litres')}, ${t('common:field.period')}`}
              groups={months}
              series={products.map((product) => ({
                label: productNames[locale][product],
                values: monthlyMillilitres.by[product],
              }))}
              format={litres}
              groupLabel={t('common:field.period')}
              totalLabel={t('common:field.total')}
            />
          </Panel>
          <div className="stack">
            <Panel title={t('common:field.remainder')}>
              <BarList
                label={t('common:field.remainder')}
                items={products.map((product, index) => ({
                  id: product,
                  label: productNames[locale][product],
                  value: 9 - index * 2,
                  text: litres((9 - index * 2) * 1_000_000),
                }))}
              />
            </Panel>
            <Panel title={t('common:field.validUntil')}>
              <ExpiryTimeline
                label={t('common:field.validUntil')}
                items={[6, 12, 25].map((days, index) => ({
                  id: String(days),
                  label: formatDate(`2026-03-${11 + index * 7}`, locale),
                  note: t('common:inDays', { count: days, n: days }),
                  value: 300 - index * 80,
                  text: litres((300 - index * 80) * 1000),
                  href: '/coupons',
                }))}
              />
            </Panel>
          </div>
        </div>
        <Panel>
          <StackedBars
            title={t('common:unit.tenge')}
            groups={months}
            series={[
              {
                label: t('common:unit.tenge'),
                values: monthlyMillilitres.by.diesel.map((value) => value * 30),
              },
            ]}
            format={(value) => `${formatInteger(Math.round(value / 100_000), locale)} 000 ₸`}
            groupLabel={t('common:field.period')}
            totalLabel={t('common:field.total')}
          />
        </Panel>
        <Panel
          title={t('common:menu.transactions')}
          action={<a href="/transactions">{t('common:action.showAll')}</a>}
          flush
        >
          <Transactions />
        </Panel>
      </div>
    </Client>
  )
}

function Transactions() {
  const { t, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('common:field.dateTime')}</th>
      <th scope="col">{t('common:field.station')}</th>
      <th scope="col">{t('common:field.product')}</th>
      <th scope="col" className="num">
        {t('common:field.litres')}
      </th>
      <th scope="col" className="num">
        {t('common:field.amount')}
      </th>
    </>
  )
  const foot = (
    <tr>
      <th scope="row" colSpan={3}>
        {t('common:field.total')}
      </th>
      <td className="num" data-label={t('common:field.litres')}>
        {formatVolume(160_500, locale)}
      </td>
      <td className="num" data-label={t('common:field.amount')}>
        {formatMoney(5_120_750, locale)}
      </td>
    </tr>
  )
  return (
    <Table label={t('common:menu.transactions')} head={head} foot={foot}>
      {transactions.map(({ id, at, station, product, volume, amount }) => (
        <tr key={id}>
          <td className="main">{formatDateTime(at, locale)}</td>
          <td>{station}</td>
          <td className="half">{productNames[locale][product]}</td>
          <td className="num end">{formatVolume(volume, locale)}</td>
          <td className="num" data-label={t('common:field.amount')}>
            {formatMoney(amount, locale)}
          </td>
        </tr>
      ))}
    </Table>
  )
}

function Coupons({ theme }: Themed) {
  const { t, locale } = useWords()
  const states = stateWords[locale]
  const options = products.map((product) => ({ value: product, label: productNames[locale][product] }))
  const validUntil = t('common:field.validUntil')
  const head = (
    <>
      <SortHeader href="?sort=number">{t('common:field.number')}</SortHeader>
      <th scope="col">{t('common:field.status')}</th>
      <th scope="col">{t('common:field.product')}</th>
      <th scope="col" className="num">
        {t('common:field.volume')}
      </th>
      <th scope="col" className="num extra">
        {t('common:field.price')}
      </th>
      <SortHeader href="?sort=-validUntil" order="ascending" numeric>
        {validUntil}
      </SortHeader>
    </>
  )
  return (
    <Client theme={theme}>
      <PageHead title={t('common:menu.coupons')} asOf={formatDateTime('2026-03-05T08:14:00', locale)}>
        <a className="btn" href="/coupons/export.csv" download>
          <Icon name="download" />
          {t('common:action.export')}
        </a>
      </PageHead>
      <FilterBar
        values={{ q: '4507', status: 'active', from: '2026-03-01' }}
        count={2}
        search={<SearchField label={t('common:field.search')} by={t('common:field.number')} />}
      >
        <Select
          name="status"
          label={t('common:field.status')}
          empty={t('common:filter.all')}
          options={[{ value: 'active', label: states.active }]}
        />
        <Select
          name="product"
          label={t('common:field.product')}
          empty={t('common:filter.all')}
          options={options}
        />
        <DateField name="from" label={t('common:field.from')} />
        <DateField name="to" label={t('common:field.to')} />
      </FilterBar>
      <div className="stack-sm">
        <FilterChips
          clearHref="/coupons"
          chips={[
            { label: `${t('common:field.status')}: ${states.active}`, href: '?q=4507' },
            {
              label: `${t('common:field.from')}: ${formatDate('2026-03-01', locale)}`,
              href: '?q=4507&status=active',
            },
          ]}
        />
        <Table
          label={t('common:menu.coupons')}
          head={head}
          foot={
            <tr>
              <th scope="row" colSpan={3}>
                {t('common:field.total')}
              </th>
              <td className="num" data-label={t('common:field.volume')}>
                {formatVolume(61_240_500, locale)}
              </td>
              <td className="num extra narrow-hide" />
              <td className="narrow-hide" />
            </tr>
          }
          bar={
            <Pagination nextHref="?cursor=x">
              {t('common:list.found', { n: formatInteger(3000, locale) })}
            </Pagination>
          }
        >
          {coupons.map((coupon) => (
            <tr key={coupon.number}>
              <td className="main">
                <a href={`/coupons/${coupon.number}`}>{coupon.number}</a>
              </td>
              <td className="end">
                <span className={badges.coupon[coupon.status]}>{states[coupon.status]}</span>
              </td>
              <td className="half">{productNames[locale][coupon.product]}</td>
              <td className="num end">{formatVolume(coupon.volume, locale)}</td>
              <td className="num extra narrow-hide">{formatMoney(coupon.price, locale)}</td>
              <td className="num" data-label={validUntil}>
                {formatDate(coupon.validUntil, locale)}
              </td>
            </tr>
          ))}
        </Table>
      </div>
    </Client>
  )
}

function Coupon({ theme }: Themed) {
  const { t, locale } = useWords()
  const states = stateWords[locale]
  const number = '45071012140000001234'
  return (
    <Client theme={theme}>
      <PageHead
        title={number}
        crumbs={[{ label: t('common:menu.coupons'), href: '/coupons' }]}
        badge={<span className={badges.coupon.active}>{states.active}</span>}
        asOf={null}
      >
        <CopyButton text={number} />
        <PostButton action="/coupons/17/qr" look="primary" nonce="n">
          <Icon name="qr" />
          {t('common:action.show')}
        </PostButton>
      </PageHead>
      <div className="columns">
        <div className="stack">
          <Panel title={t('common:action.details')}>
            <DescriptionList
              items={[
                [t('common:field.product'), productNames[locale].diesel_winter],
                [t('common:field.volume'), formatVolume(50_000, locale)],
                [t('common:field.price'), t('common:perLitre', { price: formatMoney(29_550, locale) })],
                [t('common:field.validUntil'), formatDate('2026-12-31', locale)],
                [t('common:field.station'), t('common:unlimited')],
                [t('common:field.company'), companies[1]?.name],
              ]}
            />
          </Panel>
          <ConfirmPanel
            trigger={t('common:action.block')}
            title={`${t('common:action.block')}: ${number}`}
            consequence={t('errors:coupon_not_usable')}
            action="/coupons/17/block"
            nonce="n"
            answer={{ values: {}, errors: { reason: { code: 'required', params: {} } } }}
          >
            <TextArea name="reason" label={t('common:field.reason')} required />
          </ConfirmPanel>
          <Panel title={t('common:menu.audit')}>
            <Timeline
              entries={[
                {
                  id: 2,
                  what: states.blocked_by_client,
                  who: person.email,
                  when: formatDateTime('2026-03-05T14:07:00', locale),
                  why: 'Водитель потерял распечатку',
                },
                {
                  id: 1,
                  what: states.active,
                  who: '1C',
                  when: formatDateTime('2026-03-01T09:00:00', locale),
                },
              ]}
            />
          </Panel>
        </div>
        <QrFigure size={qr.size} path={qr.path} label={`QR ${number}`}>
          {number}
          <br />
          {productNames[locale].diesel_winter}, {formatVolume(50_000, locale)}
        </QrFigure>
      </div>
    </Client>
  )
}

function Empty({ theme }: Themed) {
  const { t } = useWords()
  return (
    <Client theme={theme}>
      <PageHead title={t('common:menu.cards')} lead={t('overview:welcome.text')} />
      <div className="stack">
        <EmptyState
          title={t('common:empty.none')}
          icon="card"
          next={{ label: t('common:action.add'), href: '/team', isMain: true }}
        >
          {t('overview:welcome.text')}
        </EmptyState>
        <NothingFound clearHref="/cards" />
      </div>
    </Client>
  )
}

function Workplace({ theme, children }: Themed & { children: React.ReactNode }) {
  return (
    <AdminShell
      brand={brand}
      theme={theme}
      person={{ name: '', email: 'operator@qazaqoil.example' }}
      waitingRequests={7}
    >
      {children}
    </AdminShell>
  )
}

function Staff({ theme }: Themed) {
  const { t, locale } = useWords()
  return (
    <Workplace theme={theme}>
      <PageHead
        title={t('common:menu.invitations')}
        crumbs={[{ label: t('common:menu.overview'), href: '/admin' }]}
      >
        <a className="btn btn-primary" href="/admin/invitations/new">
          <Icon name="plus" />
          {t('common:action.create')}
        </a>
      </PageHead>
      <Tabs
        label={t('common:field.status')}
        tabs={[
          { label: t('common:filter.all'), href: '/admin/invitations', current: true, count: '48' },
          { label: stateWords[locale].pending, href: '?status=pending', count: '12' },
          { label: stateWords[locale].expired, href: '?status=expired', count: '3' },
        ]}
      />
      <div className="stack">
        <Form nonce="n" id="bulk" className="stack">
          <Table
            label={t('common:menu.companies')}
            head={
              <>
                <th scope="col" className="pick">
                  <span className="sr-only">{t('common:action.selectAll')}</span>
                  <SelectAll name="companyIds" />
                </th>
                <th scope="col">{t('common:field.company')}</th>
                <th scope="col">{t('common:field.email')}</th>
                <th scope="col">{t('common:field.status')}</th>
              </>
            }
          >
            {companies.map(({ id, name }) => (
              <tr key={id}>
                <td className="pick">
                  <input type="checkbox" name="companyIds" value={id} aria-label={name} />
                </td>
                <td className="main">
                  <a href={`/admin/companies/${id}`}>{name}</a>
                  <small className="tabular">961140001234</small>
                </td>
                <td>{person.email}</td>
                <td>
                  <span className={badges.invitation.pending}>{stateWords[locale].pending}</span>
                </td>
              </tr>
            ))}
          </Table>
          <div className="form-actions">
            <SubmitButton>{t('common:action.send')}</SubmitButton>
          </div>
        </Form>
        <Panel title={t('common:action.create')}>
          <Form nonce="n" answer={{ values: {}, errors: {} }}>
            <Select
              name="companyId"
              label={t('common:field.company')}
              empty={t('common:form.choose')}
              options={companies.map(({ id, name }) => ({ value: String(id), label: name }))}
              required
            />
            <div className="form-pair">
              <Field name="email" label={t('common:field.email')} type="email" required />
              <DateField
                name="contractDate"
                label={t('common:field.contractDate')}
                defaultValue="2026-03-05"
              />
            </div>
            <div className="form-actions">
              <SubmitButton>{t('auth:invitation.accept')}</SubmitButton>
              <a className="btn" href="/admin/invitations">
                {t('common:action.cancel')}
              </a>
            </div>
          </Form>
        </Panel>
      </div>
    </Workplace>
  )
}

function Import({ theme }: Themed) {
  const { t, locale } = useWords()
  const columns = [
    t('common:field.number'),
    t('common:field.product'),
    t('common:field.volume'),
    t('common:field.price'),
    t('common:field.validUntil'),
  ]
  return (
    <Workplace theme={theme}>
      <PageHead
        title="coupons-1c.csv"
        crumbs={[{ label: t('common:menu.imports'), href: '/admin/imports' }]}
      />
      <div className="stack">
        <Panel>
          <Progress
            label={t('common:loading')}
            done={42_000}
            total={100_000}
            note={formatInteger(42_000, locale)}
          />
        </Panel>
        <Alert tone="bad" title={t('errors:import_faulty')}>
          <a href="/admin/imports/3/faults.csv" download>
            {t('common:action.download')}
          </a>
        </Alert>
        <Alert tone="warn">{t('errors:conflict_try_again')}</Alert>
        <Alert tone="ok" title={t('common:saved')} />
        <Alert>{t('common:list.exportHint')}</Alert>
        <Panel title={t('errors:file_missing')}>
          <Form encType="multipart/form-data" nonce="n">
            <FileField
              name="file"
              label={t('errors:file_missing')}
              hint="CSV, XLSX"
              accept=".csv,.xlsx"
              required
            />
            <SubmitButton>{t('common:action.continue')}</SubmitButton>
          </Form>
        </Panel>
        <Table
          scroll
          label={t('common:menu.imports')}
          head={columns.map((column) => (
            <th
              scope="col"
              key={column}
              className={column === columns[2] || column === columns[3] ? 'num' : undefined}
            >
              {column}
            </th>
          ))}
        >
          {coupons.slice(0, 4).map((coupon) => (
            <tr key={coupon.number}>
              <td>{coupon.number}</td>
              <td>{coupon.product}</td>
              <td className="num">{formatVolume(coupon.volume, locale)}</td>
              <td className="num">{formatMoney(coupon.price, locale)}</td>
              <td>{formatDate(coupon.validUntil, locale)}</td>
            </tr>
          ))}
        </Table>
        <ConfirmPanel
          look="calm"
          trigger={t('common:action.confirm')}
          title={t('common:confirmDialog.title')}
          consequence={t('common:list.exportHint')}
          action="/admin/imports/3/commit"
          nonce="n"
        />
      </div>
    </Workplace>
  )
}

function States({ theme }: Themed) {
  const { locale } = useWords()
  const words: Record<string, string> = stateWords[locale]
  return (
    <Workplace theme={theme}>
      <PageHead title="Badges" />
      <div className="stack">
        {(Object.keys(badges) as BadgeNoun[]).map((noun) => (
          <Panel key={noun} title={noun}>
            <div className="row">
              {(Object.entries(badges[noun]) as [BadgeState<typeof noun>, string][]).map(([state, look]) => (
                <span key={state} className={look}>
                  {words[state] ?? state}
                </span>
              ))}
            </div>
          </Panel>
        ))}
        <Panel title="Buttons">
          <div className="row">
            <button type="button" className="btn btn-primary">
              btn-primary
            </button>
            <button type="button" className="btn">
              btn
            </button>
            <button type="button" className="btn btn-danger">
              btn-danger
            </button>
            <button type="button" className="btn btn-warn">
              btn-warn
            </button>
            <button type="button" className="btn btn-quiet">
              btn-quiet
            </button>
            <button type="button" className="btn btn-sm">
              btn-sm
            </button>
            <button type="button" className="btn btn-primary" aria-disabled="true">
              <span className="spinner" />
              busy
            </button>
          </div>
        </Panel>
      </div>
    </Workplace>
  )
}

/** Stays where it is and obeys its URL and its forms, as the product's pages do. */
function Live({ theme }: Themed) {
  const { t, locale } = useWords()
  const [asked] = useSearchParams()
  const answer = useActionData<RefusedForm | null>()
  const options = [
    { value: 'ai92', label: productNames[locale].ai92 },
    { value: 'ai95', label: productNames[locale].ai95 },
  ]
  return (
    <Client theme={theme}>
      <PageHead title={t('common:menu.profile')} />
      <FilterBar
        values={{ q: asked.get('q') ?? undefined, product: asked.get('product') ?? undefined }}
        search={<SearchField label={t('common:field.search')} />}
      >
        <Select
          name="product"
          label={t('common:field.product')}
          empty={t('common:filter.all')}
          options={options}
        />
      </FilterBar>
      <FilterChips
        clearHref="/live"
        chips={asked.get('product') ? [{ label: 'product', href: '/live?q=4507' }] : []}
      />
      <Form answer={answer}>
        <PasswordField name="password" label={t('auth:password')} autoComplete="new-password" required />
        <SubmitButton>{t('common:action.save')}</SubmitButton>
      </Form>
      <ConfirmPanel
        trigger={t('common:action.block')}
        title={t('common:action.block')}
        consequence={t('common:errorPage.unknownOutcome.text')}
        action="/live/block"
      />
    </Client>
  )
}

function Failure() {
  return (
    <BareShell brandName={brand.name}>
      <ErrorPage
        status={500}
        requestId="01JB7Z5C9Q"
        support={{ email: brand.supportEmail, phone: brand.supportPhone }}
      />
    </BareShell>
  )
}
