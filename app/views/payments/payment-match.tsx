import { Alert } from '#app/ui/feedback/alert.tsx'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDate, formatMoney } from '#locales/format.ts'
import type { PaymentSuggestionView, PaymentView } from './payment-view.ts'

/** At most three, the likeliest first; each asks once. */
export function PaymentSuggestions({ payment }: { payment: PaymentView }) {
  const { t } = useWords()
  return (
    <Panel title={t('payments:suggestions')}>
      {payment.suggestions.length === 0 ? (
        <p className="quiet">{t('payments:noSuggestions')}</p>
      ) : (
        <ol className="rows">
          {payment.suggestions.map((suggestion, at) => (
            <li key={`${suggestion.bin} ${suggestion.orders}`} className="stack-sm">
              <Suggestion suggestion={suggestion} />
              <Take payment={payment} suggestion={suggestion} id={`take-${at + 1}`} />
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

function Suggestion({
  suggestion: { name, bin, invoices, rest, short },
}: {
  suggestion: PaymentSuggestionView
}) {
  const { t, locale } = useWords()
  return (
    <div>
      <strong>{name}</strong>
      {name === bin ? null : <span className="quiet small tabular">{`\u00a0· ${bin}`}</span>}
      {invoices.map(({ orderId, number, issuedOn, left }) => (
        <span className="block" key={orderId}>
          <a href={`/admin/orders/${orderId}`}>{t('payments:invoice', { number })}</a>
          {` · ${formatDate(issuedOn, locale)} · ${t('payments:toPay', { sum: formatMoney(left, locale) })}`}
        </span>
      ))}
      {rest > 0 ? (
        <span className="block">{t('payments:restAsAdvance', { sum: formatMoney(rest, locale) })}</span>
      ) : null}
      {short > 0 ? (
        <span className="block">{t('payments:inPart', { sum: formatMoney(short, locale) })}</span>
      ) : null}
    </div>
  )
}

interface TakeProps {
  payment: PaymentView
  suggestion: PaymentSuggestionView
  id: string
}

function Take({ payment, suggestion, id }: TakeProps) {
  const { t, locale } = useWords()
  const sum = formatMoney(payment.amount - payment.credited, locale)
  return (
    <ConfirmPanel
      trigger={t('payments:credit')}
      title={t('payments:creditTitle', { sum, name: suggestion.name })}
      consequence={<p>{t('payments:creditConsequence')}</p>}
      action={`/admin/payments/${payment.id}/match`}
      nonce={useRoot().formNonce}
      look="calm"
      small
      id={id}
    >
      <input type="hidden" name="version" value={payment.version} />
      <input type="hidden" name="bin" value={suggestion.bin} />
      <input type="hidden" name="orders" value={suggestion.orders} />
      <input type="hidden" name="rest" value="advance" />
    </ConfirmPanel>
  )
}

interface MatchFormProps {
  payment: Pick<PaymentView, 'id' | 'version' | 'bin' | 'reason'>
  answer?: RefusedForm | undefined
}

/** Whom a payment is credited to, by hand. */
export function MatchForm({ payment, answer }: MatchFormProps) {
  const { t } = useWords()
  return (
    <Panel title={t('payments:byHand')}>
      {payment.reason === 'booked' || payment.reason === 'account' ? (
        <Alert tone="warn">{t(`payments:reason.${payment.reason}`)}</Alert>
      ) : null}
      <Form
        action={`/admin/payments/${payment.id}/match`}
        answer={answer}
        nonce={useRoot().formNonce}
        id="match"
      >
        <input type="hidden" name="version" value={payment.version} />
        <Field
          name="bin"
          label={t('payments:clientBin')}
          required
          narrow
          inputMode="numeric"
          autoComplete="off"
          maxLength={20}
          defaultValue={payment.bin}
        />
        <Field
          name="orders"
          label={t('payments:orders')}
          hint={t('payments:ordersHint')}
          plain
          narrow
          autoComplete="off"
          maxLength={300}
        />
        <Select
          name="rest"
          label={t('payments:rest')}
          required
          defaultValue="advance"
          options={(['advance', 'keep'] as const).map((value) => ({
            value,
            label: t(`payments:restIs.${value}`),
          }))}
        />
        <div className="form-actions">
          <SubmitButton look="plain">{t('payments:credit')}</SubmitButton>
        </div>
      </Form>
    </Panel>
  )
}
