import { commands } from './cli/commands.ts'

// `cabinet .. | head` closes its end early: what could not be said is no failure of the command.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})
// Standard error tells how far the work is, and the work goes on when nobody reads that any more.
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

await commands().parseAsync()
