import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { formatDate, formatMoney } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import { StatementFuel, StatementKinds } from './statement-tables.tsx'
import type { StatementView } from './statement-view.ts'

/** The parties, the balances, the turnovers by cause and the fuel by product. */
export function StatementFacts({ statement }: { statement: StatementView }) {
  const { t, locale } = useWords()
  const { company, supplier, contract, opening, closing, credit, debit } = statement
  const money = (tiyn: number) => <span className="tabular">{formatMoney(tiyn, locale)}</span>
  return (
    <>
      <Panel>
        <DescriptionList
          items={[
            [t('statement:company'), joined([company.name, `${t('documents:bin')} ${company.bin}`])],
            [
              t('documents:supplier'),
              supplier && joined([supplier.name, `${t('documents:bin')} ${supplier.bin}`]),
            ],
            [
              t('documents:contract'),
              contract &&
                t('documents:contractOf', {
                  number: contract.number,
                  date: formatDate(contract.signedOn, locale),
                }),
            ],
            [t('contract-account:opening'), money(opening)],
            [t('contract-account:credit'), money(credit)],
            [t('contract-account:debit'), money(debit)],
            [t('contract-account:closing'), money(closing)],
          ]}
        />
      </Panel>
      {statement.kinds.length > 0 ? <StatementKinds statement={statement} /> : <p>{t('statement:none')}</p>}
      {statement.fuel.length > 0 ? <StatementFuel statement={statement} /> : null}
    </>
  )
}
