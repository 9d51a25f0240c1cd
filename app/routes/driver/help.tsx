import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { askForHelp } from '#app/domain/handovers/driver-help.server.ts'
import { AskForHelp } from '#app/domain/handovers/handovers.input.server.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { submitBack } from '#app/http/forms/submit.server.ts'
import { driverContext, driversPhone } from '#app/http/session/drivers-phone.server.ts'
import { driverUrls } from '#app/views/driver/driver-view.server.ts'

/** One button: whoever gave the coupons is told at once. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await driverContext(request, context)
  const token = params.token ?? ''
  const { home, troubleUrl } = driverUrls(request, token)
  const phone = driversPhone(ctx, request, token)
  try {
    return await submitBack(ctx, request, AskForHelp, home, async ({ said, position }) => {
      await askForHelp(ctx, token, phone, { said, position })
      if (!said) return redirect(home, 303)
      const asked = new URLSearchParams({ said, position: String(position ?? 1) })
      return redirect(`${troubleUrl}${troubleUrl.includes('?') ? '&' : '?'}${asked}`, 303)
    })
  } catch (error) {
    // The link's own page says what has become of it.
    if (error instanceof DomainError && error.code === 'link_dead') return redirect(home, 303)
    throw error
  }
}
