import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { permissionText } from './permission-text.ts'
import { RuleFacts, RuleLimit } from './rule-facts.tsx'
import type { RuleSummary } from './rule-view.ts'

interface Props {
  rule: RuleSummary | null
  /** Where it is set and changed; left out for who may not. */
  href?: string | undefined
}

/** What the client allows a card, from where, and with what is left of each limit. */
export function CardRulePanel({ rule, href }: Props) {
  const { t, locale } = useWords()
  const action = href ? <a href={href}>{t(rule ? 'rules:change' : 'rules:set')}</a> : undefined
  if (!rule) {
    return (
      <Panel title={t('rules:label')} action={action}>
        <p className="quiet">{t('rules:none')}</p>
      </Panel>
    )
  }
  const { limits, permission, template } = rule
  return (
    <Panel title={t('rules:label')} action={action}>
      <div className="stack-sm">
        <p className="quiet">
          {template ? t('rules:fromTemplate', { name: template.name }) : t('rules:fromOwn')}
        </p>
        {permission ? <p className="stat-warn">{permissionText(t, locale, permission)}</p> : null}
        {limits.map((limit) => (
          <RuleLimit key={`${limit.period} ${limit.unit}`} {...limit} />
        ))}
        <RuleFacts facts={rule} />
      </div>
    </Panel>
  )
}
