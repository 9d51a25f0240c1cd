import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { previewDrivers } from '#app/domain/drivers/driver-import.server.ts'
import { MAX_SMALL_BYTES, MAX_SMALL_ROWS } from '#app/domain/imports/small-table.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import type { Fields } from '#app/http/forms/fields.server.ts'
import { lookAtUpload } from '#app/http/forms/uploads.server.ts'
import { refuseStrayForm } from '#app/http/session/drawn-for.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { FleetImport } from '#app/views/fleet-imports/fleet-import.tsx'
import { fleetPreview } from '#app/views/fleet-imports/fleet-import-view.server.ts'

export const handle: PageHandle = { title: 'fleet:import.driversTitle' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRight(await requireClient(request, context), 'manage_fleet')
  return { megabytes: MAX_SMALL_BYTES / 1024 / 1024, rows: MAX_SMALL_ROWS }
}

/** Shows what the file would change; the button beneath that does it. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'manage_fleet')
  const target = { pattern: '/drivers/import', hasPage: true }
  const refuse = (fields: Fields | null) => refuseStrayForm(request, context, target, fields)
  const look = async ({ name, bytes }: { name: string; bytes: Buffer }) => {
    const plan = await previewDrivers(ctx, ctx.actor.companyId, bytes)
    return {
      preview: fleetPreview(plan, name, (facts) => [facts.name, facts.phone].filter(Boolean).join(', ')),
    }
  }
  return lookAtUpload(ctx, request, context, refuse, look, MAX_SMALL_BYTES)
}

export default function ImportDrivers() {
  const limits = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isRefused = answer !== undefined && 'errors' in answer
  return (
    <FleetImport
      of="drivers"
      limits={limits}
      answer={isRefused ? answer : undefined}
      preview={answer !== undefined && 'preview' in answer ? answer.preview : undefined}
    />
  )
}
