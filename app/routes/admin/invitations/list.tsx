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
import { EmptyState, NextButton } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { InvitationTable } from '#app/views/invitations/invitation-table.tsx'
import { invitationRow } from '#app/views/invitations/invitation-view.server.ts'

export const handle: PageHandle = { title: 'invitations:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = InvitationFilter.parse(queryOf(url))
  const { invitations, ...page } = await listInvitations(ctx, filter)
  return {
    filter,
    invitations: invitations.map(invitationRow),
    mayInvite: may(ctx.actor, 'invite_clients'),
    mayInviteStaff: may(ctx.actor, 'invite_staff'),
    ...pageHrefs(url, page),
  }
}

export default function Invitations() {
  const { filter, invitations, mayInvite, mayInviteStaff, previousHref, nextHref } =
    useLoaderData<typeof loader>()
  const { t } = useWords()
  const { q, state, reinvite, companyId } = filter
  const states = [
    { value: 'waiting', label: t('invitations:status.pending') },
    { value: 'late', label: t('invitations:status.late') },
    { value: 'accepted', label: t('invitations:status.accepted') },
    { value: 'expired', label: t('invitations:status.expired') },
    { value: 'revoked', label: t('invitations:status.revoked') },
  ]
  const create = { label: t('invitations:new'), href: '/admin/invitations/new', isMain: true }
  const next = mayInvite ? create : t('admin:viewOnly')
  return (
    <>
      <PageHead title={t('invitations:title')}>
        {mayInviteStaff ? (
          <a className="btn" href="/admin/invitations/colleague">
            {t('admin:colleagues.invite')}
          </a>
        ) : null}
        <NextButton next={next} />
      </PageHead>
      <FilteredList
        path="/admin/invitations"
        filter={{ q, state, reinvite }}
        hiddenFilter={{ companyId: companyId ? String(companyId) : undefined }}
        {...{ previousHref, nextHref }}
        searchHint={t('invitations:searchHint')}
        applied={[
          {
            name: 'state',
            label: t('common:field.status'),
            value: states.find(({ value }) => value === state)?.label,
          },
          { name: 'reinvite', label: t('invitations:reinvite'), value: reinvite && t('common:yes') },
        ]}
        fields={
          <>
            <Select
              name="state"
              label={t('common:field.status')}
              empty={t('common:filter.all')}
              options={states}
            />
            <Select
              name="reinvite"
              label={t('invitations:reinvite')}
              empty={t('common:filter.all')}
              options={[{ value: '1', label: t('common:yes') }]}
            />
          </>
        }
        hasRows={invitations.length > 0}
        empty={
          <EmptyState title={t('invitations:empty.title')} icon="invitation" next={next}>
            {t('invitations:empty.text')}
          </EmptyState>
        }
      >
        {(bar) => <InvitationTable invitations={invitations} bar={bar} />}
      </FilteredList>
    </>
  )
}
