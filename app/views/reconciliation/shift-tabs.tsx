import { useHasPage } from '#app/ui/layout/modules.ts'
import { Tabs } from '#app/ui/layout/tabs.tsx'
import { useWords } from '#app/ui/layout/words.ts'

/** The shifts of tills, open or closed, and those of stations' systems; a part that is switched off has no tab. */
export function ShiftTabs({ current }: { current: 'open' | 'closed' | 'systems' | undefined }) {
  const { t } = useWords()
  const hasPage = useHasPage()
  const tabs = [
    ...(hasPage('/admin/shifts')
      ? (['open', 'closed'] as const).map((state) => ({
          label: t(`till:admin.${state}`),
          href: `/admin/shifts?status=${state}`,
          current: current === state,
        }))
      : []),
    ...(hasPage('/admin/station-shifts')
      ? [
          {
            label: t('reconciliation:tab'),
            href: '/admin/station-shifts',
            current: current === 'systems',
          },
        ]
      : []),
  ]
  return <Tabs label={t('common:field.status')} tabs={tabs} />
}
