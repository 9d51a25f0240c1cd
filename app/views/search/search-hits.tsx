import { useEffect, useRef } from 'react'
import type { CardState } from '#app/domain/cards/cards.ts'
import type { CouponState } from '#app/domain/coupons/coupons.ts'
import { type Products, useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { couponVolume } from '#app/ui/list/coupon-volume.ts'
import { withNumbersInGroups } from '#app/ui/list/number-in-groups.tsx'
import { badges } from '#app/ui/list/status-badge.tsx'
import { formatDate, formatDateTime, formatVolume } from '#locales/format.ts'
import type { Locale } from '#locales/index.ts'
import type { Translate } from '#locales/translate.ts'
import type { SearchGroup, SearchHit } from './search-view.ts'

/** What was found, by kind. The first hit has the focus, so that Enter opens it. */
export function SearchHits({ groups }: { groups: readonly SearchGroup[] }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const first = useRef<HTMLAnchorElement>(null)
  const firstKey = groups[0]?.hits[0]?.key
  useEffect(() => {
    if (firstKey) first.current?.focus({ preventScroll: true })
  }, [firstKey])
  return (
    <>
      {groups.map(({ kind, hits, more, moreHref }) => (
        <section className="panel" key={kind}>
          <div className="panel-head">
            <h2>{t(`search:kind.${kind}`)}</h2>
            {moreHref ? <a href={moreHref}>{t('search:showAll')}</a> : null}
          </div>
          <ul className="hits">
            {hits.map((hit) => (
              <li key={hit.key}>
                <a href={hit.href} ref={hit.key === firstKey ? first : undefined}>
                  <b className="tabular">{withNumbersInGroups(hit.title)}</b>
                  <span className="quiet">{linesOf(kind, hit, { t, locale, fuels }).join(' · ')}</span>
                </a>
                <Badge kind={kind} hit={hit} />
              </li>
            ))}
          </ul>
          {more && !moreHref ? <p className="panel-body quiet">{t('search:typeMore')}</p> : null}
        </section>
      ))}
    </>
  )
}

function Badge({ kind, hit }: { kind: SearchGroup['kind']; hit: SearchHit }) {
  const { t } = useWords()
  if (kind === 'coupon') {
    const state = hit.status as CouponState
    return <span className={badges.coupon[state]}>{t(`coupons:status.${state}`)}</span>
  }
  if (kind !== 'card') return null
  const state = hit.status as CardState
  return <span className={badges.card[state]}>{t(`cards:status.${state}`)}</span>
}

interface Sayings {
  t: Translate
  locale: Locale
  fuels: Products
}

/** The nominal and what is left, as the query of hits joins them. */
function volumesIn(detail: string | null) {
  const [volume = 0, remaining = 0] = (detail ?? '').split('/').map(Number)
  return { volume, remaining }
}

function linesOf(kind: SearchGroup['kind'], hit: SearchHit, { t, locale, fuels }: Sayings): string[] {
  const { detail, note, status, moment, company, title } = hit
  const lines: (string | null)[] = [company]
  switch (kind) {
    case 'coupon':
      lines.push(fuels.nameOf(note ?? ''), couponVolume(t, locale, volumesIn(detail)))
      lines.push(moment && t('search:validUntil', { date: formatDate(moment, locale) }))
      break
    case 'card':
      lines.push(detail, note)
      break
    case 'transaction':
      lines.push(moment && formatDateTime(moment, locale), detail, fuels.nameOf(note ?? ''))
      lines.push(formatVolume(Number(status), locale))
      break
    case 'company':
      lines.push(`${t('common:field.bin')} ${detail}`, note && t('search:contract', { number: note }))
      lines.push(status === 'closed' ? t('search:closed') : null)
      break
    case 'person':
      lines.push(detail === title ? null : detail, status && t('search:disabled'))
      break
    case 'invitation':
      lines.push(detail, moment && t('search:sent', { date: formatDate(moment, locale) }))
      break
    default:
      lines.push(detail, note)
  }
  return lines.filter((line): line is string => Boolean(line))
}
