import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { PrintCoupons } from '#app/domain/prints/prints.input.server.ts'
import { queryOfForm } from '#app/http/forms/preview-redirect.server.ts'
import { readInput } from '#app/http/forms/submit.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { PrintButton } from '#app/ui/layout/print-button.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { CouponSheets } from '#app/views/prints/coupon-sheets.tsx'
import { PrintForm } from '#app/views/prints/print-form.tsx'
import { printedSheet, printPage } from '#app/views/prints/print-view.server.ts'

export const handle: PageHandle = { title: 'prints:title' }

/** Shows no code: a reload and a bookmark end here. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'show_coupon_qr')
  return printPage(ctx, ctx.actor.companyId, new URL(request.url).searchParams)
}

/** Sheets for the browser's own printing. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'show_coupon_qr')
  const input = await readInput(request, PrintCoupons)
  const { error, ...sheet } = await printedSheet(ctx, ctx.actor.companyId, input)
  if (!error) return data({ ...sheet, page: null }, { headers: { 'Cache-Control': 'no-store' } })
  context.outcome.noteRefusal(error)
  // The address of the form names no choice: what was sent does.
  const page = await printPage(ctx, ctx.actor.companyId, await queryOfForm(request))
  return data({ ...sheet, page }, { status: error.status })
}

export default function PrintPage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const view = answer?.page ?? loaded
  const sheet = answer?.sheet
  const refusal = answer?.refusal ?? view.refusal
  const { t } = useWords()
  const from = view.handover
    ? { label: t('handovers:numbered', { number: view.handover }), href: `/handovers/${view.handover}` }
    : { label: t('coupons:title'), href: '/coupons' }
  return (
    <>
      <div className="no-print">
        <PageHead title={t('prints:title')} lead={t('prints:lead')} crumbs={[from]}>
          {sheet ? <PrintButton /> : null}
        </PageHead>
        <div className="stack">
          {refusal ? <Alert tone="warn">{refusal}</Alert> : null}
          {sheet ? <p>{t('coupons:qr.warning')}</p> : <PrintForm view={view} />}
        </div>
      </div>
      {sheet ? <CouponSheets {...sheet} /> : null}
    </>
  )
}
