import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { PeriodFields } from './period-fields.tsx'
import type { ShortageView } from './station-view.ts'
import { shortageText } from './station-words.ts'

interface Props {
  rows: readonly ShortageView[]
  /** Beneath which each is ended; null for who only reads. */
  liftHref: string | null
}

/** What every station gives little of, now and later. */
export function NetworkShortages({ rows, liftHref }: Props) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { formNonce } = useRoot()
  if (rows.length === 0) return <p className="quiet">{t('station-network:none')}</p>
  return (
    <Panel title={t('stations:shortages')}>
      <ul className="stack-sm">
        {rows.map((row) => (
          <li key={row.id}>
            <p>{shortageText(t, locale, fuels, row)}</p>
            {row.reason ? <q>{row.reason}</q> : null}
            {liftHref ? (
              <PostButton action={`${liftHref}/${row.id}/lift`} nonce={formNonce} small>
                {t(row.from ? 'stations:lift.planned' : 'stations:lift.shortage')}
              </PostButton>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export function NetworkShortageForm({ answer }: { answer: RefusedForm | undefined }) {
  const { t } = useWords()
  return (
    <Panel title={t('station-network:add')}>
      <Form answer={answer} nonce={useRoot().formNonce}>
        <Select
          name="product"
          label={t('common:field.product')}
          empty={t('common:form.choose')}
          options={useProducts().options}
          required
        />
        <Field
          name="cap"
          label={t('stations:shortage.cap')}
          narrow
          required
          inputMode="numeric"
          pattern="[1-9][0-9]{0,4}"
          maxLength={5}
          autoComplete="off"
        />
        <PeriodFields />
        <div className="form-actions">
          <SubmitButton>{t('station-network:add')}</SubmitButton>
        </div>
      </Form>
    </Panel>
  )
}
