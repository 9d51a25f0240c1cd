export interface ProgressProps {
  /** What is under way: `Reading rows`. */
  label: string
  /** None while the end is not known. */
  done?: number
  total?: number
  /** Ready to read: `40 000 of 100 000`. */
  note?: string
}

export function Progress({ label, done, total, note }: ProgressProps) {
  return (
    <div>
      <div className="progress-line">
        <span id="progress-label">{label}</span>
        {note ? <span className="quiet">{note}</span> : null}
      </div>
      <progress aria-labelledby="progress-label" value={total ? done : undefined} max={total || undefined} />
    </div>
  )
}
