import type { ReactNode } from 'react'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface Props {
  station: { code: string; name: string }
  title: string
  /** What to know before. */
  lead: ReactNode
  submitLabel: string
  danger?: boolean
  answer: RefusedForm | undefined
  children: ReactNode
}

/** A form about one station as a page of its own. */
export function StationForm({ station, title, lead, submitLabel, danger, answer, children }: Props) {
  const { t } = useWords()
  const href = `/admin/stations/${encodeURIComponent(station.code)}`
  const crumbs = [
    { label: t('stations:title'), href: '/admin/stations' },
    { label: station.name, href },
  ]
  return (
    <>
      <PageHead title={title} crumbs={crumbs} />
      <div className="stack">
        {lead}
        <Panel>
          <Form answer={answer} nonce={useRoot().formNonce}>
            {children}
            <div className="form-actions">
              <SubmitButton look={danger ? 'danger' : 'primary'}>{submitLabel}</SubmitButton>
              <a className="btn btn-quiet" href={href}>
                {t('common:action.cancel')}
              </a>
            </div>
          </Form>
        </Panel>
      </div>
    </>
  )
}
