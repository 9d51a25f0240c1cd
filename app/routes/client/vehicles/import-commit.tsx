import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { sentLines } from '#app/domain/imports/small-import.input.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { importVehicles, VehicleLines } from '#app/domain/vehicles/vehicle-import.server.ts'
import { readFields, submitBack } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { refuseStrayForm } from '#app/http/session/drawn-for.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'

const Commit = z.object({ lines: sentLines(VehicleLines), source: z.string().max(255).default('') })

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'manage_fleet')
  const target = { pattern: '/vehicles/import/commit', hasPage: false }
  const stray = await refuseStrayForm(request, context, target, await readFields(request))
  if (stray) return stray
  return submitBack(ctx, request, Commit, '/vehicles/import', async ({ lines, source }) => {
    const { added, changed } = await importVehicles(ctx, ctx.actor.companyId, lines, source)
    return redirectWithToast(ctx.settings, '/vehicles', 'fleet:import.done', { added, changed })
  })
}
