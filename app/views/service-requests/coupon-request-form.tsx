import { NOMINALS } from '#app/domain/orders/orders.ts'
import type { CouponRequestKind } from '#app/domain/service-requests/service-requests.ts'
import { DateField } from '#app/ui/form/date-field.tsx'
import { TextArea } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatVolume } from '#locales/format.ts'

interface Props {
  kind: CouponRequestKind
  /** Of the chosen coupons. */
  ids: readonly string[]
  /** The first day that can be asked for. */
  earliest: string
  answer: RefusedForm | undefined
}

/** What is wanted for the whole set. */
export function CouponRequestForm({ kind, ids, earliest, answer }: Props) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const isExchange = kind === 'exchange'
  return (
    <Form answer={answer} nonce={useRoot().formNonce} id="coupon-request">
      <input type="hidden" name="kind" value={kind} />
      {ids.map((id) => (
        <input key={id} type="hidden" name="ids" value={id} />
      ))}
      {isExchange ? (
        <>
          <Select
            name="product"
            label={t('expiries:request.product')}
            empty={t('expiries:request.same')}
            options={fuels.options}
            plain
          />
          <Select
            name="volume"
            label={t('expiries:request.volume')}
            empty={t('expiries:request.same')}
            options={NOMINALS.map((litres) => ({
              value: String(litres),
              label: formatVolume(litres * 1_000, locale),
            }))}
            plain
          />
        </>
      ) : null}
      <DateField
        name="until"
        label={t('expiries:request.until')}
        hint={t(isExchange ? 'expiries:request.untilOpen' : 'expiries:request.untilHint')}
        required={!isExchange}
        min={earliest}
      />
      <TextArea
        name="comment"
        label={t('common:field.comment')}
        hint={t('expiries:request.commentHint')}
        maxLength={2000}
      />
      <div className="form-actions">
        <SubmitButton>{t('service-requests:send')}</SubmitButton>
        <a className="btn btn-quiet" href="/coupons/expiring">
          {t('common:action.cancel')}
        </a>
      </div>
    </Form>
  )
}
