import { Alert } from '#app/ui/feedback/alert.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { InstrumentName } from '#app/ui/list/number-in-groups.tsx'
import { formatDateTime, formatMoney, formatVolume } from '#locales/format.ts'
import type { Locale } from '#locales/index.ts'
import type { AnswerView, RaisedLimit } from './check-view.ts'

/** The pump's answer: yes with how much, or no with whose rule it is and what helps. */
export function CheckAnswer({ answer }: { answer: AnswerView }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { isProbable, code, station, product, at, volume, insteadOf, remainder, decline, coupons, stations } =
    answer
  const fuel = fuels.nameOf(product)
  const moment = at === null ? '' : formatDateTime(at, locale)
  const title = (answer: 'yes' | 'no') => {
    if (isProbable) return t(`check:${answer}Probably`, { station })
    return at === null ? t(`check:${answer}`, { station }) : t(`check:${answer}At`, { station, moment })
  }
  const probably = isProbable ? <p>{t('check:probably')}</p> : null
  if (!decline) {
    return (
      <div data-code={code}>
        <Alert tone="ok" title={title('yes')}>
          {probably}
          <p>{volume === null ? fuel : t('check:upTo', { fuel, volume: formatVolume(volume, locale) })}</p>
          {insteadOf === null ? null : (
            <p>{t('check:insteadOf', { product: fuel, insteadOf: fuels.nameOf(insteadOf) })}</p>
          )}
          {remainder === null ? null : (
            <p>
              {t(`check:remainder.${remainder.becomes}`, { volume: formatVolume(remainder.volume, locale) })}
            </p>
          )}
          <p>{t(at === null ? 'check:notHeld' : 'check:asThingsStand')}</p>
        </Alert>
      </div>
    )
  }
  return (
    <div data-code={code}>
      <Alert tone="bad" title={title('no')}>
        {probably}
        <p>{decline.text}</p>
        <p>
          {t('refusals:rule')}: {decline.owner}. {decline.todo}
        </p>
        {decline.help ? (
          <p>
            <a href={decline.help.href}>{t(`refusals:help.${decline.help.kind}`)}</a>
          </p>
        ) : null}
        {decline.raise ? <p>{t('check:raise', { limit: limitText(decline.raise, locale) })}</p> : null}
        {answer.later ? (
          <p>
            <a href={answer.later.href}>
              {t('check:later', { moment: formatDateTime(answer.later.at, locale) })}
            </a>
          </p>
        ) : null}
        <Alternatives title={t('check:otherCoupons')} links={coupons} />
        <Alternatives title={t('check:otherStations')} links={stations} />
      </Alert>
    </div>
  )
}

function limitText({ value, unit }: RaisedLimit, locale: Locale): string {
  return unit === 'ml' ? formatVolume(value, locale) : formatMoney(value, locale)
}

function Alternatives({ title, links }: { title: string; links: AnswerView['coupons'] }) {
  if (links.length === 0) return null
  return (
    <>
      <p>{title}</p>
      <ul>
        {links.map(({ href, name }) => (
          <li key={href}>
            <InstrumentName name={name} href={href} />
          </li>
        ))}
      </ul>
    </>
  )
}
