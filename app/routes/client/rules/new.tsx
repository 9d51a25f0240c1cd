import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SaveNamedRule } from '#app/domain/cards/card-rules.input.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { createTemplate } from '#app/domain/rules/templates.server.ts'
import { stationChoices } from '#app/domain/stations/station-names.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { NamedRuleForm } from '#app/views/card-rules/named-rule-form.tsx'
import { ruleValues } from '#app/views/card-rules/rule-view.server.ts'

export const handle: PageHandle = { title: 'rule-templates:new' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRightIn(ctx, ctx.actor.companyId, 'manage_card_rules')
  return { stations: await stationChoices(ctx), rule: ruleValues(null) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  return submit(ctx, request, SaveNamedRule, async (input) => {
    const { id, name } = await createTemplate(ctx, ctx.actor.companyId, input)
    return redirectWithToast(ctx.settings, `/rules/${id}`, 'rule-templates:created', { name })
  })
}

export default function NewRuleTemplate() {
  const { stations, rule } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('rule-templates:new')}
        lead={t('rule-templates:lead')}
        crumbs={[{ label: t('rule-templates:title'), href: '/rules' }]}
      />
      <NamedRuleForm
        {...{ rule, stations }}
        title={t('rule-templates:ruleColumn')}
        name=""
        answer={useActionData<typeof action>()}
        save={t('rule-templates:create')}
        back="/rules"
        kind="new"
      />
    </>
  )
}
