import type { ProductColour } from '#app/domain/products/products.ts'
import { share, ticksTo } from './chart-scale.ts'
import { fillOf } from './series-colours.ts'

export interface ChartSeries {
  /** `Diesel` */
  label: string
  /** One a group, in their order; units of the caller's choice, never negative. */
  values: readonly number[]
  /** Its own wherever it is drawn; left out, by its place. */
  colour?: ProductColour | undefined
}

export interface StackedBarsProps {
  title: string
  /** What stands under each bar: months, days. */
  groups: readonly string[]
  /** The same in every chart of a page. */
  series: readonly ChartSeries[]
  /** `12 340 л`; also for the ticks, so it should be short for round numbers. */
  format: (value: number) => string
  /** Heads the table's first column: `Month`. */
  groupLabel: string
  /** Heads the table's last column: `Total`. */
  totalLabel: string
}

/**
 * Bars of stacked parts as SVG from the server, with the same figures as a table for screen readers. Lengths are
 * in percent, so it fits any width without JavaScript or inline styles.
 */
export function StackedBars({ title, groups, series, format, groupLabel, totalLabel }: StackedBarsProps) {
  const totals = groups.map((_, group) => series.reduce((sum, { values }) => sum + (values[group] ?? 0), 0))
  const ticks = ticksTo(Math.max(0, ...totals))
  const top = ticks.at(-1) ?? 1
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      {series.length > 1 ? <Legend series={series} /> : null}
      <div className="plot" aria-hidden="true">
        <div className="plot-ticks">
          {ticks.toReversed().map((tick) => (
            <span key={tick}>{format(tick)}</span>
          ))}
        </div>
        <svg role="presentation">
          {ticks.map((tick) => (
            <line
              key={tick}
              className={tick === 0 ? 'grid-line grid-base' : 'grid-line'}
              x1="0"
              x2="100%"
              y1={share(top - tick, top)}
              y2={share(top - tick, top)}
            />
          ))}
          {groups.map((group, index) => (
            <Bar
              key={group}
              group={group}
              index={index}
              of={groups.length}
              series={series}
              top={top}
              format={format}
            />
          ))}
        </svg>
        <div className="plot-labels">
          {groups.map((group, index) => (
            <span key={group} className={groups.length > 7 && index % 2 === 1 ? 'thin' : undefined}>
              {group}
            </span>
          ))}
        </div>
      </div>
      <ChartTable {...{ title, groups, series, format, groupLabel, totalLabel, totals }} />
    </figure>
  )
}

/** Plain bars: one series. */
export function BarChart({ values, label, ...chart }: Omit<StackedBarsProps, 'series'> & ChartSeries) {
  return <StackedBars {...chart} series={[{ label, values }]} />
}

function Legend({ series }: { series: readonly ChartSeries[] }) {
  return (
    <ul className="legend" aria-hidden="true">
      {series.map(({ label, colour }, index) => (
        <li key={label}>
          <svg aria-hidden="true">
            <rect className={fillOf(colour, index)} width="100%" height="100%" rx="3" />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  )
}

interface BarProps extends Pick<StackedBarsProps, 'series' | 'format'> {
  group: string
  index: number
  of: number
  top: number
}

function Bar({ group, index, of, series, top, format }: BarProps) {
  let below = 0
  return (
    <>
      {series.map(({ label, values, colour }, order) => {
        const value = values[index] ?? 0
        if (value <= 0) return null
        below += value
        return (
          <rect
            key={label}
            className={series.length > 1 ? `bars-seg ${fillOf(colour, order)}` : fillOf(colour, order)}
            x={share(index + 0.19, of)}
            width={share(0.62, of)}
            y={share(top - below, top)}
            height={share(value, top)}
            rx="2"
          >
            <title>{`${group}, ${label}: ${format(value)}`}</title>
          </rect>
        )
      })}
    </>
  )
}

function ChartTable({
  title,
  groups,
  series,
  format,
  groupLabel,
  totalLabel,
  totals,
}: StackedBarsProps & { totals: readonly number[] }) {
  const withTotal = series.length > 1
  return (
    <div className="sr-only">
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{groupLabel}</th>
            {series.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
            {withTotal ? <th scope="col">{totalLabel}</th> : null}
          </tr>
        </thead>
        <tbody>
          {groups.map((group, index) => (
            <tr key={group}>
              <th scope="row">{group}</th>
              {series.map(({ label, values }) => (
                <td key={label}>{format(values[index] ?? 0)}</td>
              ))}
              {withTotal ? <td>{format(totals[index] ?? 0)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
