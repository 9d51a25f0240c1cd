import type { AuditData } from '#app/domain/audit/audit-data.ts'
import { isSubjectKind, type SubjectKind } from '#app/domain/audit/subject-kinds.ts'
import { useHasPage } from '#app/ui/layout/modules.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { withNumbersInGroups } from '#app/ui/list/number-in-groups.tsx'
import { joined } from '#locales/isolated.ts'
import { auditAuthor } from './audit-author.ts'
import type { AuditTableEntry } from './audit-table.tsx'

/** A person by name, with the address beneath. */
export function Who({ entry }: { entry: AuditTableEntry }) {
  const { name, about, kind } = auditAuthor(entry, useWords())
  return (
    <span>
      <bdi>{name || kind}</bdi>
      {name ? <span className="block quiet small">{about}</span> : null}
    </span>
  )
}

interface SubjectProps {
  /** An earlier release may have written one that is no more. */
  kind: string
  id: number
  name: string
  companyId: number | undefined
  data: AuditData
}

/** `Card •••• 3481`, leading to its page; by its number or name, or else by its place in the database. */
export function Subject({ kind, id, name, companyId, data }: SubjectProps) {
  const { t } = useWords()
  const isThere = useHasPage()
  const things: Record<SubjectKind, { what: string; page: string | null }> = {
    company: { what: t('audit:noun.company'), page: '/admin/companies' },
    card: { what: t('audit:noun.card'), page: companyId ? `/admin/companies/${companyId}/cards` : null },
    coupon: {
      what: t('audit:noun.coupon'),
      page: companyId ? `/admin/companies/${companyId}/coupons` : null,
    },
    // A client's own: staff have no page of it.
    driver: { what: t('audit:noun.driver'), page: null },
    vehicle: { what: t('audit:noun.vehicle'), page: null },
    handover: { what: t('audit:noun.handover'), page: null },
    readonly_link: { what: t('audit:noun.readonlyLink'), page: null },
    invitation: { what: t('invitations:one'), page: '/admin/invitations' },
    request: { what: t('audit:noun.request'), page: '/admin/requests' },
    service_request: { what: t('audit:noun.serviceRequest'), page: '/admin/service-requests' },
    // A client's own: staff have no page of it.
    unusual_fill: { what: t('audit:noun.unusualFill'), page: null },
    bulk_change: { what: t('audit:noun.bulkChange'), page: null },
    user: { what: t('audit:noun.user'), page: '/admin/users' },
    exception: { what: t('audit:noun.exception'), page: '/admin/exceptions' },
    signal: { what: t('audit:noun.signal'), page: '/admin/signals' },
    import: { what: t('audit:import'), page: '/admin/imports' },
    product: { what: t('common:field.product'), page: '/admin/products' },
    mail: { what: t('mail:one'), page: '/admin/mail' },
    station: { what: t('audit:noun.station'), page: '/admin/stations' },
    announcement: { what: t('audit:noun.announcement'), page: '/admin/announcements' },
    shift: { what: t('audit:noun.shift'), page: '/admin/shifts' },
    phone: { what: t('audit:noun.phone'), page: '/admin/phone-authorizations' },
    webhook: { what: t('audit:noun.webhook'), page: '/admin/webhooks' },
    rule_template: { what: t('audit:noun.ruleTemplate'), page: null },
    contract: {
      what: t('audit:noun.contract'),
      page: companyId ? `/admin/companies/${companyId}/contracts` : null,
    },
    payment: { what: t('audit:noun.payment'), page: '/admin/payments' },
    order: { what: t('audit:noun.order'), page: '/admin/orders' },
    period: { what: t('audit:noun.period'), page: null },
    price_list: { what: t('audit:noun.priceList'), page: '/admin/prices' },
    card_group: { what: t('audit:noun.cardGroup'), page: null },
    // Its page names a key by its public id.
    api_key: { what: t('audit:noun.apiKey'), page: null },
  }
  const { what, page } = isSubjectKind(kind) ? things[kind] : { what: kind, page: null }
  const hasPage = page !== null && isThere(page)
  // A station's page is named by its code.
  const code = kind === 'station' && typeof data.code === 'string' ? data.code : undefined
  const place = kind === 'station' ? code && encodeURIComponent(code) : id
  const known = code ?? data.number ?? (name || (data.email ?? data.name ?? data.plate ?? data.file))
  const text = typeof known === 'string' ? joined([what, known], ' ') : t('audit:number', { what, id })
  const written = withNumbersInGroups(text)
  return hasPage && place !== undefined ? <a href={`${page}/${place}`}>{written}</a> : <span>{written}</span>
}
