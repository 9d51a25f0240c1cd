export interface StepsProps {
  /** Names the whole: `Import`. */
  label: string
  steps: readonly string[]
  /** Index of the step at hand. */
  current: number
}

export function Steps({ label, steps, current }: StepsProps) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, index) => (
        <li key={step} aria-current={index === current ? 'step' : undefined}>
          {step}
        </li>
      ))}
    </ol>
  )
}
