/**
 * A long number in groups of four, for who reads it aloud. The digits stay bare in the page, so that they are copied and
 * found as they are: the groups are drawn over them by CSS.
 */
export function NumberInGroups({ number }: { number: string }) {
  return (
    <span className="groups" data-groups={number.replace(/(.{4})(?=.)/g, '$1\u2009')}>
      <span>{number}</span>
    </span>
  )
}

/** What fuelled: a coupon's number in groups, or a card's masked one as it is. */
export function InstrumentName({ name, href }: { name: string; href?: string | null }) {
  const written = /^\d+$/.test(name) ? <NumberInGroups number={name} /> : name
  return href ? <a href={href}>{written}</a> : written
}
