import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { PhoneFilter } from '#app/domain/pump-operations/by-phone.input.server.ts'
import { listPhoneAuthorizations } from '#app/domain/pump-operations/by-phone.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { PhoneTable } from '#app/views/authorizations/phone-table.tsx'
import { phoneView } from '#app/views/authorizations/phone-view.server.ts'

export const handle: PageHandle = { title: 'phone:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const { asked, ...page } = await listPhoneAuthorizations(ctx, PhoneFilter.parse(queryOf(url)))
  return {
    rows: await Promise.all(asked.map((one) => phoneView(ctx, one))),
    mayAsk: may(ctx.actor, 'authorize_by_phone'),
    ...pageHrefs(url, page),
  }
}

export default function PhoneAuthorizations() {
  const { rows, mayAsk, previousHref, nextHref } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('phone:title')} lead={t('phone:lead')}>
        {mayAsk ? (
          <a className="btn btn-primary" href="/admin/phone-authorizations/new">
            {t('phone:new')}
          </a>
        ) : null}
      </PageHead>
      {rows.length === 0 ? (
        <EmptyState title={t('phone:empty.title')} next={t('phone:empty.text')} />
      ) : (
        <PhoneTable rows={rows} bar={<Pagination previousHref={previousHref} nextHref={nextHref} />} />
      )}
    </>
  )
}
