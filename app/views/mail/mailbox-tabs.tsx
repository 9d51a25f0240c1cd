import { Tabs } from '#app/ui/layout/tabs.tsx'
import { useWords } from '#app/ui/layout/words.ts'

/** The two halves of the local mailbox: what was sent, and how every letter looks. */
export function MailboxTabs({ current }: { current: 'letters' | 'samples' }) {
  const { t } = useWords()
  return (
    <Tabs
      label={t('admin:mailbox.title')}
      tabs={[
        { label: t('admin:mailbox.letters'), href: '/mailbox', current: current === 'letters' },
        { label: t('admin:mailbox.samples'), href: '/mailbox/templates', current: current === 'samples' },
      ]}
    />
  )
}
