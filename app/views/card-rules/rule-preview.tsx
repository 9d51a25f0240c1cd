import { useLocation } from '@remix-run/react'
import { DrawnFor } from '#app/ui/form/drawn-for.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatInteger } from '#locales/format.ts'
import type { PreviewView } from './rule-view.ts'
import { TriedFills } from './rule-what-if.tsx'

/** What a change of a rule that many cards share would touch and would have refused; confirms it as it was shown. */
export function RulePreview({ preview, confirm }: { preview: PreviewView; confirm: string }) {
  const { t, locale } = useWords()
  const { pathname } = useLocation()
  const { cards, fills, touched, rows, fields } = preview
  const n = (count: number) => formatInteger(count, locale)
  return (
    <Panel title={t('rule-templates:previewTitle')} flush>
      <div className="panel-body stack-sm">
        <p>
          <b>{t('rule-templates:touches', { count: cards, n: n(cards) })}</b>{' '}
          {t('rule-templates:previewFrom')}
        </p>
        <p>
          {fills === 0
            ? t('rule-templates:tryManyNone')
            : touched === 0
              ? t('rules:tryAll', { count: fills, n: n(fills) })
              : t('rule-templates:tryMany', { touched: n(touched), fills: n(fills) })}
        </p>
        {rows.length < touched ? <p className="quiet">{t('rules:tryMore', { n: n(rows.length) })}</p> : null}
        <form method="post" action={pathname} data-confirm>
          <DrawnFor />
          <input type="hidden" name="nonce" value={useRoot().formNonce} />
          {fields.map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))}
          <SubmitButton>{confirm}</SubmitButton>
        </form>
      </div>
      {rows.length > 0 ? <TriedFills rows={rows} /> : null}
    </Panel>
  )
}
