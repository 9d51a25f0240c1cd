import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { DriverLines, importDrivers } from '#app/domain/drivers/driver-import.server.ts'
import { sentLines } from '#app/domain/imports/small-import.input.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { readFields, submitBack } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { refuseStrayForm } from '#app/http/session/drawn-for.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'

const Commit = z.object({ lines: sentLines(DriverLines), source: z.string().max(255).default('') })

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'manage_fleet')
  const target = { pattern: '/drivers/import/commit', hasPage: false }
  const stray = await refuseStrayForm(request, context, target, await readFields(request))
  if (stray) return stray
  return submitBack(ctx, request, Commit, '/drivers/import', async ({ lines, source }) => {
    const { added, changed } = await importDrivers(ctx, ctx.actor.companyId, lines, source)
    return redirectWithToast(ctx.settings, '/drivers', 'fleet:import.done', { added, changed })
  })
}
