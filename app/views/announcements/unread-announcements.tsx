import { Alert } from '#app/ui/feedback/alert.tsx'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface UnreadAnnouncementsProps {
  /** In the reader's language. */
  announcements: readonly { id: number; title: string; text: string }[]
}

/** What the supplier tells and this person has not read yet. */
export function UnreadAnnouncements({ announcements }: UnreadAnnouncementsProps) {
  const { t } = useWords()
  const { formNonce } = useRoot()
  return (
    <>
      {announcements.map(({ id, title, text }) => (
        <Alert key={id} title={title}>
          <p className="lines">{text}</p>
          <PostButton action={`/announcements/${id}/read`} nonce={formNonce} small>
            {t('overview:markRead')}
          </PostButton>
        </Alert>
      ))}
    </>
  )
}
