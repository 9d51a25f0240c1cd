import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { UserFilter } from '#app/domain/accounts/accounts.input.server.ts'
import { listUsers } from '#app/domain/accounts/users.server.ts'
import { userStates } from '#app/domain/accounts/users.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
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
import { UserTable } from '#app/views/users/user-table.tsx'

export const handle: PageHandle = { title: 'users:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = UserFilter.parse(queryOf(url))
  const { users, nextCursor } = await listUsers(ctx, filter)
  return {
    filter,
    users: users.map((user) => ({
      id: user.id,
      email: user.email,
      name: user.name,
      staffRole: user.staffRole,
      state: user.state,
      since: almatyWallClock(user.createdAt),
    })),
    mayInvite: may(ctx.actor, 'invite_clients'),
    ...pageHrefs(url, { cursor: filter.cursor, nextCursor }),
  }
}

export default function Users() {
  const { filter, users, mayInvite, firstHref, nextHref } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { q, kind, state } = filter
  return (
    <>
      <PageHead title={t('users:title')}>
        {mayInvite ? (
          <a className="btn btn-primary" href="/admin/invitations/new">
            {t('invitations:new')}
          </a>
        ) : null}
      </PageHead>
      <FilterBar
        values={{ q, kind, state }}
        count={[kind, state].filter(Boolean).length}
        search={<SearchField label={t('common:field.search')} by={t('users:searchHint')} />}
      >
        <Select
          name="kind"
          label={t('users:one')}
          empty={t('common:filter.all')}
          options={(['client', 'staff'] as const).map((value) => ({
            value,
            label: t(`users:kind.${value}`),
          }))}
        />
        <Select
          name="state"
          label={t('common:field.status')}
          empty={t('common:filter.all')}
          options={userStates.map((value) => ({ value, label: t(`users:status.${value}`) }))}
        />
      </FilterBar>
      {users.length > 0 ? (
        <UserTable users={users} bar={<Pagination previousHref={firstHref} nextHref={nextHref} />} />
      ) : q || kind || state ? (
        <NothingFound clearHref="/admin/users" />
      ) : (
        <EmptyState title={t('common:empty.none')} icon="team" />
      )}
    </>
  )
}
