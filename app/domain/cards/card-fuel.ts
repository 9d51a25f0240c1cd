/** A card as `decide` sees it: its facts and the rules that the issuer's register gave it. Client-safe. */

import type { CardFacts, FuelLimit, FuelRule, Sums, Usage } from '#app/domain/authorizations/fuel-request.ts'
import { productsInText } from '#app/domain/products/products.ts'
import { type StoredStationRule, stationsIn } from '#app/domain/stations/station-rules.ts'
import type { CardIssuerStatus, CardScheme } from '#db/schema/index.ts'
import type { JoinedCardRule } from '#db/sql/card-rule.ts'
import { clientBlockAt, type StoredBlock } from './card-blocks.ts'
import { clientRuleOf, type GroupOfCard, layerOf, namedRule } from './card-rule.ts'
import { type CardLimit, issuerStatusOf, limitsOf } from './cards.ts'
import { groupIn, standingRuleIn } from './stored-rule.ts'

interface StoredCard extends StoredBlock {
  issuer_status: CardIssuerStatus
  client_lost_at: Date | null
  valid_until: string | null
  scheme: CardScheme
  balance: number | null
  products: string
  limit_unit: 'ml' | 'tiyn'
  daily_limit: number | null
  weekly_limit: number | null
  monthly_limit: number | null
}

export type PinProof = Pick<CardFacts, 'pin' | 'pinTriesLeft'>

const PERIODS = { daily: 'day', weekly: 'week', monthly: 'month' } as const

/** At a moment. `held`: what operations at pumps hold of its wallet. `proof`: what the PIN that was given proves. */
export function cardFactsOf(
  card: StoredCard,
  held: Pick<Sums, 'volume' | 'amount'>,
  moment: Date,
  proof: PinProof = { pin: 'unset' },
): CardFacts {
  const block = clientBlockAt(card, moment)
  return {
    kind: 'card',
    issuerStatus: issuerStatusOf(card),
    isBlockedByClient: block !== null,
    blockedUntil: block?.until ?? null,
    validUntil: card.valid_until,
    ...proof,
    wallet: walletOf(card, held),
  }
}

function walletOf(
  { scheme, balance }: StoredCard,
  held: Pick<Sums, 'volume' | 'amount'>,
): CardFacts['wallet'] {
  if (scheme === 'limits' || balance === null) return null
  return scheme === 'wallet_litres'
    ? { unit: 'ml', left: balance - held.volume }
    : { unit: 'tiyn', left: balance - held.amount }
}

/** A register that names no products allows all; `stations` null: it says nothing about them. */
export function issuerRuleOf(
  card: StoredCard,
  usage: Usage,
  stations: FuelRule['stations'] = null,
): FuelRule {
  const products = productsInText(card.products)
  return {
    whose: 'issuer',
    products: products.length > 0 ? products : null,
    stations,
    hours: null,
    limits: limitsOf(card).map((limit) => fuelLimitOf(limit, card.limit_unit)),
    usage,
  }
}

/** Every layer of rules of a card at a moment: the issuer's, within it the client's own, and its group's. */
export function cardRulesOf(
  card: StoredCard & JoinedCardRule & StoredStationRule,
  usage: Usage & { fillsSince: number; group: Usage | null },
  moment: Date,
): FuelRule[] {
  const own = clientRuleOf(standingRuleIn(card), usage, moment)
  const group = groupLayerOf(groupIn(card), usage.group)
  return [issuerRuleOf(card, usage, stationsIn(card)), ...(own ? [own] : []), ...(group ? [group] : [])]
}

function groupLayerOf(group: GroupOfCard | null, usage: Usage | null): FuelRule | null {
  if (!group?.rule || !usage) return null
  return layerOf(group.rule, usage, { rule: namedRule('group', group) })
}

export function fuelLimitOf({ period, limit }: CardLimit, unit: 'ml' | 'tiyn'): FuelLimit {
  return { period: PERIODS[period], unit, limit }
}
