import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import {
  inviteCompanyContacts,
  reviewCompanyContacts,
} from '#app/domain/invitations/company-contacts.server.ts'
import { ContactChoice, InviteContacts } from '#app/domain/invitations/invitations.input.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { readFields } from '#app/http/forms/submit.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { ContactOutcomes } from '#app/views/invitations/contact-outcomes.tsx'
import { ContactReviews } from '#app/views/invitations/contacts.tsx'
import { wordsFor } from '#locales/words.server.ts'

export const handle: PageHandle = { title: 'companies:inviteMany.title' }

/** The list with the boxes to tick is /admin/companies. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRight(await requireStaff(request, context), 'invite_clients')
  return null
}

/**
 * First shows whom it would invite; with the language chosen there it invites. Sent twice it invites nobody twice: the
 * second time each company says "invited already".
 */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'invite_clients')
  const fields = await readFields(request)
  const choice = ContactChoice.safeParse(fields)
  if (!choice.success) throw redirect('/admin/companies')
  const confirmed = InviteContacts.safeParse(fields)
  if (!confirmed.success) return reviewOf(ctx, choice.data.companyIds)
  const { companyIds, locale, locales } = confirmed.data
  const outcomes = await inviteCompanyContacts(ctx, companyIds, locale, locales)
  const { say } = wordsFor(ctx.locale)
  return data({
    kind: 'done' as const,
    outcomes: outcomes.map(({ outcome, ...company }) => ({
      ...company,
      skipped: outcome === 'invited' ? null : say(`errors:${outcome}`),
    })),
  })
}

async function reviewOf(ctx: Context, companyIds: readonly number[]) {
  const { say } = wordsFor(ctx.locale)
  const reviews = await reviewCompanyContacts(ctx, companyIds)
  return data({
    kind: 'review' as const,
    reviews: reviews.map(({ refusal, ...review }) => ({
      ...review,
      refusal: refusal && say(`errors:${refusal}`),
    })),
  })
}

export default function InviteContactsPage() {
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  if (answer?.kind === 'review') return <ContactReviews reviews={answer.reviews} />
  if (answer?.kind === 'done') return <ContactOutcomes outcomes={answer.outcomes} />
  return (
    <>
      <PageHead
        title={t('companies:inviteMany.title')}
        crumbs={[{ label: t('companies:title'), href: '/admin/companies' }]}
      />
      <EmptyState
        title={t('companies:inviteMany.nothingTicked')}
        icon="invitation"
        next={{ label: t('companies:inviteMany.choose'), href: '/admin/companies', isMain: true }}
      />
    </>
  )
}
