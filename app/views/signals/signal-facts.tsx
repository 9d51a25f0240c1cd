import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { formatDateTime, formatMoney } from '#locales/format.ts'
import { type SignalView, signalText } from './signal-view.ts'

/** What was noticed, where, and what became of it. */
export function SignalFacts({ signal }: { signal: SignalView }) {
  const { t, locale } = useWords()
  const { company, settled, figures } = signal
  const text = (value: string | number | null | undefined) => (value ? String(value) : null)
  return (
    <Panel title={t('signals:one')}>
      <p>{signalText(t, locale, signal)}</p>
      <DescriptionList
        items={[
          [t('signals:atRisk'), formatMoney(signal.atRisk, locale)],
          [t('signals:at'), formatDateTime(signal.at, locale)],
          [t('common:field.station'), signal.station],
          [
            t('common:field.company'),
            company && (
              <a key="company" href={`/admin/companies/${company.id}/transactions`}>
                {company.name}
              </a>
            ),
          ],
          [t('signals:operation'), text(figures.operation)],
          [t('signals:receipt'), text(figures.receipt)],
          [t('signals:openedBy'), signal.openedBy],
          [t('signals:note'), signal.note || null],
          [t('signals:settledAt'), settled && `${formatDateTime(settled.at, locale)}, ${settled.by}`],
          [t('signals:settle.outcome'), settled && t(`signals:outcome.${settled.as}`)],
          [t('signals:answer'), settled?.answer],
        ]}
      />
    </Panel>
  )
}
