import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate, formatDateTime, formatMoney } from '#locales/format.ts'
import type { PaymentView } from './payment-view.ts'

/** What the bank says of a payment, and what became of it. */
export function PaymentFacts({ payment }: { payment: PaymentView }) {
  const { t, locale } = useWords()
  const { amount, credited, reason } = payment
  const isOut = amount < 0
  return (
    <>
      <Panel title={t('payments:facts')}>
        <DescriptionList
          items={[
            [t('common:field.amount'), formatMoney(amount, locale)],
            [
              t('payments:left'),
              credited > 0 && credited < amount ? formatMoney(amount - credited, locale) : null,
            ],
            [t('payments:day'), formatDate(payment.occurredOn, locale)],
            [t(isOut ? 'payments:recipient' : 'payments:payer'), payment.name],
            [t('common:field.bin'), payment.bin],
            [t('payments:otherAccount'), payment.otherAccount],
            [t('payments:purpose'), payment.purpose],
            [t('payments:code'), payment.code],
            [t('payments:account'), payment.account],
            [t('payments:why'), reason && t(`payments:reason.${reason}`)],
            [
              t('payments:booked'),
              payment.booked.length > 0 ? <Booked key="booked" payment={payment} /> : null,
            ],
            [t('common:field.reason'), payment.note],
            [
              t('payments:statement'),
              <a key="statement" href={`/admin/imports/${payment.importId}`}>
                {`№\u00a0${payment.importId}`}
              </a>,
            ],
          ]}
        />
      </Panel>
      {payment.credits.length > 0 ? <Credits payment={payment} /> : null}
    </>
  )
}

function Booked({ payment: { booked } }: { payment: PaymentView }) {
  return booked.map(({ companyId, entryId }) => (
    <a key={entryId} className="block" href={`/admin/companies/${companyId}/account/entries/${entryId}`}>
      {`№\u00a0${entryId}`}
    </a>
  ))
}

function Credits({ payment: { credits } }: { payment: PaymentView }) {
  const { t, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('payments:creditedTo')}</th>
      <th scope="col">{t('payments:by')}</th>
      <th scope="col">{t('payments:at')}</th>
      <th scope="col" className="num">
        {t('common:field.amount')}
      </th>
    </>
  )
  return (
    <Panel title={t('payments:credits')}>
      <Table label={t('payments:credits')} head={head}>
        {credits.map((credit) => (
          <tr key={credit.id}>
            <td className="main">
              <a href={`/admin/companies/${credit.company.id}/account`}>{credit.company.name}</a>
              <span className="block small">
                {credit.orderId === null ? (
                  t('payments:advance')
                ) : (
                  <a href={`/admin/orders/${credit.orderId}`}>
                    {t('payments:order', { number: String(credit.orderId) })}
                  </a>
                )}
                {credit.isReversal ? ` · ${t('payments:reversal')}` : ''}
              </span>
            </td>
            <td data-label={t('payments:by')}>
              <span>
                {t(`payments:matchedBy.${credit.by}`)}
                {credit.author ? <span className="block quiet small">{credit.author}</span> : null}
              </span>
            </td>
            <td data-label={t('payments:at')} className="tabular">
              {formatDateTime(credit.at, locale)}
            </td>
            <td data-label={t('common:field.amount')} className="num">
              {formatMoney(credit.amount, locale)}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  )
}
