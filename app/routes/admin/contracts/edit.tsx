import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { EditContract } from '#app/domain/contracts/contracts.input.server.ts'
import { editContract, findContract } from '#app/domain/contracts/contracts.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { priceListChoices } from '#app/domain/prices/prices.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { ContractForm } from '#app/views/contracts/contract-form.tsx'
import { contractFields } from '#app/views/contracts/contract-view.server.ts'

export const handle: PageHandle = { title: 'contracts:edit' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const companyId = asCompanyId(positiveId(params.id))
  const row = await findContract(ctx, companyId, positiveId(params.contractId))
  requireRight(ctx, 'edit_contracts')
  const { id, number } = row
  return { id, number, companyId, fields: contractFields(row), lists: await priceListChoices(ctx) }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const companyId = asCompanyId(positiveId(params.id))
  const { id } = await findContract(ctx, companyId, positiveId(params.contractId))
  requireRight(ctx, 'edit_contracts')
  return submit(ctx, request, EditContract, async (input) => {
    await editContract(ctx, companyId, id, input)
    const page = `/admin/companies/${companyId}/contracts/${id}`
    return redirectWithToast(ctx.settings, page, 'contracts:saved', { number: input.number })
  })
}

export default function EditContractPage() {
  const { id, number, companyId, fields, lists } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const list = `/admin/companies/${companyId}/contracts`
  return (
    <>
      <PageHead
        title={t('contracts:edit')}
        crumbs={[
          { label: t('contracts:title'), href: list },
          { label: t('contracts:numbered', { number }), href: `${list}/${id}` },
        ]}
      />
      <ContractForm fields={fields} lists={lists} back={`${list}/${id}`} answer={answer} />
    </>
  )
}
