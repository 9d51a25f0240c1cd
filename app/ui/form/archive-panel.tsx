import { useRoot } from '#app/ui/layout/root-data.ts'
import { ConfirmPanel } from './confirm-panel.tsx'
import { DangerPanel } from './danger-panel.tsx'
import { PostButton } from './post-button.tsx'

interface Props {
  /** The thing's own page: `archive` and `restore` are beneath it. */
  href: string
  isArchived: boolean
  words: Record<'restore' | 'action' | 'title' | 'consequence', string>
}

/** Archives a thing after a question, or takes it back. */
export function ArchivePanel({ href, isArchived, words }: Props) {
  const { formNonce } = useRoot()
  if (isArchived) {
    return (
      <p>
        <PostButton action={`${href}/restore`} nonce={formNonce}>
          {words.restore}
        </PostButton>
      </p>
    )
  }
  return (
    <DangerPanel title={words.action}>
      <ConfirmPanel
        trigger={words.action}
        title={words.title}
        consequence={words.consequence}
        action={`${href}/archive`}
        nonce={formNonce}
      />
    </DangerPanel>
  )
}
