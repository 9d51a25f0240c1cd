import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { bulkAction } from '#app/http/forms/bulk-action.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { bulkPage } from '#app/views/bulk-changes/bulk-page.server.ts'
import { BulkPage } from '#app/views/bulk-changes/bulk-page.tsx'
import { RuleFields } from '#app/views/card-rules/rule-fields.tsx'
import { noRuleValues } from '#app/views/card-rules/rule-view.ts'
import { BlockFields } from '#app/views/cards/block-fields.tsx'

export const handle: PageHandle = { title: 'bulk-changes:title' }

/** `ids` or the filter of the list: what is chosen. `action`: what to do; without it the page asks. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  return bulkPage(ctx, ctx.actor.companyId, 'card', new URL(request.url))
}

/** Without the digest of a preview it leads to the preview. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  return bulkAction(ctx, ctx.actor.companyId, 'card', request)
}

export default function ChangeCards() {
  const view = useLoaderData<typeof loader>()
  const choices = { issuerProducts: [], stations: view.choices.stations }
  return (
    <BulkPage
      view={view}
      answer={useActionData<typeof action>()}
      blockFields={<BlockFields />}
      ruleFields={<RuleFields rule={noRuleValues} choices={choices} />}
    />
  )
}
