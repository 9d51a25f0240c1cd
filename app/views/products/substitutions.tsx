import type { ProductCode } from '#app/domain/products/products.ts'
import { DateField } from '#app/ui/form/date-field.tsx'
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
import { Table } from '#app/ui/list/table.tsx'
import { formatDates } from '#locales/format.ts'

interface TableProps {
  rows: readonly {
    id: number
    served: ProductCode
    insteadOf: ProductCode
    /** Null: every station. */
    station: string | null
    /** Days, inclusive. */
    from: string
    until: string
  }[]
  mayEdit: boolean
}

/** Which products may be served in the stead of which, where and how long. */
export function SubstitutionTable({ rows, mayEdit }: TableProps) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { formNonce } = useRoot()
  if (rows.length === 0) return <p className="quiet">{t('products:substitution.none')}</p>
  const columns = {
    insteadOf: t('products:insteadOf'),
    station: t('common:field.station'),
    period: t('products:substitution.period'),
  }
  const head = (
    <>
      <th scope="col">{t('products:substitution.served')}</th>
      <th scope="col">{columns.insteadOf}</th>
      <th scope="col">{columns.station}</th>
      <th scope="col">{columns.period}</th>
      {mayEdit ? <th scope="col">{t('products:substitution.end')}</th> : null}
    </>
  )
  return (
    <Table label={t('products:substitutions')} head={head}>
      {rows.map(({ id, served, insteadOf, station, from, until }) => (
        <tr key={id}>
          <td className="main">{fuels.nameOf(served)}</td>
          <td data-label={columns.insteadOf}>{fuels.nameOf(insteadOf)}</td>
          <td data-label={columns.station}>{station ?? t('products:substitution.allStations')}</td>
          <td data-label={columns.period} className="tabular">
            {formatDates(from, until, locale)}
          </td>
          {mayEdit ? (
            <td>
              <PostButton action={`/admin/products/substitutions/${id}/end`} nonce={formNonce}>
                {t('products:substitution.end')}
              </PostButton>
            </td>
          ) : null}
        </tr>
      ))}
    </Table>
  )
}

export function SubstitutionForm({ answer }: { answer: RefusedForm | undefined }) {
  const { t } = useWords()
  const product = { empty: t('common:form.choose'), options: useProducts().options, required: true }
  return (
    <Panel title={t('products:substitution.add')}>
      <Form answer={answer} nonce={useRoot().formNonce}>
        <Select name="served" label={t('products:substitution.served')} {...product} />
        <Select name="insteadOf" label={t('products:insteadOf')} {...product} />
        <Field
          name="station"
          label={t('products:substitution.station')}
          hint={t('products:substitution.stationHint')}
          maxLength={64}
          narrow
          autoComplete="off"
        />
        <DateField name="startsOn" label={t('products:substitution.startsOn')} required />
        <DateField name="endsOn" label={t('products:substitution.endsOn')} required />
        <div className="form-actions">
          <SubmitButton>{t('products:substitution.add')}</SubmitButton>
        </div>
      </Form>
    </Panel>
  )
}
