import type { ReactNode } from 'react'
import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatInteger } from '#locales/format.ts'
import { BulkTable } from './bulk-table.tsx'
import type { BulkPageView, BulkPreviewView } from './bulk-view.ts'

interface Props {
  view: BulkPageView
  preview: BulkPreviewView
  answer: RefusedForm | undefined
  /** What else is asked before a block is confirmed. */
  blockFields: ReactNode
}

/** What would change from what to what, what would not and why; confirms what is shown. */
export function BulkPreview({ view, preview, answer, blockFields }: Props) {
  const { t, locale } = useWords()
  const { kind } = view
  const { planned, leftOut, reasons, plannedRows, leftOutRows } = preview
  const n = (count: number) => formatInteger(count, locale)
  return (
    <>
      <Panel title={t('bulk-changes:previewTitle')} flush>
        <div className="panel-body stack-sm">
          <p>
            <b>
              {planned === 0
                ? t('bulk-changes:nothing')
                : t(kind === 'card' ? 'bulk-changes:willCards' : 'bulk-changes:willCoupons', {
                    count: planned,
                    n: n(planned),
                  })}
            </b>
          </p>
          {planned > 0 ? <ConfirmForm {...{ view, preview, answer, blockFields }} /> : null}
        </div>
        {planned > 0 ? (
          <BulkTable kind={kind} label={t('bulk-changes:previewTitle')} rows={plannedRows} total={planned} />
        ) : null}
      </Panel>
      {leftOut > 0 ? (
        <Panel title={t('bulk-changes:leftOut', { count: leftOut, n: n(leftOut) })} flush>
          <ul className="panel-body stack-sm">
            {reasons.map(({ why, count }) => (
              <li key={why}>
                {n(count)} · {why}
              </li>
            ))}
          </ul>
          <BulkTable
            kind={kind}
            label={t('bulk-changes:leftOut', { count: leftOut, n: n(leftOut) })}
            rows={leftOutRows}
            total={leftOut}
          />
        </Panel>
      ) : null}
    </>
  )
}

function ConfirmForm({ view, preview, answer, blockFields }: Props) {
  const { t, locale } = useWords()
  const { kind, action, fields } = view
  const count = preview.planned
  const asksWhy = action === 'block' || action === 'unblock'
  return (
    <Form answer={answer} nonce={useRoot().formNonce} data-confirm>
      {[...fields, ['digest', preview.digest]].map(([name = '', value = '']) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {action === 'block' ? blockFields : null}
      {asksWhy ? (
        <Field
          name="reason"
          label={t(action === 'block' && blockFields ? 'common:field.comment' : 'common:field.reason')}
          maxLength={200}
          autoComplete="off"
        />
      ) : null}
      <div className="form-actions">
        <SubmitButton look={action === 'block' ? 'danger' : 'primary'}>
          {t(`bulk-changes:confirm.${action ?? 'block'}`, { count, n: formatInteger(count, locale) })}
        </SubmitButton>
        <a className="btn btn-quiet" href={kind === 'card' ? '/cards' : '/coupons'}>
          {t('common:action.cancel')}
        </a>
      </div>
      <p className="hint">{t('bulk-changes:undoHint')}</p>
    </Form>
  )
}
