import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SaveNamedRule } from '#app/domain/cards/card-rules.input.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { createGroup } from '#app/domain/rules/groups.server.ts'
import { stationChoices } from '#app/domain/stations/station-names.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { NamedRuleForm } from '#app/views/card-rules/named-rule-form.tsx'
import { ruleValues } from '#app/views/card-rules/rule-view.server.ts'

export const handle: PageHandle = { title: 'groups:new' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRightIn(ctx, ctx.actor.companyId, 'manage_card_rules')
  return { stations: await stationChoices(ctx), rule: ruleValues(null) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  return submit(ctx, request, SaveNamedRule, async (input) => {
    const { id, name } = await createGroup(ctx, ctx.actor.companyId, input)
    return redirectWithToast(ctx.settings, `/groups/${id}`, 'groups:created', { name })
  })
}

export default function NewCardGroup() {
  const { stations, rule } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('groups:new')}
        lead={t('groups:lead')}
        crumbs={[{ label: t('groups:title'), href: '/groups' }]}
      />
      <NamedRuleForm
        {...{ rule, stations }}
        title={t('groups:rule')}
        hint={t('groups:ruleHint')}
        name=""
        answer={useActionData<typeof action>()}
        save={t('groups:create')}
        back="/groups"
        kind="new"
      />
    </>
  )
}
