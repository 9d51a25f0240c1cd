/** The names that programs read; for people they are `commands:doctor.name.<name>`. */
export type CheckName =
  | 'address'
  | 'proxy'
  | 'encryption'
  | 'contacts'
  | 'provider'
  | 'disk'
  | 'secrets'
  | 'database'
  | 'cluster'
  | 'durability'
  | 'rights'
  | 'migrations'
  | 'clock'
  | 'worker'
  | 'jobs'
  | 'mail'
  | 'processing'

/** The answer of one of doctor's checks; with `--json` a program reads it as it stands. */
export interface Finding {
  name: CheckName
  status: 'ok' | 'warning' | 'error'
  /** What was found, in the language of the terminal. */
  message: string
  /** What to do about it. */
  fix?: string
}

export const ok = (name: CheckName, message: string): Finding => ({ name, status: 'ok', message })

export const warning = (name: CheckName, message: string, fix: string): Finding => {
  return { name, status: 'warning', message, fix }
}

export const failure = (name: CheckName, message: string, fix: string): Finding => {
  return { name, status: 'error', message, fix }
}
