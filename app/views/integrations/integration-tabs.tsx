import { useModules } from '#app/ui/layout/modules.ts'
import { Tabs } from '#app/ui/layout/tabs.tsx'
import { useWords } from '#app/ui/layout/words.ts'

/** The two ways in which an owner's systems and the cabinet talk. */
export function IntegrationTabs({ current }: { current: 'keys' | 'webhooks' }) {
  const { t } = useWords()
  const tabs = [
    { label: t('common:menu.apiKeys'), href: '/integrations', current: current === 'keys' },
    {
      label: t('common:menu.webhooks'),
      href: '/integrations/webhooks',
      current: current === 'webhooks',
    },
  ]
  if (!useModules().includes('webhooks')) return null
  return <Tabs label={t('common:menu.integrations')} tabs={tabs} />
}
