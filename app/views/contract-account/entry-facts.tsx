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
      {occurredOn === bookedOn ? null : <Alert tone="info">{t('contract-account:late')}</Alert>}
      <div className="columns">
        <Panel title={t('contract-account:entry.one')}>
          <DescriptionList
            items={[
              [
                t(amount > 0 ? 'contract-account:credit' : 'contract-account:debit'),
                formatMoney(Math.abs(amount), locale),
              ],
              [
                t('contract-account:entry.memo'),
                memo === 0 || isRemainder ? null : formatMoney(-memo, locale),
              ],
              [
                t('contract-account:entry.freed'),
                memo === 0 || !isRemainder ? null : formatMoney(memo, locale),
              ],
              [t('contract-account:entry.occurredOn'), formatDate(occurredOn, locale)],
              [t('contract-account:entry.bookedOn'), formatDate(bookedOn, locale)],
              [t('common:field.product'), product && fuels.nameOf(product)],
              [t('common:field.volume'), volume === null ? null : formatVolume(volume, locale)],
              [t('common:field.station'), product ? entry.about : null],
              [
                t('contract-account:entry.instrument'),
                entry.instrument && <InstrumentName name={entry.instrument} />,
              ],
              [t('contract-account:entry.document'), entry.document],
              [t('common:field.comment'), entry.comment],
              [t('contract-account:entry.contract'), entry.contract],
              [t('contract-account:entry.by'), entry.by],
              [
                t('contract-account:entry.cause'),
                link(entry.transactionHref, t('contract-account:entry.transaction')),
              ],
              [
                t('contract-account:entry.corrects'),
                link(entry.correctsHref, t('contract-account:entry.earlier')),
              ],
            ]}
          />
        </Panel>
        {corrections.length === 0 ? null : (
          <Panel title={t('contract-account:entry.corrections')}>
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
