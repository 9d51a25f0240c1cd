import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NewCardPin } from '#app/domain/cards/card-pins.input.server.ts'
import { findCardPin, setCardPin } from '#app/domain/cards/card-pins.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfCard } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { CardPinForm } from '#app/views/cards/card-pin-form.tsx'

export const handle: PageHandle = { title: 'cards:pin.label' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  return { id, ...(await findCardPin(ctx, ctx.actor.companyId, id)) }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  // Another company's card is not there, whatever is typed.
  await findCardPin(ctx, ctx.actor.companyId, id)
  return submit(ctx, request, NewCardPin, async (input) => {
    await setCardPin(ctx, ctx.actor.companyId, id, input)
    return redirectWithToast(ctx.settings, `/cards/${id}`, 'common:history.pinSet')
  })
}

export default function CardPin() {
  const { id, number, pin } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const crumbs = [
    { label: t('cards:title'), href: '/cards' },
    { label: t('cards:numbered', { number }), href: `/cards/${id}` },
  ]
  return (
    <>
      <PageHead title={t('card-pins:title', { number })} crumbs={crumbs} lead={t('card-pins:lead')} />
      <CardPinForm {...{ id, number, pin }} answer={useActionData<typeof action>()} />
    </>
  )
}
