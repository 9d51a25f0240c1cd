import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { RuleFacts, RuleLimit } from './rule-facts.tsx'
import type { GroupSummary } from './rule-view.ts'

interface Props {
  group: GroupSummary | null
  /** Where the card's group is changed; left out for who may not. */
  href?: string | undefined
}

/** The group of a card, whose limits all its cards use together. */
export function CardGroupPanel({ group, href }: Props) {
  const { t } = useWords()
  if (!group && !href) return null
  const action = href ? <a href={href}>{t('rules:group.set')}</a> : undefined
  return (
    <Panel
      title={group ? t('rules:group.named', { name: group.name }) : t('rules:group.ofCard')}
      action={action}
    >
      {group ? (
        <div className="stack-sm">
          <p className="quiet">{t(group.facts ? 'rules:group.shared' : 'rules:group.onlyCounts')}</p>
          {group.limits.map((limit) => (
            <RuleLimit key={`${limit.period} ${limit.unit}`} {...limit} />
          ))}
          {group.facts ? <RuleFacts facts={group.facts} /> : null}
        </div>
      ) : (
        <p className="quiet">{t('rules:group.noneOfCard')}</p>
      )}
    </Panel>
  )
}
