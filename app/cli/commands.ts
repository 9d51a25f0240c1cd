import type { Command } from 'commander'
import { terminalLocale } from '#app/runtime/terminal.server.ts'
import type { Locale } from '#locales/index.ts'
import { translatorFor } from '#locales/words.server.ts'
import { addApiKeyCommands } from './api-key.ts'
import { addDatabaseCommands } from './database.ts'
import { addDemoCommand } from './demo.ts'
import { addDoctorCommand } from './doctor.ts'
import { addImportCommand } from './import.ts'
import { addInstructionCommands } from './instructions.ts'
import { LocalizedCommand, speakOnly } from './localized-command.ts'
import { addMailCommands } from './mail.ts'
import { addPeopleCommands } from './people.ts'
import { addPumpCommands } from './pump.ts'

/** Every command that an operator has; each file beside this one adds its own. */
export function commands(locale: Locale = terminalLocale()): Command {
  const t = translatorFor(locale)
  const program = new LocalizedCommand(t, 'npm run cabinet --')
  program.description(t('commands:help.about')).showHelpAfterError()
  speakOnly(t, program)
  addDatabaseCommands(program, t)
  addPeopleCommands(program, t)
  addImportCommand(program, t)
  addDemoCommand(program, t)
  addMailCommands(program, t)
  addDoctorCommand(program, t)
  addApiKeyCommands(program, t)
  addPumpCommands(program, t)
  addInstructionCommands(program, t)
  return program
}
