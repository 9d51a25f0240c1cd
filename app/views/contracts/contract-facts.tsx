import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { formatDate, formatDates, formatInteger, formatMoney } from '#locales/format.ts'
import type { ContractPriceView, ContractView, Party } from './contract-view.ts'

interface Props {
  contract: ContractView
  /** Of today; empty: the prices of the stations. */
  prices: readonly ContractPriceView[]
  /** Where staff change the prices. */
  priceList?: { name: string; href: string } | null
  buyerName: string
}

/** A contract as both sides read it. */
export function ContractFacts({ contract, prices, priceList, buyerName }: Props) {
  const { t, locale } = useWords()
  const { startsOn, endsOn, discount, accountFrom, stopLimit, lowBalance, minOrder, couponMonths } = contract
  return (
    <>
      <div className="columns">
        <Panel title={t('contracts:agreed')}>
          <DescriptionList
            items={[
              [t('contracts:number'), contract.number],
              [t('contracts:signedOn'), formatDate(contract.signedOn, locale)],
              [
                t('contracts:period'),
                endsOn
                  ? formatDates(startsOn, endsOn, locale)
                  : t('contracts:since', { date: formatDate(startsOn, locale) }),
              ],
              [
                t('contracts:priceList'),
                priceList && (
                  <a key="list" href={priceList.href}>
                    {priceList.name}
                  </a>
                ),
              ],
              [
                t('contracts:discount'),
                discount === '0' ? null : `${locale === 'en' ? discount : discount.replace('.', ',')}\u00a0%`,
              ],
              [t('contracts:vat.label'), t(`contracts:vat.${contract.vat}`)],
              [t('contracts:papers.label'), t(`contracts:papers.${contract.papers}`)],
              [
                t('contracts:accountFrom'),
                accountFrom ? formatDate(accountFrom, locale) : t('contracts:notKept'),
              ],
              [t('contracts:facts.stopLimit'), accountFrom && formatMoney(stopLimit, locale)],
              [t('contracts:facts.minOrder'), minOrder === 0 ? null : formatMoney(minOrder, locale)],
              [t('contracts:couponMonths'), formatInteger(couponMonths, locale)],
              [
                t('contracts:remainder.label'),
                t(`contracts:remainder.${contract.couponRemainder ?? 'coupon'}`),
              ],
              [t('contracts:facts.lowBalance'), lowBalance === null ? null : formatMoney(lowBalance, locale)],
              [
                t('contracts:terms'),
                contract.terms && (
                  <span key="terms" className="lines">
                    {contract.terms}
                  </span>
                ),
              ],
            ]}
          />
        </Panel>
        <ContractPrices prices={prices} />
      </div>
      <div className="columns columns-even">
        <PartyPanel title={t('contracts:supplier')} party={contract.supplier} />
        <PartyPanel title={t('contracts:buyer')} party={{ ...contract.buyer, name: buyerName }} />
      </div>
    </>
  )
}

function ContractPrices({ prices }: Pick<Props, 'prices'>) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  return (
    <Panel title={t('contracts:prices')}>
      {prices.length === 0 ? (
        <p className="quiet">{t('contracts:stationPrices')}</p>
      ) : (
        <ul className="rows">
          {prices.map(({ product, price, vat }) => (
            <li key={product} className="row row-between">
              <span>
                {fuels.nameOf(product)}
                {vat === 0 ? null : (
                  <span className="block quiet small">
                    {t('contracts:vatInside', { sum: formatMoney(vat, locale) })}
                  </span>
                )}
              </span>
              <span className="tabular">{formatMoney(price, locale)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function PartyPanel({ title, party }: { title: string; party: Party }) {
  const { t } = useWords()
  const code = (text: string) =>
    text && (
      <span key={text} className="tabular">
        {text}
      </span>
    )
  return (
    <Panel title={title}>
      <DescriptionList
        items={[
          [t('contracts:party.name'), party.name],
          [t('common:field.bin'), party.bin && code(party.bin)],
          [t('contracts:party.address'), party.address],
          [t('contracts:party.iban'), code(party.iban)],
          [t('contracts:party.kbe'), code(party.kbe)],
          [t('contracts:party.bank'), party.bank],
          [t('contracts:party.bic'), code(party.bic)],
        ]}
      />
    </Panel>
  )
}
