import { describe, expect, test } from 'vitest'
import { type Module, modules, modulesOfPage } from '#app/domain/kernel/modules.ts'
import { AdminShell, type AdminShellProps } from '#app/ui/layout/admin-shell.tsx'
import { CabinetShell } from '#app/ui/layout/cabinet-shell.tsx'
import { ModulesContext } from '#app/ui/layout/modules.ts'
import { PublicShell } from '#app/ui/layout/public-shell.tsx'
import { onStage } from './stage.tsx'

const brand = { name: 'QAZAQ OIL', supportEmail: 'help@example.test', supportPhone: '' }
const person = { name: 'Ada', email: 'ada@example.test' }
const pages = { withAudit: true, withApiKeys: true, withWebhooks: true }

const shells = {
  staff: (
    <AdminShell {...{ brand, person, ...pages }} theme="dark">
      {null}
    </AdminShell>
  ),
  client: (
    <CabinetShell
      {...{ brand, person }}
      {...{
        companies: [{ id: 1, name: 'Astana Logistics' }],
        companyId: 1,
        withTeam: true,
        withHandovers: true,
      }}
      theme="dark"
    >
      {null}
    </CabinetShell>
  ),
  guest: (
    <PublicShell brand={brand} theme="dark">
      {null}
    </PublicShell>
  ),
}

async function linksOf(shell: React.ReactElement, on: readonly Module[]): Promise<string[]> {
  const html = await onStage(<ModulesContext.Provider value={on}>{shell}</ModulesContext.Provider>)
  return [...new Set([...html.matchAll(/<a[^>]* href="(\/[^"]*)"/g)].map(([, href = '']) => href))]
}

describe.each(Object.entries(shells))('the menu of %s', (_name, shell) => {
  test.each(modules)('without %s leads to the others', async (module) => {
    const all = await linksOf(shell, modules)
    const left = await linksOf(
      shell,
      modules.filter((each) => each !== module),
    )
    const others = all.filter((href) => !modulesOfPage(href).includes(module))
    expect(left.filter((href) => modulesOfPage(href).includes(module))).toEqual([])
    // Without tills the shifts of stations' systems take the place of theirs.
    expect(left.filter((href) => all.includes(href))).toEqual(others)
  })
})

test.each([
  ['withAudit', '/admin/audit'],
  ['withApiKeys', '/admin/api-keys'],
  ['withWebhooks', '/admin/webhooks'],
] as const)('a person without the right of %s is not led to %s', async (right, page) => {
  const menu = (more: Partial<AdminShellProps>) =>
    linksOf(
      <AdminShell {...{ brand, person, ...pages, ...more }} theme="dark">
        {null}
      </AdminShell>,
      modules,
    )
  const all = await menu({})
  expect(all).toContain(page)
  expect(await menu({ [right]: false })).toEqual(all.filter((href) => href !== page))
})

test("a cashier's first page is where the name of the product leads", async () => {
  const shell = (home: string) => (
    <AdminShell {...{ brand, person, home }} atTill theme="dark">
      {null}
    </AdminShell>
  )
  expect((await linksOf(shell('/till'), modules))[0]).toBe('/till')
  expect((await linksOf(shell('/profile'), []))[0]).toBe('/profile')
})
