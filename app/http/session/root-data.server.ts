import { randomBytes } from 'node:crypto'
import { may } from '#app/domain/kernel/rights.ts'
import { staffCounts } from '#app/domain/overview/staff-counts.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import { countRequests } from '#app/domain/requests/requests.server.ts'
import { readCookie } from '#app/http/cookies.server.ts'
import { readToast, type Toast } from '#app/http/forms/toast.server.ts'
import type { RequestContext } from '#app/http/load-context.server.ts'
import { areaOfRequest } from '#app/http/url-traits.ts'
import { wordsFile } from '#app/http/words.server.ts'
import type { RootData } from '#app/ui/layout/root-data.ts'
import type { Theme } from '#app/ui/layout/switches.tsx'
import { sayByKey } from '#locales/i18n.server.ts'
import type { Locale } from '#locales/index.ts'
import { i18nFor } from '#locales/words.server.ts'
import { drawnFor } from './drawn-for.server.ts'
import { inDriversLanguage } from './drivers-phone.server.ts'
import { contextOf, currentSession, homeOf } from './guards.server.ts'

export async function rootData(request: Request, context: RequestContext): Promise<RootData> {
  const { settings } = context.services
  const ctx = await inDriversLanguage(await contextOf(request, context), request)
  const session = await currentSession(request, context)
  const { kind } = ctx.actor
  const toast = readToast(settings, request)
  const withRequests = settings.modules.includes('registration')
  const side = kind === 'staff' ? 'staff' : session ? 'client' : 'guest'
  return {
    locale: ctx.locale,
    theme: themeOf(readCookie(settings, request, 'theme')),
    wordsPath: wordsFile(ctx.locale, areaOfRequest(request, side)).path,
    brand: {
      name: settings.brandName,
      legalName: settings.brandLegalName,
      supportEmail: settings.supportEmail,
      supportPhone: settings.supportPhone,
    },
    side,
    person: session && { name: session.user.name, email: session.user.email },
    companies: session?.companies.map(({ id, name }) => ({ id, name })) ?? [],
    companyId: ctx.actor.kind === 'client' ? ctx.actor.companyId : null,
    withTeam: may(ctx.actor, 'manage_team'),
    withHandovers: may(ctx.actor, 'hand_over_coupons'),
    withAudit: may(ctx.actor, 'see_audit'),
    withApiKeys: may(ctx.actor, 'see_api_keys'),
    withWebhooks: may(ctx.actor, 'see_webhooks'),
    home: homeOf(ctx),
    atTill: may(ctx.actor, 'use_till'),
    modules: settings.modules,
    waitingRequests:
      withRequests && may(ctx.actor, 'see_requests') ? await countRequests(ctx, staffCounts.requests) : 0,
    products: session ? await productLabels(ctx) : [],
    toast: toast && toastView(ctx.locale, toast),
    formNonce: toast?.formNonce ?? randomBytes(16).toString('base64url'),
    drawnFor: drawnFor(session),
    localMailbox: settings.localMailbox,
  }
}

/** Another release of a rolling deployment may have named its words otherwise: what was done is not called a failure then. */
function toastView(locale: Locale, { key, params }: Toast): RootData['toast'] {
  const isRefusal = key.split(':')[0] === 'errors'
  const fallback = isRefusal ? 'errors:unexpected' : 'common:saved'
  return { text: sayByKey(i18nFor(locale), key, params, fallback), isRefusal }
}

function themeOf(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system'
}
