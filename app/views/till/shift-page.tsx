import { Alert } from '#app/ui/feedback/alert.tsx'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { FillList } from './fill-list.tsx'
import { OpenShiftForm, ResumeForm, UnlockForm } from './shift-forms.tsx'
import { ShiftReport } from './shift-report.tsx'
import { isOpenFill, type ReportView, type ShiftPageView } from './till-view.ts'

interface ShiftPageProps {
  view: ShiftPageView
  answer?: RefusedForm | null | undefined
}

/** The cashier's shift: opens it, asks who it is, and closes it. */
export function ShiftPage({ view: { state, station, report }, answer }: ShiftPageProps) {
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('till:shift.title')} lead={`${t('common:field.station')}: ${station}`} />
      <div className="stack">
        {state === 'none' ? <OpenShiftForm answer={answer} /> : null}
        {state === 'locked' ? <UnlockForm answer={answer} /> : null}
        {state === 'blocked' || state === 'elsewhere' ? <ResumeForm state={state} answer={answer} /> : null}
        {report ? (
          <>
            <ShiftReport report={report} />
            <Closing report={report} />
          </>
        ) : null}
      </div>
    </>
  )
}

function Closing({ report }: { report: ReportView }) {
  const { t } = useWords()
  const { formNonce } = useRoot()
  const open = report.fills.filter(isOpenFill)
  if (open.length > 0) {
    return (
      <Alert tone="warn" title={t('till:open.title')}>
        <p>{t('till:shift.close.open')}</p>
        <FillList fills={open} />
      </Alert>
    )
  }
  return (
    <ConfirmPanel
      trigger={t('till:shift.close.action')}
      title={t('till:shift.close.action')}
      consequence={t('till:shift.close.text')}
      action="/till/shift/close"
      nonce={formNonce}
      look="calm"
      id="close"
    />
  )
}
