import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { NewContract } from '#app/domain/contracts/contracts.input.server.ts'
import { createContract } from '#app/domain/contracts/contracts.server.ts'
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

export const handle: PageHandle = { title: 'contracts:new' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const company = await findCompany(ctx, positiveId(params.id))
  requireRight(ctx, 'edit_contracts')
  const signedOn = company.contract_date ?? ''
  return {
    ...{ id: company.id, name: company.name },
    fields: {
      ...{ number: company.contract_number ?? '', signedOn, startsOn: signedOn },
      supplierName: ctx.settings.brandLegalName,
    },
    lists: await priceListChoices(ctx),
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id } = await findCompany(ctx, positiveId(params.id))
  requireRight(ctx, 'edit_contracts')
  return submit(ctx, request, NewContract, async (input) => {
    const contractId = await createContract(ctx, asCompanyId(id), input)
    const page = `/admin/companies/${id}/contracts/${contractId}`
    return redirectWithToast(ctx.settings, page, 'contracts:created', { number: input.number })
  })
}

export default function NewContractPage() {
  const { id, name, fields, lists } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const back = `/admin/companies/${id}/contracts`
  return (
    <>
      <PageHead
        title={t('contracts:new')}
        crumbs={[
          { label: name, href: `/admin/companies/${id}` },
          { label: t('contracts:title'), href: back },
        ]}
      />
      <ContractForm fields={fields} lists={lists} back={back} answer={answer} />
    </>
  )
}
