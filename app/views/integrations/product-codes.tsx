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

interface TableProps {
  codes: readonly { code: string; product: string }[]
  /** Where one is removed; null for who only reads. */
  removeHref: string | null
}

/** What the codes of a station's system mean. */
export function ProductCodeTable({ codes, removeHref }: TableProps) {
  const { t } = useWords()
  const fuels = useProducts()
  const { formNonce } = useRoot()
  if (codes.length === 0) return <p className="quiet">{t('integrations:codes.none')}</p>
  const head = (
    <>
      <th scope="col">{t('integrations:codes.code')}</th>
      <th scope="col">{t('common:field.product')}</th>
      <th scope="col">{t('integrations:actions')}</th>
    </>
  )
  return (
    <Table label={t('integrations:codes.code')} head={head}>
      {codes.map(({ code, product }) => (
        <tr key={code}>
          <td className="main">{code}</td>
          <td data-label={t('common:field.product')}>{fuels.nameOf(product)}</td>
          <td>
            {removeHref ? (
              <PostButton action={removeHref} nonce={formNonce} fields={{ code }}>
                {t('integrations:codes.remove')}
              </PostButton>
            ) : null}
          </td>
        </tr>
      ))}
    </Table>
  )
}

export function ProductCodeForm({ answer }: { answer: RefusedForm | undefined }) {
  const { t } = useWords()
  return (
    <Panel title={t('integrations:codes.add')}>
      <Form answer={answer} nonce={useRoot().formNonce}>
        <Field
          name="code"
          label={t('integrations:codes.code')}
          required
          maxLength={64}
          narrow
          autoComplete="off"
        />
        <Select
          name="product"
          label={t('common:field.product')}
          empty={t('common:form.choose')}
          options={useProducts().options}
          required
        />
        <div className="form-actions">
          <SubmitButton>{t('integrations:codes.add')}</SubmitButton>
        </div>
      </Form>
    </Panel>
  )
}
