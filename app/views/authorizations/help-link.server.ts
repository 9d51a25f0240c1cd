import type { Decline, Figures } from '#app/domain/authorizations/decision.ts'
import { helpOf } from '#app/domain/authorizations/decline-help.ts'
import type { DeclinedRequest } from '#app/domain/declines/declines.server.ts'
import type { Actor } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'
import type { HelpLink } from './declines-view.ts'

/** What was declined; null where nothing that is known was presented. */
type Declined = Pick<DeclinedRequest, 'card_id' | 'coupon_id' | 'product'>

/** The step that helps this reader: who may not take it, or has nothing to open, takes the next best one. */
export function helpFor(
  { card_id: card, coupon_id: coupon, product }: Declined,
  decline: Pick<Decline, 'code' | 'whose' | 'figures'>,
  { actor, supportEmail }: { actor: Actor; supportEmail: string },
): HelpLink {
  const query = product ? `&product=${product}` : ''
  const support: HelpLink = { kind: 'support', href: `mailto:${supportEmail}` }
  const opened: HelpLink =
    card !== null
      ? { kind: 'open_card', href: `/cards/${card}` }
      : coupon !== null
        ? { kind: 'open_coupon', href: `/coupons/${coupon}` }
        : support
  const kind = helpOf(decline)
  switch (kind) {
    case 'unblock':
      return opened !== support && may(actor, card !== null ? 'block_cards' : 'block_coupons')
        ? { kind, href: `${opened.href}/unblock` }
        : support
    case 'instrument':
      return opened
    case 'rule':
      return card !== null && may(actor, 'manage_card_rules')
        ? { kind, href: ruleHref(card, decline.figures) }
        : opened
    case 'pin':
      return card !== null && may(actor, 'manage_card_pins') ? { kind, href: `/cards/${card}/pin` } : opened
    case 'raise_limit':
    case 'replacement':
      return card !== null && may(actor, 'send_service_requests')
        ? { kind, href: `/service-requests/new?kind=${kind}&card=${card}` }
        : opened
    case 'extension':
      return coupon !== null && may(actor, 'send_service_requests')
        ? { kind, href: `/coupons/request?kind=extension&ids=${coupon}` }
        : { kind: 'other_coupons', href: `/coupons?status=active${query}` }
    case 'account':
      return may(actor, 'see_account') ? { kind, href: '/account' } : support
    case 'other_coupons':
      return { kind, href: `/coupons?status=active${query}` }
    case 'other_stations':
      return { kind, href: `/stations?status=open${query}` }
    case 'support':
      return support
  }
}

/** A rule that cards share is changed where it is. */
function ruleHref(card: number, { rule }: Figures): string {
  const [, kind, id] = /^(template|group)-(\d+)$/.exec(rule?.id ?? '') ?? []
  if (kind === 'template') return `/rules/${id}`
  return kind === 'group' ? `/groups/${id}` : `/cards/${card}/rule`
}
