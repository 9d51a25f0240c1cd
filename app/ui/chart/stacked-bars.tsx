import { share, ticksTo } from './chart-scale.ts'
import { type ChartSeries, ChartTable, type ChartTableProps } from './chart-table.tsx'
import { fillOf } from './series-colours.ts'

export type StackedBarsProps = Omit<ChartTableProps, 'totals'>

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
