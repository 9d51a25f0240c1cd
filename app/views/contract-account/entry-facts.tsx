import { Alert } from '#app/ui/feedback/alert.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { InstrumentName } from '#app/ui/list/number-in-groups.tsx'
import { formatDate, formatMoney, formatVolume } from '#locales/format.ts'
import type { EntryView } from './account-view.ts'

interface Props {
  entry: EntryView
  corrections: readonly { id: number; amount: number; bookedOn: string; href: string }[]
}

/** One row of the ledger, what it comes from, and what was booked to put it right. */
export function EntryFacts({ entry, corrections }: Props) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { amount, memo, occurredOn, bookedOn, product, volume } = entry
  const isRemainder = entry.kind === 'remainder'
  const link = (href: string | null, text: string) =>
    href && (
      <a key={href} href={href}>
        {text}
      </a>
    )
  return (
    <>
      {occurredOn === bookedOn ? null : <Alert tone="info">{t('account:late')}</Alert>}
      <div className="columns">
        <Panel title={t('account:entry.one')}>
          <DescriptionList
            items={[
              [t(amount > 0 ? 'account:credit' : 'account:debit'), formatMoney(Math.abs(amount), locale)],
              [t('account:entry.memo'), memo === 0 || isRemainder ? null : formatMoney(-memo, locale)],
              [t('account:entry.freed'), memo === 0 || !isRemainder ? null : formatMoney(memo, locale)],
              [t('account:entry.occurredOn'), formatDate(occurredOn, locale)],
              [t('account:entry.bookedOn'), formatDate(bookedOn, locale)],
              [t('common:field.product'), product && fuels.nameOf(product)],
              [t('common:field.volume'), volume === null ? null : formatVolume(volume, locale)],
              [t('common:field.station'), product ? entry.about : null],
              [t('account:entry.instrument'), entry.instrument && <InstrumentName name={entry.instrument} />],
              [t('account:entry.document'), entry.document],
              [t('common:field.comment'), entry.comment],
              [t('account:entry.contract'), entry.contract],
              [t('account:entry.by'), entry.by],
              [t('account:entry.cause'), link(entry.transactionHref, t('account:entry.transaction'))],
              [t('account:entry.corrects'), link(entry.correctsHref, t('account:entry.earlier'))],
            ]}
          />
        </Panel>
        {corrections.length === 0 ? null : (
          <Panel title={t('account:entry.corrections')}>
            <ul className="rows">
              {corrections.map((one) => (
                <li key={one.id} className="row row-between">
                  <a href={one.href}>{formatDate(one.bookedOn, locale)}</a>
                  <span className="tabular">{formatMoney(one.amount, locale)}</span>
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
    </>
  )
}
