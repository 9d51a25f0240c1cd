import { useModules } from '#app/ui/layout/modules.ts'
import { Tabs } from '#app/ui/layout/tabs.tsx'
import { useWords } from '#app/ui/layout/words.ts'

const parts = ['about', 'cards', 'coupons', 'transactions', 'contracts', 'account'] as const

/** What staff read of one company. */
export function CompanyTabs({ id, current }: { id: number; current: (typeof parts)[number] }) {
  const { t } = useWords()
  const withAccount = useModules().includes('account')
  const shown = parts.filter((part) => withAccount || (part !== 'contracts' && part !== 'account'))
  const tabs = shown.map((part) => ({
    label: t(`companies:tabs.${part}`),
    href: part === 'about' ? `/admin/companies/${id}` : `/admin/companies/${id}/${part}`,
    current: part === current,
  }))
  return <Tabs label={t('companies:one')} tabs={tabs} />
}
