import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listInvitations } from '#app/domain/invitations/invitation-lists.server.ts'
import { InvitationFilter } from '#app/domain/invitations/invitations.input.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { Select } from '#app/ui/form/select.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NothingFound } from '#app/ui/list/empty-state.tsx'
import { FilterBar, SearchField } from '#app/ui/list/filter-bar.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { InvitationTable } from '#app/views/invitations/invitation-table.tsx'
import { invitationRow } from '#app/views/invitations/invitation-view.server.ts'

export const handle: PageHandle = { title: 'invitations:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = InvitationFilter.parse(queryOf(url))
  const { invitations, nextCursor } = await listInvitations(ctx, filter)
  return {
    filter,
    invitations: invitations.map(invitationRow),
    mayInvite: may(ctx.actor, 'invite_clients'),
    mayInviteStaff: may(ctx.actor, 'invite_staff'),
    ...pageHrefs(url, { cursor: filter.cursor, nextCursor }),
  }
}

export default function Invitations() {
  const { filter, invitations, mayInvite, mayInviteStaff, firstHref, nextHref } =
    useLoaderData<typeof loader>()
  const { t } = useWords()
  const { q, state, wished, companyId } = filter
  const invite = mayInvite ? (
    <a className="btn btn-primary" href="/admin/invitations/new">
      {t('invitations:new')}
    </a>
  ) : null
  return (
    <>
      <PageHead title={t('invitations:title')}>
        {mayInviteStaff ? (
          <a className="btn" href="/admin/invitations/colleague">
            {t('admin:colleagues.invite')}
          </a>
        ) : null}
        {invite}
      </PageHead>
      <FilterBar
        values={{ q, state, wished }}
        keep={{ companyId: companyId ? String(companyId) : undefined }}
        count={[state, wished].filter(Boolean).length}
        search={<SearchField label={t('common:field.search')} by={t('invitations:searchHint')} />}
      >
        <Select
          name="state"
          label={t('common:field.status')}
          empty={t('common:filter.all')}
          options={[
            { value: 'waiting', label: t('invitations:status.pending') },
            { value: 'accepted', label: t('invitations:status.accepted') },
            { value: 'expired', label: t('invitations:status.expired') },
            { value: 'revoked', label: t('invitations:status.revoked') },
          ]}
        />
        <Select
          name="wished"
          label={t('invitations:wish')}
          empty={t('common:filter.all')}
          options={[{ value: '1', label: t('common:yes') }]}
        />
      </FilterBar>
      {invitations.length > 0 ? (
        <InvitationTable
          invitations={invitations}
          bar={<Pagination previousHref={firstHref} nextHref={nextHref} />}
        />
      ) : q || state || wished || companyId ? (
        <NothingFound clearHref="/admin/invitations" />
      ) : (
        <EmptyState title={t('invitations:empty.title')} icon="invitation" action={invite}>
          {t('invitations:empty.text')}
        </EmptyState>
      )}
    </>
  )
}
