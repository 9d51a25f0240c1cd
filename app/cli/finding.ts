/** The answer of one of doctor's checks; with `--json` a program reads it as it stands. */
export interface Finding {
  name: string
  status: 'ok' | 'warning' | 'error'
  /** What was found, in English. */
  message: string
  /** What to do about it. */
  fix?: string
}

export const ok = (name: string, message: string): Finding => ({ name, status: 'ok', message })

export const warning = (name: string, message: string, fix: string): Finding => {
  return { name, status: 'warning', message, fix }
}

export const failure = (name: string, message: string, fix: string): Finding => {
  return { name, status: 'error', message, fix }
}
