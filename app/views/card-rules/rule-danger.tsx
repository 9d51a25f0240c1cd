import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { permissionText } from './permission-text.ts'
import type { PermissionView, RuleValues } from './rule-view.ts'

interface Props {
  id: number
  /** Masked. */
  number: string
  isOutside: boolean
  values: RuleValues
  permission: PermissionView | null
}

/** What else can be done with a rule: widen it for a while, end that, or remove it. */
export function RuleDanger({ id, number, isOutside, values, permission }: Props) {
  const { t, locale } = useWords()
  const nonce = useRoot().formNonce
  return (
    <>
      <Panel title={t('rules:more')}>
        <div className="stack-sm">
          {permission ? <p>{permissionText(t, locale, permission)}</p> : <p>{t('rules:moreHint')}</p>}
          <div className="row">
            <a className="btn" href={`/cards/${id}/rule/permit`}>
              {t('rules:more')}
            </a>
            {permission ? (
              <PostButton action={`/cards/${id}/rule/end`} nonce={nonce}>
                {t('rules:end')}
              </PostButton>
            ) : null}
          </div>
        </div>
      </Panel>
      <DangerPanel title={t('rules:remove')}>
        <ConfirmPanel
          trigger={t('rules:remove')}
          title={t('rules:removeTitle', { number })}
          consequence={<p>{t(isOutside ? 'rules:removeOutside' : 'rules:removeConsequence')}</p>}
          action={`/cards/${id}/rule/remove`}
          nonce={nonce}
        >
          <input type="hidden" name="version" value={values.version} />
        </ConfirmPanel>
      </DangerPanel>
    </>
  )
}
