import type { ReactNode } from 'react'
import { Alert } from '#app/ui/feedback/alert.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatInteger } from '#locales/format.ts'
import { BulkParams } from './bulk-params.tsx'
import { BulkPreview } from './bulk-preview.tsx'
import type { BulkPageView } from './bulk-view.ts'

interface Props {
  view: BulkPageView
  answer: RefusedForm | undefined
  /** Of other nouns: why and until when a card is blocked, and what a rule says. */
  blockFields?: ReactNode
  ruleFields?: ReactNode
}

/** A change of many in steps: what to do, with what, what it would do to each, and the confirmation. */
export function BulkPage({ view, answer, blockFields, ruleFields }: Props) {
  const { t, locale } = useWords()
  const { kind, action, needsChoice, count, refusal, preview } = view
  const list = kind === 'card' ? '/cards' : '/coupons'
  const n = formatInteger(count ?? 0, locale)
  const lead =
    count === null
      ? undefined
      : t(kind === 'card' ? 'bulk-changes:chosenCards' : 'bulk-changes:chosenCoupons', { count, n })
  const crumbs = [{ label: t(kind === 'card' ? 'cards:title' : 'coupons:title'), href: list }]
  return (
    <>
      <PageHead
        title={action ? t(`bulk-changes:action.${action}`) : t('bulk-changes:title')}
        lead={lead}
        crumbs={crumbs}
      />
      <div className="stack">
        {refusal ? (
          <Alert tone="warn">
            {refusal} <a href={list}>{t('bulk-changes:backToList')}</a>
          </Alert>
        ) : null}
        {action === null && refusal === null ? <BulkActions view={view} /> : null}
        {preview ? <BulkPreview {...{ view, preview, answer, blockFields }} /> : null}
        {needsChoice ? <BulkParams view={view} ruleFields={ruleFields} /> : null}
      </div>
    </>
  )
}

function BulkActions({ view: { kind, actions, selection } }: { view: BulkPageView }) {
  const { t } = useWords()
  const path = kind === 'card' ? '/cards/bulk' : '/coupons/bulk'
  const href = (action: string) => `${path}?${new URLSearchParams([...selection, ['action', action]])}`
  return (
    <Panel title={t('bulk-changes:which')}>
      <ul className="rows">
        {actions.map((action) => (
          <li key={action}>
            <a href={href(action)}>{t(`bulk-changes:action.${action}`)}</a>
            <span className="block quiet small">{t(`bulk-changes:actionHint.${action}`)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
