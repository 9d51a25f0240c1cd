import { percentText } from '#app/domain/contracts/contracts.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate, formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import type { InvoiceView } from './invoice-view.ts'

/** All that the paper says, in the reader's language; what a bank reads is in its own. */
export function InvoiceFacts({ invoice }: { invoice: InvoiceView }) {
  const { t, locale } = useWords()
  const { supplier, buyer, contract, notice } = invoice
  const notices = {
    cancelled: t('invoice:cancelled'),
    over: t('invoice:over'),
    paid: t('invoice:paid'),
  }
  const tones = { cancelled: 'bad', over: 'warn', paid: 'ok' } as const
  const side = ({ bin, name, address }: InvoiceView['buyer']) =>
    [name, `${t('invoice:bin')} ${bin}`, address].filter(Boolean).join(', ')
  const signed = { number: contract.number, date: formatDate(contract.signedOn, locale) }
  return (
    <>
      {notice ? <Alert tone={tones[notice]} title={notices[notice]} /> : null}
      <Panel title={t('invoice:requisites')}>
        <DescriptionList
          items={[
            [t('invoice:beneficiary'), supplier.name],
            [t('invoice:bin'), supplier.bin],
            [t('invoice:iban'), supplier.iban],
            [t('invoice:kbe'), supplier.kbe],
            [t('invoice:bank'), supplier.bank],
            [t('invoice:bic'), supplier.bic],
            [t('invoice:paymentCode'), invoice.paymentCode],
            [
              t('invoice:purpose'),
              <span key="purpose" lang="ru">
                {invoice.purpose}
              </span>,
            ],
          ]}
        />
      </Panel>
      <Panel>
        <DescriptionList
          items={[
            [t('invoice:validUntil'), formatDate(invoice.validUntil, locale)],
            [t('invoice:supplier'), side(supplier)],
            [t('invoice:buyer'), side(buyer)],
            [t('invoice:contract'), t('invoice:contractOf', signed)],
          ]}
        />
      </Panel>
      <InvoiceLines invoice={invoice} />
      <Panel title={t('invoice:inWords')}>
        <p lang="ru">{invoice.inWords.ru}</p>
        <p lang="kk">{invoice.inWords.kk}</p>
        <p className="quiet small break-all">
          {t('invoice:digest')}: {invoice.digest}
        </p>
      </Panel>
    </>
  )
}

function InvoiceLines({ invoice: { lines, total, vat, vatRate } }: { invoice: InvoiceView }) {
  const { t, locale } = useWords()
  const money = (tiyn: number) => formatMoney(tiyn, locale)
  const head = (
    <>
      <th scope="col">{t('invoice:name')}</th>
      <th scope="col">{t('invoice:code')}</th>
      <th scope="col" className="num">
        {t('invoice:quantity')}
      </th>
      <th scope="col" className="num">
        {t('invoice:price')}
      </th>
      <th scope="col" className="num">
        {t('invoice:amount')}
      </th>
    </>
  )
  const foot = (
    <tr>
      <td className="main" colSpan={4}>
        {t('invoice:total')}
        <span className="block quiet small">
          {vatRate === null
            ? t('invoice:noVat')
            : `${t('invoice:vat', { rate: percentText(vatRate) })}: ${money(vat)}`}
        </span>
      </td>
      <td data-label={t('invoice:amount')} className="num">
        {money(total)}
      </td>
    </tr>
  )
  return (
    <Table label={t('invoice:title')} head={head} foot={foot}>
      {lines.map(({ code, product, nominal, quantity, price, amount }) => (
        <tr key={`${code}-${quantity}`}>
          <td className="main">
            {product && nominal !== null
              ? t('invoice:coupon', { product, nominal: formatVolume(nominal, locale) })
              : t('invoice:card')}
          </td>
          <td data-label={t('invoice:code')}>{code}</td>
          <td data-label={t('invoice:quantity')} className="num">
            {formatInteger(quantity, locale)} {t('invoice:piece')}
          </td>
          <td data-label={t('invoice:price')} className="num">
            {money(price)}
          </td>
          <td data-label={t('invoice:amount')} className="num">
            {money(amount)}
          </td>
        </tr>
      ))}
    </Table>
  )
}
