import type { SmallFault } from '#app/domain/imports/small-import.ts'
import { FileField } from '#app/ui/form/file-field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatInteger } from '#locales/format.ts'
import type { FleetPreview } from './fleet-import-view.ts'

interface Props {
  of: 'drivers' | 'vehicles'
  limits: { megabytes: number; rows: number }
  answer: RefusedForm | undefined
  preview: FleetPreview | undefined
}

/** A file with a client's drivers or vehicles: chosen, looked at, and brought in. */
export function FleetImport({ of, limits, answer, preview }: Props) {
  const { t } = useWords()
  const { formNonce } = useRoot()
  const title = t(of === 'drivers' ? 'fleet:import.driversTitle' : 'fleet:import.vehiclesTitle')
  const list = t(of === 'drivers' ? 'fleet:drivers.title' : 'fleet:vehicles.title')
  return (
    <>
      <PageHead
        title={title}
        lead={t(of === 'drivers' ? 'fleet:import.driversHint' : 'fleet:import.vehiclesHint')}
        crumbs={[{ label: list, href: `/${of}` }]}
      />
      <div className="stack">
        {preview ? <Preview of={of} preview={preview} rows={limits.rows} /> : null}
        <Panel>
          <Form answer={answer} nonce={formNonce} encType="multipart/form-data">
            <FileField
              name="file"
              label={t('fleet:import.file')}
              hint={t('fleet:import.fileHint', limits)}
              accept=".csv,.txt,.xlsx,.xls,.ods"
              required
            />
            <div className="form-actions">
              <SubmitButton>{t('fleet:import.check')}</SubmitButton>
              <a className="btn btn-quiet" href={`/${of}`}>
                {t('common:action.cancel')}
              </a>
            </div>
          </Form>
        </Panel>
      </div>
    </>
  )
}

function Preview({ of, preview, rows }: { of: Props['of']; preview: FleetPreview; rows: number }) {
  const { t, locale } = useWords()
  const { formNonce } = useRoot()
  const { problem, counts, faults } = preview
  const n = (value: number) => formatInteger(value, locale)
  const isFaulty = faults.length > 0
  if (problem) {
    return (
      <Panel title={preview.file}>
        <p className="stat-warn" role="alert">
          {problem === 'header' ? t('fleet:import.fault.header') : t('fleet:import.fault.too_many', { rows })}
        </p>
      </Panel>
    )
  }
  return (
    <Panel title={`${t('fleet:import.preview')}: ${preview.file}`}>
      <div className="stack-sm">
        <p>
          {t('fleet:import.new')}: <b>{n(counts.added)}</b>, {t('fleet:import.changed').toLowerCase()}:{' '}
          <b>{n(counts.changed)}</b>, {t('fleet:import.same').toLowerCase()}: <b>{n(counts.same)}</b>,{' '}
          {t('fleet:import.faulty').toLowerCase()}: <b>{n(faults.length)}</b>
        </p>
        {isFaulty ? (
          <>
            <p role="alert">{t('fleet:import.fix')}</p>
            <ul>
              {faults.map((fault) => (
                <li key={`${fault.row} ${fault.code}`}>
                  {t('fleet:import.row', { row: fault.row })}: <FaultText fault={fault} />
                </li>
              ))}
            </ul>
          </>
        ) : (
          <ul>
            {preview.rows.map(({ row, change, text }) => (
              <li key={row}>
                {t(change === 'added' ? 'fleet:import.new' : 'fleet:import.changed')}: {text}
              </li>
            ))}
          </ul>
        )}
        {!isFaulty && counts.added + counts.changed === 0 ? <p>{t('fleet:import.nothing')}</p> : null}
        {!isFaulty && counts.added + counts.changed > 0 ? (
          <Form action={`/${of}/import/commit`} nonce={formNonce} id="commit" encType="multipart/form-data">
            <input type="hidden" name="lines" value={preview.lines} />
            <input type="hidden" name="source" value={preview.file} />
            <SubmitButton>{t('fleet:import.commit')}</SubmitButton>
          </Form>
        ) : null}
      </div>
    </Panel>
  )
}

function FaultText({ fault }: { fault: SmallFault }) {
  const { t } = useWords()
  const { code, column, value, other } = fault
  switch (code) {
    case 'required':
    case 'too_long':
      return t(`fleet:import.fault.${code}`, { column })
    case 'invalid':
      return t('fleet:import.fault.invalid', { column, value })
    case 'duplicate':
      return t('fleet:import.fault.duplicate', { other })
    case 'unknown_product':
      return t('fleet:import.fault.unknown_product', { value })
    case 'ambiguous':
      return t('fleet:import.fault.ambiguous')
  }
}
