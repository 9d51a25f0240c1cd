import { PostButton } from '#app/ui/form/post-button.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import type { RuledCardView } from './rule-view.ts'
import { RuledCards } from './ruled-cards.tsx'

interface Props {
  id: number
  members: readonly RuledCardView[]
  pages: { previousHref: string | null; nextHref: string | null }
}

/** The cards of a group, each of which can be taken out. */
export function GroupMembers({ id, members, pages }: Props) {
  const { t } = useWords()
  const nonce = useRoot().formNonce
  return (
    <RuledCards
      cards={members}
      none={t('groups:noCards')}
      bar={<Pagination {...pages} />}
      action={(card) => (
        <PostButton
          action={`/groups/${id}/cards/remove`}
          nonce={nonce}
          fields={{ cardIds: String(card.id) }}
          look="quiet"
          small
        >
          {t('groups:takeOut')}
        </PostButton>
      )}
    />
  )
}
