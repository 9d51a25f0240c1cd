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
  const words =
    kind === 'template'
      ? {
          remove: t('rule-templates:remove'),
          title: t('rule-templates:removeTitle', { name }),
          consequence: t('rule-templates:removeConsequence'),
          page: '/rules',
        }
      : {
          remove: t('groups:remove'),
          title: t('groups:removeTitle', { name }),
          consequence: t('groups:removeConsequence'),
          page: '/groups',
        }
  return (
    <DangerPanel title={words.remove}>
      {kind === 'template' && cards > 0 ? (
        <p>{t('rule-templates:inUse')}</p>
      ) : (
        <ConfirmPanel
          trigger={words.remove}
          title={words.title}
          consequence={<p>{words.consequence}</p>}
          action={`${words.page}/${id}/remove`}
          nonce={nonce}
          id="remove"
        >
          <input type="hidden" name="version" value={version} />
        </ConfirmPanel>
      )}
    </DangerPanel>
  )
}
