import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface Props {
  kind: 'template' | 'group'
  id: number
  name: string
  version: number
  cards: number
}

/** Removing a template that no card uses, or a group. */
export function NamedRuleEnd({ kind, id, name, version, cards }: Props) {
  const { t } = useWords()
  const nonce = useRoot().formNonce
  return (
    <DangerPanel title={t(`${kind}s:remove`)}>
      {kind === 'template' && cards > 0 ? (
        <p>{t('templates:inUse')}</p>
      ) : (
        <ConfirmPanel
          trigger={t(`${kind}s:remove`)}
          title={t(`${kind}s:removeTitle`, { name })}
          consequence={<p>{t(`${kind}s:removeConsequence`)}</p>}
          action={`${kind === 'template' ? '/rules' : '/groups'}/${id}/remove`}
          nonce={nonce}
          id="remove"
        >
          <input type="hidden" name="version" value={version} />
        </ConfirmPanel>
      )}
    </DangerPanel>
  )
}
