import { StatCard } from '#app/ui/chart/stat-card.tsx'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDate, formatInteger, formatMoney } from '#locales/format.ts'
import type { AccountView } from './account-view.ts'

/** What is on the account, what of it is free, and how long it lasts. */
export function AccountFigures({ account }: { account: AccountView }) {
  const { t, locale } = useWords()
  const money = (tiyn: number) => formatMoney(tiyn, locale)
  const { balance, free, coupons, held, promised, spendable, stopLimit, days } = account
  const isStopped = spendable <= 0
  return (
    <>
      {isStopped ? (
        <Alert tone="bad" title={t('account:stopped.title')}>
          {t('account:stopped.text')}
        </Alert>
      ) : null}
      <div className="tiles">
        <StatCard
          label={t('account:free')}
          value={money(free)}
          note={
            days === null
              ? t('account:freeHint')
              : t('account:lasts', { count: days, n: formatInteger(days, locale) })
          }
          warn={isStopped}
        />
        <StatCard label={t('account:balance')} value={money(balance)} note={t('account:balanceHint')} />
        <StatCard label={t('account:coupons')} value={money(coupons)} note={t('account:couponsHint')} />
        <StatCard label={t('account:held')} value={money(held)} note={t('account:heldHint')} />
      </div>
      {promised === 0 && stopLimit === 0 ? null : (
        <p className="quiet">
          {stopLimit === 0 ? null : t('account:stopLimit', { sum: money(stopLimit) })}{' '}
          {promised === 0 ? null : t('account:promised', { sum: money(promised) })}{' '}
          {t('account:spendable', { sum: money(Math.max(0, spendable)) })}
        </p>
      )}
      {account.promises.map(({ id, left, untilOn }) => (
        <Alert key={id} tone="info">
          {t('account:promiseUntil', { sum: money(left), date: formatDate(untilOn, locale) })}
        </Alert>
      ))}
    </>
  )
}
