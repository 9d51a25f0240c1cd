import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { NamedRuleFilter } from '#app/domain/rules/groups.input.server.ts'
import { listRuleTemplates } from '#app/domain/rules/template-lists.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { NextButton } from '#app/ui/list/empty-state.tsx'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { NamedRuleList } from '#app/views/card-rules/named-rule-list.tsx'
import { namedRuleRow } from '#app/views/card-rules/rule-view.server.ts'

export const handle: PageHandle = { title: 'rule-templates:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { cursor, ...filter } = NamedRuleFilter.parse(queryOf(new URL(request.url)))
  const { rows, ...page } = await listRuleTemplates(ctx, ctx.actor.companyId, { ...filter, cursor })
  return {
    ...{ ...page, filter, rows: rows.map(namedRuleRow) },
    mayEdit: may(ctx.actor, 'manage_card_rules'),
  }
}

export default function RuleTemplates() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  const title = t('rule-templates:title')
  const create = { label: t('rule-templates:new'), href: '/rules/new', isMain: true }
  const next = view.mayEdit ? create : t('rule-templates:viewOnly')
  return (
    <>
      <PageHead title={title} lead={t('rule-templates:lead')}>
        <NextButton next={next} />
      </PageHead>
      <NamedRuleList
        {...{ view, title, next }}
        path="/rules"
        searchHint={t('rule-templates:search')}
        none={{ title: t('rule-templates:none'), text: t('rule-templates:lead') }}
      />
    </>
  )
}
