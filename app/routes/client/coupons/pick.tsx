import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { fleetChoices } from '#app/domain/fleet/fleet-choices.server.ts'
import { PickCoupons } from '#app/domain/handovers/handovers.input.server.ts'
import { pickCoupons } from '#app/domain/handovers/picking.server.ts'
import { ChoicesFilter } from '#app/domain/kernel/list-filter.input.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { triedFields, tryOut } from '#app/http/forms/tried-form.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { fleetOptions } from '#app/views/assignments/fleet-options.server.ts'
import { PickForm } from '#app/views/handovers/pick-form.tsx'
import { PickedCoupons } from '#app/views/handovers/picked-coupons.tsx'
import { pickedView } from '#app/views/handovers/picked-view.server.ts'

export const handle: PageHandle = { title: 'handovers:pick.title' }

/** `product` and `volume` in litres: which coupons to take. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'hand_over_coupons')
  const { companyId } = ctx.actor
  const query = new URL(request.url).searchParams
  const tried = query.has('volume') ? triedFields(ctx, query, PickCoupons) : null
  const { answer, result } = await tryOut(ctx, context, tried, (form) => pickCoupons(ctx, companyId, form))
  const { find } = ChoicesFilter.parse(queryOf(new URL(request.url)))
  const choices = fleetOptions(await fleetChoices(ctx, companyId, { find }))
  return { answer, picked: result && pickedView(result), ...choices }
}

export default function PickPage() {
  const { answer, picked, ...choices } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('handovers:pick.title')}
        lead={t('handovers:pick.lead')}
        crumbs={[{ label: t('coupons:title'), href: '/coupons' }]}
      />
      <div className="stack">
        <Panel>
          <PickForm answer={answer} />
        </Panel>
        {picked ? <PickedCoupons picked={picked} {...choices} /> : null}
      </div>
    </>
  )
}
