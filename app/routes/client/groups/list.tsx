import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { listGroups } from '#app/domain/rules/group-lists.server.ts'
import { NamedRuleFilter } from '#app/domain/rules/groups.input.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { NextButton } from '#app/ui/list/empty-state.tsx'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { NamedRuleList } from '#app/views/card-rules/named-rule-list.tsx'
import { namedRuleRow } from '#app/views/card-rules/rule-view.server.ts'

export const handle: PageHandle = { title: 'groups:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { cursor, ...filter } = NamedRuleFilter.parse(queryOf(new URL(request.url)))
  const { rows, ...page } = await listGroups(ctx, ctx.actor.companyId, { ...filter, cursor })
  return {
    ...{ ...page, filter, rows: rows.map(namedRuleRow) },
    mayEdit: may(ctx.actor, 'manage_card_rules'),
  }
}

export default function CardGroups() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  const title = t('groups:title')
  const create = { label: t('groups:new'), href: '/groups/new', isMain: true }
  const next = view.mayEdit ? create : t('groups:viewOnly')
  return (
    <>
      <PageHead title={title} lead={t('groups:lead')}>
        <NextButton next={next} />
      </PageHead>
      <NamedRuleList
        {...{ view, title, next }}
        path="/groups"
        searchHint={t('groups:search')}
        none={{ title: t('groups:none'), text: t('groups:lead') }}
      />
    </>
  )
}
