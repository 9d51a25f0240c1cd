import { LINES, NOMINALS } from '#app/domain/orders/orders.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { Field, TextArea } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatMoney } from '#locales/format.ts'

/** More of them stand behind a press: on a phone each is a screen's third. */
const FIRST_LINES = 2

interface Props {
  /** What can be ordered, tiyn a litre. */
  prices: readonly { product: ProductCode; price: number }[]
  /** The least that an order may cost, tiyn; 0: anything. */
  least: number
  fields: Readonly<Record<string, string>>
  back: string
  answer: RefusedForm | undefined
}

/** The basket: lines of coupons by product and nominal, and cards. */
export function OrderForm({ prices, least, fields, back, answer }: Props) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const products = prices.map(({ product, price }) => ({
    value: product,
    label: `${fuels.nameOf(product)} — ${formatMoney(price, locale)}`,
  }))
  const nominals = NOMINALS.map((litres) => ({
    value: String(litres),
    label: t('orders:litres', { n: litres }),
  }))
  const shown = Math.max(FIRST_LINES, ...LINES.filter((at) => fields[`product${at}`]))
  const line = (at: number) => (
    <div key={at} className="order-line">
      <Select
        name={`product${at}`}
        label={t('common:field.product')}
        plain
        empty={t('common:form.choose')}
        options={products}
        defaultValue={fields[`product${at}`] ?? ''}
      />
      <Select
        name={`nominal${at}`}
        label={t('orders:nominal')}
        plain
        empty={t('common:form.choose')}
        options={nominals}
        defaultValue={fields[`nominal${at}`] ?? ''}
      />
      <Field
        name={`quantity${at}`}
        label={t('orders:quantity')}
        plain
        narrow
        inputMode="numeric"
        autoComplete="off"
        maxLength={5}
        defaultValue={fields[`quantity${at}`] ?? ''}
      />
    </div>
  )
  return (
    <Form answer={answer} nonce={useRoot().formNonce} className="stack">
      <input type="hidden" name="version" value={fields.version ?? ''} />
      <Panel title={t('orders:coupons')}>
        <div className="stack">
          {least > 0 ? (
            <p className="quiet">{t('orders:belowMinimum', { sum: formatMoney(least, locale) })}</p>
          ) : null}
          {LINES.slice(0, shown).map(line)}
          {shown < LINES.length ? (
            <details className="order-more" open={isRefusedBeyond(answer, shown) ? true : undefined}>
              <summary className="btn">{t('orders:moreLines')}</summary>
              <div className="stack">{LINES.slice(shown).map(line)}</div>
            </details>
          ) : null}
        </div>
      </Panel>
      <Panel title={t('orders:more')}>
        <div className="form">
          <Field
            name="cards"
            label={t('orders:cards')}
            hint={t('orders:cardsHint')}
            narrow
            inputMode="numeric"
            autoComplete="off"
            maxLength={3}
            defaultValue={fields.cards ?? ''}
          />
          <TextArea
            name="comment"
            label={t('common:field.comment')}
            maxLength={500}
            rows={3}
            defaultValue={fields.comment ?? ''}
          />
        </div>
      </Panel>
      <div className="form-actions">
        <SubmitButton>{t('orders:save')}</SubmitButton>
        <a className="btn btn-quiet" href={back}>
          {t('common:action.cancel')}
        </a>
      </div>
    </Form>
  )
}

/** Whether something is wrong with, or was typed into, a line after the first ones. */
function isRefusedBeyond(answer: RefusedForm | undefined, shown: number): boolean {
  if (!answer) return false
  return LINES.slice(shown).some((at) =>
    [`product${at}`, `nominal${at}`, `quantity${at}`].some(
      (name) => answer.errors[name] || answer.values[name],
    ),
  )
}
