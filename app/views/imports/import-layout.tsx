import { encodings } from '#app/domain/imports/parsing/encodings.ts'
import { fieldsOf, type RegisterKind, requiredFields, tradeKinds } from '#app/domain/imports/parsing/kinds.ts'
import type { Layout } from '#app/domain/imports/parsing/register.ts'
import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { withNumbersInGroups } from '#app/ui/list/number-in-groups.tsx'
import { Table } from '#app/ui/list/table.tsx'

export type ReadLayout = Pick<
  Layout,
  'encoding' | 'confidence' | 'sheet' | 'sheets' | 'headerRow' | 'columns' | 'mapping' | 'sample'
>

export interface ImportLayoutProps {
  id: number
  kind: RegisterKind
  layout: ReadLayout
  /** Something is wrong with it: the form stands open. */
  open: boolean
}

/** How the file was read, and the form that corrects it. */
export function ImportLayout({ id, kind, layout, open }: ImportLayoutProps) {
  const { t } = useWords()
  return (
    <Panel title={t('imports:read.title')}>
      <div className="stack">
        {layout.sample.length > 0 ? <SampleTable layout={layout} /> : null}
        <details open={open || undefined}>
          <summary className="btn">{t('imports:read.correct')}</summary>
          <div className="stack-sm">
            <p className="quiet">{t('imports:read.lead')}</p>
            <Correction id={id} kind={kind} layout={layout} />
          </div>
        </details>
      </div>
    </Panel>
  )
}

function SampleTable({ layout: { columns, sample, confidence } }: { layout: ReadLayout }) {
  const { t } = useWords()
  const head = (
    <>
      <th scope="col" className="num">
        {t('imports:faultList.row')}
      </th>
      {columns.map(({ index, title, letter }) => (
        <th scope="col" key={index}>
          {title || letter}
        </th>
      ))}
    </>
  )
  return (
    <>
      {confidence === 'unsure' ? <p>{t('imports:read.unsure')}</p> : null}
      <Table label={t('imports:read.sample')} head={head} scroll>
        {sample.map(({ row, cells }) => (
          <tr key={row}>
            <td className="num">{row}</td>
            {columns.map(({ index }) => (
              <td key={index}>{withNumbersInGroups(cells[index] ?? '')}</td>
            ))}
          </tr>
        ))}
      </Table>
    </>
  )
}

function Correction({ id, kind, layout }: Omit<ImportLayoutProps, 'open'>) {
  const { t, say } = useWords()
  const { formNonce } = useRoot()
  const required = new Set(requiredFields(kind))
  const columns = layout.columns.map(({ index, letter, title }) => ({
    value: String(index),
    label: title ? `${letter}: ${title}` : letter,
  }))
  return (
    <Form action={`/admin/imports/${id}/adjust`} nonce={formNonce} id="adjust">
      <div className="tiles">
        <Select
          name="kind"
          label={t('imports:kind.label')}
          defaultValue={kind}
          required
          options={(kind === 'payments' ? [kind] : tradeKinds).map((value) => ({
            value,
            label: t(`admin:data.kind.${value}`),
          }))}
        />
        {layout.encoding ? (
          <Select
            name="encoding"
            label={t('imports:encoding.label')}
            plain
            defaultValue={layout.encoding}
            options={encodings.map((value) => ({ value, label: value }))}
          />
        ) : null}
        {layout.sheets.length > 0 ? (
          <Select
            name="sheet"
            label={t('imports:sheet')}
            plain
            defaultValue={layout.sheet ?? ''}
            options={layout.sheets.map((value) => ({ value, label: value }))}
          />
        ) : null}
        <Field
          name="headerRow"
          label={t('imports:read.header')}
          hint={t('imports:read.headerHint')}
          plain
          narrow
          defaultValue={String(layout.headerRow)}
        />
      </div>
      {columns.length > 0 ? (
        <fieldset className="stack-sm">
          <legend className="label">{t('imports:mapping.title')}</legend>
          <p className="quiet">{t('imports:mapping.lead')}</p>
          <div className="tiles">
            {fieldsOf(kind).map((field) => (
              <Select
                key={field}
                name={`columnOf${field.charAt(0).toUpperCase()}${field.slice(1)}`}
                label={say(`imports:fields.${kind}.${field}`)}
                plain={required.has(field)}
                defaultValue={layout.mapping[field] === undefined ? '' : String(layout.mapping[field])}
                empty={required.has(field) ? t('common:form.choose') : t('imports:mapping.ignore')}
                options={columns}
              />
            ))}
          </div>
        </fieldset>
      ) : null}
      <div className="form-actions">
        <SubmitButton look="plain">{t('imports:mapping.submit')}</SubmitButton>
      </div>
    </Form>
  )
}
