import type { AuditData } from '#app/domain/audit/audit-data.ts'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { withNumbersInGroups } from '#app/ui/list/number-in-groups.tsx'
import { formatDate, formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import { isLocale, localeNames } from '#locales/index.ts'
import { fieldsOf } from './audit-fields.ts'
import {
  momentIn,
  numberIn,
  reasonOf,
  roleOf,
  type Value,
  type Words,
  whereOf,
  wordsIn,
} from './audit-values.ts'

/** `null` where there is nothing to add to the action's own words. */
type Message = string | readonly [label: string, value: string] | null

/** What an entry of the audit log says besides its action, in words; what has none is named as technical. */
export function AuditDetails({ data }: { data: AuditData }) {
  const words = { ...useWords(), fuels: useProducts() }
  const parts = detailsOf(data, words)
  if (parts.length === 0) return null
  return <div className="quiet small">{withNumbersInGroups(parts.join('\u00a0· '))}</div>
}

function detailsOf({ from, to, ...rest }: AuditData, words: Words): string[] {
  const { t } = words
  const messages: Message[] = []
  if (from && to) messages.push([t('common:field.role'), `${roleOf(from, words)} → ${roleOf(to, words)}`])
  for (const [name, value] of Object.entries(rest)) {
    if (value === null || value === '') continue
    const format = Object.hasOwn(formatters, name) ? formatters[name] : undefined
    messages.push(format ? format(value, words) : [t('audit:data.other'), `${name} = ${String(value)}`])
  }
  return messages.flatMap((part) => {
    if (part === null) return []
    return typeof part === 'string' ? part : `${part[0]}: ${part[1]}`
  })
}

/** By the names under which the domain records (`record(…, data)`). */
const formatters: Record<string, (value: Value, words: Words) => Message> = {
  matchedBy: (value, { say }) => say(`audit:data.matchedBy.${value}`),
  delayedBy: (value, { t, say }) => [t('common:field.reason'), say(`audit:data.delayedBy.${value}`)],
  orders: (value, { t }) => (wordsIn(value) ? [t('audit:data.orders'), wordsIn(value)] : null),
  invoice: (value, { t }) => (value === '' ? null : [t('audit:data.invoice'), `№ ${value}`]),
  number: (value, { t }) => [t('common:field.number'), String(value)],
  bin: (value, { t }) => [t('common:field.bin'), String(value)],
  name: (value) => String(value),
  code: (value, { t }) => [t('products:code'), String(value)],
  email: (value) => String(value),
  role: (value, words) => [words.t('common:field.role'), roleOf(value, words)],
  product: (value, { t, fuels }) => [t('common:field.product'), fuels.nameOf(String(value))],
  insteadOf: (value, { t, fuels }) => [t('products:insteadOf'), fuels.nameOf(String(value))],
  cap: (value, { t, locale }) => [t('audit:data.cap'), formatVolume(Number(value), locale)],
  price: (value, { t, locale }) => [t('audit:data.price'), formatMoney(Number(value), locale)],
  startsOn: (value, { t, locale }) => [t('audit:data.startsAt'), formatDate(String(value), locale)],
  endsOn: (value, { t, locale }) => [t('audit:data.endsAt'), formatDate(String(value), locale)],
  days: (value, { t, locale }) => [t('audit:data.days'), numberIn(value, locale)],
  lastDayBefore: (value, { t, locale }) => [t('audit:data.lastDayBefore'), formatDate(String(value), locale)],
  lastDay: (value, { t, locale }) => [t('audit:data.lastDay'), formatDate(String(value), locale)],
  startsAt: (value, words) => [words.t('audit:data.startsAt'), momentIn(value, words)],
  endsAt: (value, words) => [words.t('audit:data.endsAt'), momentIn(value, words)],
  station: (value, { t }) => [t('common:field.station'), String(value)],
  locale: (value, { t }) => [
    t('common:field.language'),
    isLocale(value) ? localeNames[value] : String(value),
  ],
  remembered: (value, { t }) => (value === true ? t('audit:data.remembered') : null),
  by: (value, { say }) => say(`audit:data.by.${value}`),
  cause: (value, { t, say }) => [t('audit:data.cause'), say(`audit:data.causes.${value}`)],
  loss: (value, { say }) => say(`audit:data.losses.${value}`),
  said: (value, { say }) => say(`audit:data.said.${value}`),
  coupons: (value, { t, locale }) => [t('audit:data.coupons'), numberIn(value, locale)],
  printed: (value, { t, say }) => [t('audit:data.printed'), say(`audit:data.layouts.${value}`)],
  booked: (value, { say }) => say(`audit:data.booked.${value}`),
  asked: (value, { say }) => say(`audit:data.asked.${value}`),
  promisedOn: (value, { t, locale }) => [t('audit:data.promisedOn'), formatDate(String(value), locale)],
  subject: (value, { say }) => say(`audit:data.subject.${value}`),
  plate: (value, { t }) => [t('audit:data.plate'), String(value)],
  km: (value, { t, locale }) => [t('audit:data.km'), formatInteger(Number(value), locale)],
  permission: (value, { say }) => say(`audit:data.permission.${value}`),
  sessions: (value, { t, locale }) => [t('audit:data.sessions'), numberIn(value, locale)],
  fields: (value, words) => [words.t('audit:data.changed'), fieldsOf(value, words.t)],
  reason: (value, { t, say }) =>
    value === 'password_wrong' ? null : [t('common:field.reason'), reasonOf(String(value), say)],
  where: whereOf,
  // The name of `where` in entries of releases up to 0.3.0.
  door: whereOf,
  status: (value, { t }) => [t('audit:data.status'), String(value)],
  answer: (value, { t }) => [t('audit:data.answer'), String(value)],
  requeued: (value, { t, locale }) => [t('audit:data.requeued'), numberIn(value, locale)],
  template: (value, { say }) => say(`mail:template.${value}`),
  was: (value, { t, say }) => [t('audit:data.was'), reasonOf(String(value), say)],
  sentAs: (value, { t }) => [t('audit:data.sentAs'), `№\u00a0${value}`],
  forgotten: (value, { t, locale }) => [t('audit:data.forgotten'), numberIn(value, locale)],
  register: (value, { say }) => say(`admin:data.kind.${value}`),
  file: (value, { t }) => [t('audit:data.file'), String(value)],
  added: (value, { t, locale }) => [t('audit:data.added'), numberIn(value, locale)],
  changed: (value, { t, locale }) => [t('audit:data.updated'), numberIn(value, locale)],
  same: (value, { t, locale }) => [t('audit:data.same'), numberIn(value, locale)],
  invitationId: (value, { t }) => [t('invitations:one'), `№\u00a0${value}`],
  publicId: (value, { t }) => [t('audit:data.key'), String(value)],
  scopes: (value, { t }) => [t('audit:data.scopes'), wordsIn(value)],
  stations: (value, { t }) => (wordsIn(value) ? [t('common:menu.stations'), wordsIn(value)] : null),
  replaces: (value, { t }) => [t('audit:data.was'), String(value)],
  operation: (value, { t }) => [t('audit:data.operation'), String(value)],
  receipt: (value, { t }) => [t('audit:data.receipt'), String(value)],
  volume: (value, { t, locale }) => [t('common:field.volume'), formatVolume(Number(value), locale)],
  instrument: (value, { t }) => (value === '' ? null : [t('common:field.number'), String(value)]),
  chargedVolume: (value, { t, locale }) => [t('common:field.volume'), formatVolume(Number(value), locale)],
  chargedAmount: (value, { t, locale }) => [t('common:field.amount'), formatMoney(Number(value), locale)],
  host: (value, { t }) => [t('audit:data.host'), String(value)],
  type: (value, { t }) => [t('audit:data.event'), String(value)],
  why: (value, { say }) => say(`audit:data.why.${value}`),
  ruleTemplate: (value, { t }) => (value === '' ? null : [t('audit:noun.ruleTemplate'), String(value)]),
  cardGroup: (value, { t }) => [t('audit:noun.cardGroup'), value === null ? '—' : String(value)],
  things: (value, { say }) => say(`audit:data.things.${value}`),
  unusual: (value, { say }) => say(`audit:data.unusual.${value}`),
  settledAs: (value, { say }) => say(`audit:data.settledAs.${value}`),
  bulkAction: (value, { say }) => say(`audit:data.bulkAction.${value}`),
  rows: (value, { t, locale }) => [t('audit:data.rows'), numberIn(value, locale)],
  cards: (value, { t, locale }) => [t('common:menu.cards'), numberIn(value, locale)],
  takenAt: (value, words) => [words.t('audit:data.takenAt'), momentIn(value, words)],
  parked: (value, { t, locale }) => [t('audit:data.parked'), numberIn(value, locale)],
  newAccount: (value, { t }) => t(value === true ? 'audit:data.newAccount' : 'audit:data.knownAccount'),
}
