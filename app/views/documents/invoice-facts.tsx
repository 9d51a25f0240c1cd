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
    cancelled: t('documents:cancelled'),
    over: t('documents:over'),
    paid: t('documents:paid'),
  }
  const tones = { cancelled: 'bad', over: 'warn', paid: 'ok' } as const
  const side = ({ bin, name, address }: InvoiceView['buyer']) =>
    [name, `${t('documents:bin')} ${bin}`, address].filter(Boolean).join(', ')
  const signed = { number: contract.number, date: formatDate(contract.signedOn, locale) }
  return (
    <>
      {notice ? <Alert tone={tones[notice]} title={notices[notice]} /> : null}
      <Panel title={t('documents:requisites')}>
        <DescriptionList
          items={[
            [t('documents:beneficiary'), supplier.name],
            [t('documents:bin'), supplier.bin],
            [t('documents:iban'), supplier.iban],
            [t('documents:kbe'), supplier.kbe],
            [t('documents:bank'), supplier.bank],
            [t('documents:bic'), supplier.bic],
            [t('documents:paymentCode'), invoice.paymentCode],
            [
              t('documents:purpose'),
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
            [t('documents:validUntil'), formatDate(invoice.validUntil, locale)],
            [t('documents:supplier'), side(supplier)],
            [t('documents:buyer'), side(buyer)],
            [t('documents:contract'), t('documents:contractOf', signed)],
          ]}
        />
      </Panel>
      <InvoiceLines invoice={invoice} />
      <Panel title={t('documents:inWords')}>
        <p lang="ru">{invoice.inWords.ru}</p>
        <p lang="kk">{invoice.inWords.kk}</p>
        <p className="quiet small break-all">
          {t('documents:digest')}: {invoice.digest}
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
      <th scope="col">{t('documents:name')}</th>
      <th scope="col">{t('documents:code')}</th>
      <th scope="col" className="num">
        {t('documents:quantity')}
      </th>
      <th scope="col" className="num">
        {t('documents:price')}
      </th>
      <th scope="col" className="num">
        {t('documents:amount')}
      </th>
    </>
  )
  const foot = (
    <tr>
      <td className="main" colSpan={4}>
        {t('documents:total')}
        <span className="block quiet small">
          {vatRate === null
            ? t('documents:noVat')
            : `${t('documents:vat', { rate: percentText(vatRate) })}: ${money(vat)}`}
        </span>
      </td>
      <td data-label={t('documents:amount')} className="num">
        {money(total)}
      </td>
    </tr>
  )
  return (
    <Table label={t('documents:title')} head={head} foot={foot}>
      {lines.map(({ code, product, nominal, quantity, price, amount }) => (
        <tr key={`${code}-${quantity}`}>
          <td className="main">
            {product && nominal !== null
              ? t('documents:coupon', { product, nominal: formatVolume(nominal, locale) })
              : t('documents:card')}
          </td>
          <td data-label={t('documents:code')}>{code}</td>
          <td data-label={t('documents:quantity')} className="num">
            {formatInteger(quantity, locale)} {t('documents:piece')}
          </td>
          <td data-label={t('documents:price')} className="num">
            {money(price)}
          </td>
          <td data-label={t('documents:amount')} className="num">
            {money(amount)}
          </td>
        </tr>
      ))}
    </Table>
  )
}
