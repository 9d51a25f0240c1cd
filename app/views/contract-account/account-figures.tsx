import { StatCard } from '#app/ui/chart/stat-card.tsx'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDate, formatInteger, formatMoney } from '#locales/format.ts'
import type { AccountView } from './account-view.ts'

/** Beyond a year nobody counts days. */
const MAX_DAYS_SHOWN = 365

/** What is on the account, what of it is free, and how long it lasts. */
export function AccountFigures({ account }: { account: AccountView }) {
  const { t, locale } = useWords()
  const money = (tiyn: number) => formatMoney(tiyn, locale)
  const { balance, free, coupons, held, promised, spendable, stopLimit, days } = account
  const isStopped = spendable <= 0
  const lastsFor = (count: number | null) => {
    if (count === null) return t('contract-account:freeHint')
    if (count > MAX_DAYS_SHOWN) return t('contract-account:lastsLong')
    return t('contract-account:lasts', { count, n: formatInteger(count, locale) })
  }
  return (
    <>
      {isStopped ? (
        <Alert tone="bad" title={t('contract-account:stopped.title')}>
          {t('contract-account:stopped.text')}
        </Alert>
      ) : null}
      <div className="tiles">
        <StatCard
          label={t('contract-account:free')}
          value={money(free)}
          note={lastsFor(days)}
          warn={isStopped}
        />
        <StatCard
          label={t('contract-account:balance')}
          value={money(balance)}
          note={t('contract-account:balanceHint')}
        />
        <StatCard
          label={t('contract-account:coupons')}
          value={money(coupons)}
          note={t('contract-account:couponsHint')}
        />
        <StatCard
          label={t('contract-account:held')}
          value={money(held)}
          note={t('contract-account:heldHint')}
        />
      </div>
      {promised === 0 && stopLimit === 0 ? null : (
        <p className="quiet">
          {stopLimit === 0 ? null : t('contract-account:stopLimit', { sum: money(stopLimit) })}{' '}
          {promised === 0 ? null : t('contract-account:promised', { sum: money(promised) })}{' '}
          {t('contract-account:spendable', { sum: money(Math.max(0, spendable)) })}
        </p>
      )}
      {account.promises.map(({ id, left, untilOn }) => (
        <Alert key={id} tone="info">
          {t('contract-account:promiseUntil', { sum: money(left), date: formatDate(untilOn, locale) })}
        </Alert>
      ))}
    </>
  )
}
