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
import { EmptyState, NextButton } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { UserTable } from '#app/views/users/user-table.tsx'

export const handle: PageHandle = { title: 'users:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = UserFilter.parse(queryOf(url))
  const { users, ...page } = await listUsers(ctx, filter)
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
    ...pageHrefs(url, page),
  }
}

export default function Users() {
  const { filter, users, mayInvite, previousHref, nextHref } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { q, kind, state } = filter
  const invite = { label: t('invitations:new'), href: '/admin/invitations/new', isMain: true }
  const next = mayInvite ? invite : t('admin:viewOnly')
  return (
    <>
      <PageHead title={t('users:title')}>
        <NextButton next={next} />
      </PageHead>
      <FilteredList
        path="/admin/users"
        filter={{ q, kind, state }}
        {...{ previousHref, nextHref }}
        searchHint={t('users:searchHint')}
        applied={[
          { name: 'kind', label: t('user-facts:one'), value: kind && t(`users:kind.${kind}`) },
          { name: 'state', label: t('common:field.status'), value: state && t(`user-facts:status.${state}`) },
        ]}
        fields={
          <>
            <Select
              name="kind"
              label={t('user-facts:one')}
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
              options={userStates.map((value) => ({ value, label: t(`user-facts:status.${value}`) }))}
            />
          </>
        }
        hasRows={users.length > 0}
        empty={
          <EmptyState title={t('users:empty.title')} icon="team" next={next}>
            {t('users:empty.text')}
          </EmptyState>
        }
      >
        {(bar) => <UserTable users={users} bar={bar} />}
      </FilteredList>
    </>
  )
}
