import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findOwnStation } from '#app/domain/stations/cashier-station.server.ts'
import { requirePerson } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'

export const handle: PageHandle = { title: 'till:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  return findOwnStation(await requirePerson(request, context))
}

export default function Till() {
  const { code, name, city } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const station = [code, name, city].filter(Boolean).join(' · ')
  return (
    <>
      <PageHead title={t('till:title')} lead={`${t('common:field.station')}: ${station}`} />
      <EmptyState title={t('till:soon.title')} icon="qr">
        {t('till:soon.text')}
      </EmptyState>
    </>
  )
}
