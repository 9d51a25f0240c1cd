import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type {
  ListedReadonlyLink,
  ReadonlyLinkDetails,
} from '#app/domain/readonly-links/readonly-links.server.ts'
import type { ReadonlyLinkRowView, ReadonlyLinkView } from './readonly-link-view.ts'

export function readonlyLinkRow(link: ListedReadonlyLink): ReadonlyLinkRowView {
  const { id, name, period_from: from, period_to: to, state, visits } = link
  return {
    ...{ id, name, from, to, state, visits },
    expiresAt: almatyWallClock(link.expires_at),
    lastVisit: link.lastVisit && almatyWallClock(link.lastVisit),
  }
}

export function readonlyLinkView(link: ReadonlyLinkDetails): ReadonlyLinkView {
  const { id, name, period_from: from, period_to: to, state, address } = link
  return {
    ...{ id, name, from, to, state, address },
    expiresAt: almatyWallClock(link.expires_at),
    createdAt: almatyWallClock(link.created_at),
    createdBy: link.created_by_email ?? '',
    revokedAt: link.revoked_at && almatyWallClock(link.revoked_at),
    revokedBy: link.revoked_by_email ?? '',
    visits: link.visits.map(({ id, network, agent, created_at: at }) => ({
      ...{ id, network, agent },
      at: almatyWallClock(at),
    })),
  }
}
