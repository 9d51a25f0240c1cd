import { Panel } from '#app/ui/layout/panel.tsx'
import { Tabs } from '#app/ui/layout/tabs.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { DeliveryTable } from './delivery-table.tsx'
import type { DeliveryRow } from './webhook-rows.ts'

interface DeliveryLogProps {
  deliveries: readonly DeliveryRow[]
  status: 'pending' | 'delivered' | 'failed' | 'sending' | undefined
  /** The page of the endpoint. */
  href: string
  previousHref: string | null
  nextHref: string | null
}

const shown = [undefined, 'pending', 'delivered', 'failed'] as const

export function DeliveryLog({ deliveries, status, href, ...pages }: DeliveryLogProps) {
  const { t } = useWords()
  const tabs = shown.map((one) => ({
    label: one ? t(`webhooks:delivery.${one}`) : t('common:filter.all'),
    href: one ? `${href}?status=${one}` : href,
    current: one === status,
  }))
  return (
    <section className="stack-sm" aria-labelledby="log">
      <div className="row">
        <h2 id="log">{t('webhooks:log.title')}</h2>
        <a className="btn btn-sm" href={status ? `${href}?status=${status}` : href}>
          {t('webhooks:log.refresh')}
        </a>
      </div>
      <Tabs label={t('webhooks:field.status')} tabs={tabs} />
      {deliveries.length > 0 ? (
        <DeliveryTable deliveries={deliveries} base={href} bar={<Pagination {...pages} />} />
      ) : (
        <Panel>
          <p>{t('webhooks:log.none')}</p>
          <p className="quiet">{t('webhooks:log.noneAbout')}</p>
        </Panel>
      )}
    </section>
  )
}
