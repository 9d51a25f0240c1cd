export interface QrFigureProps {
  /** How many modules a side has, without the quiet zone. */
  size: number
  /** The dark modules as an SVG path in units of a module, from 0 to `size`. Drawn by the server. */
  path: string
  /** Names the picture: `QR code of coupon 4507…`. */
  label: string
  /** What a person at the pump reads aloud: number, product, litres. */
  children?: React.ReactNode
}

/** The standard asks for four light modules around a code. */
const QUIET = 4

/** Black on white in every theme, with its quiet zone, and still: a scanner reads it at once. */
export function QrFigure({ size, path, label, children }: QrFigureProps) {
  const side = size + 2 * QUIET
  return (
    <figure className="qr">
      <svg
        viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
        role="img"
        aria-label={label}
        shapeRendering="crispEdges"
      >
        <rect x={-QUIET} y={-QUIET} width={side} height={side} fill="#ffffff" />
        <path d={path} fill="#000000" />
      </svg>
      {children ? <figcaption>{children}</figcaption> : null}
    </figure>
  )
}
