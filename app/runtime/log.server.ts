import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino'
import pretty from 'pino-pretty'

/**
 * Structured JSON lines on stdout, pretty on a terminal. What goes in is chosen field by field where it is logged;
 * the redaction is for what a library attaches.
 *
 * @param destination for tests
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
  }
  if (destination) return pino(options, destination)
  if (process.stdout.isTTY) return pino(options, pretty({ sync: true, ignore: 'pid', singleLine: true }))
  return pino(options, standardOutput())
}

const MAX_WAITING_BYTES = 1024 * 1024

/**
 * Where the log's volume is full its lines are lost, and nobody is turned away for that: an error without a listener
 * would end the process. What cannot be written yet waits, up to a megabyte.
 */
function standardOutput(): DestinationStream {
  const stdout = pino.destination({ fd: 1, sync: true, maxLength: MAX_WAITING_BYTES })
  stdout.on('error', () => {})
  return stdout
}

const SECRETS = [
  'password',
  'passwordConfirmation',
  'pin',
  'driver_pin',
  'token',
  'secret',
  'cookie',
  'authorization',
  'apiKey',
]

interface DescribedError {
  type: string
  message: string
  code?: string
  stack?: string
  cause?: DescribedError
}

/**
 * An error without what it carries: a driver attaches the whole statement with its values, and a duplicate key
 * quotes the value.
 */
function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) }
  const ofDatabase = 'sqlMessage' in error
  const message = ofDatabase ? withoutValues(error.message) : error.message
  return {
    type: error.name,
    message,
    ...('code' in error ? { code: String(error.code) } : {}),
    stack: error.stack?.replace(error.message, message),
    ...(error.cause && depth < 3 ? { cause: describeError(error.cause, depth + 1) } : {}),
  }
}

/** A value that is cut off before its closing quote too. */
function withoutValues(message: string): string {
  return message.replace(/'(?:[^'\\]|\\.)*(?:'|\\?$)/gs, "'…'")
}
