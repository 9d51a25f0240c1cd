import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDate, formatMoney } from '#locales/format.ts'
import type { PromiseView } from './account-view.ts'

/** Staff take a promise back: cards may spend less at once. */
export function PromisePanel({ promises, path }: { promises: readonly PromiseView[]; path: string }) {
  const { t, locale } = useWords()
  const { formNonce } = useRoot()
  if (promises.length === 0) return null
  return (
    <DangerPanel title={t('contract-account:promises')}>
      {promises.map(({ id, left, untilOn, reason }) => {
        const what = { sum: formatMoney(left, locale), date: formatDate(untilOn, locale) }
        return (
          <div key={id} className="stack-sm">
            <p>
              {t('contract-account:promiseUntil', what)}
              <span className="block quiet small">{reason}</span>
            </p>
            <ConfirmPanel
              trigger={t('contract-account:withdraw')}
              title={t('contract-account:withdrawTitle', what)}
              consequence={<p>{t('contract-account:withdrawConsequence')}</p>}
              action={`${path}/promises/${id}/withdraw`}
              nonce={formNonce}
              id={`promise-${id}`}
              small
            />
          </div>
        )
      })}
    </DangerPanel>
  )
}
