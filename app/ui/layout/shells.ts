/** The frames around a page. In the browser each is in a file of its own (app/browser/shells.tsx). */
export { AdminShell } from './admin-shell.tsx'
export { CabinetShell } from './cabinet-shell.tsx'
export { PublicShell } from './public-shell.tsx'
