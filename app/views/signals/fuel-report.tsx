import { Alert } from '#app/ui/feedback/alert.tsx'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { TextArea } from '#app/ui/form/field.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDateTime } from '#locales/format.ts'

export interface FuelReportView {
  /** Wall clock of Almaty. */
  at: string
  note: string
  answer: { at: string; text: string } | null
}

interface FuelReportPanelProps {
  /** Of the refuelling. */
  id: number
  report: FuelReportView | null
  mayReport: boolean
  answer?: RefusedForm | undefined
  /** On a page of its own. */
  open?: boolean
}

/** "I did not get this fuel": a way to say so, then what became of it. */
export function FuelReportPanel({ id, report, mayReport, answer, open = false }: FuelReportPanelProps) {
  const { t } = useWords()
  const { formNonce } = useRoot()
  if (report) return <ReportStatus report={report} />
  if (!mayReport) return null
  return (
    <Panel title={t('fuel-reports:title')}>
      <ConfirmPanel
        trigger={t('fuel-reports:action')}
        title={t('fuel-reports:question')}
        consequence={t('fuel-reports:consequence')}
        confirm={t('fuel-reports:submit')}
        action={`/transactions/${id}/not-received`}
        nonce={formNonce}
        answer={answer ?? null}
        look="calm"
        id="not-received"
        open={open}
        heading="h3"
      >
        <TextArea
          name="note"
          label={t('fuel-reports:note')}
          hint={t('fuel-reports:noteHint')}
          maxLength={500}
        />
      </ConfirmPanel>
    </Panel>
  )
}

function ReportStatus({ report }: { report: FuelReportView }) {
  const { t, locale } = useWords()
  const { answer, note } = report
  return (
    <Alert
      tone={answer ? 'ok' : 'info'}
      title={
        answer
          ? t('fuel-reports:answered', { moment: formatDateTime(answer.at, locale) })
          : t('fuel-reports:open', { moment: formatDateTime(report.at, locale) })
      }
    >
      {answer ? <p>{answer.text}</p> : <p>{t('fuel-reports:waiting')}</p>}
      {note ? <p className="quiet">{t('fuel-reports:yourNote', { note })}</p> : null}
    </Alert>
  )
}
