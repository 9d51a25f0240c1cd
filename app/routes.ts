import { index, type RouteConfig, route } from '@remix-run/route-config'

/** The site map: every URL beside its file. */
export default [
  index('routes/home.tsx'),
  route('words/:file', 'routes/words.tsx'),
  route('privacy', 'routes/privacy.tsx'),

  route('sign-in', 'routes/auth/sign-in.tsx'),
  route('sign-out', 'routes/auth/sign-out.tsx'),
  route('registration', 'routes/auth/registration.tsx'),
  route('forgot-password', 'routes/auth/forgot-password.tsx'),
  route('resend-instructions', 'routes/auth/resend-instructions.tsx'),
  route('invitation/:token', 'routes/auth/invitation.tsx'),
  route('set-password/:token', 'routes/auth/set-password.tsx'),

  route('admin/companies', 'routes/admin/companies.tsx'),
  route('admin/companies/new', 'routes/admin/company-new.tsx'),
  route('admin/companies/:id/edit', 'routes/admin/company-edit.tsx'),
  route('admin/companies/:id/close', 'routes/admin/company-close.tsx'),
  route('admin/companies/:id/reopen', 'routes/admin/company-reopen.tsx'),
  route('admin/invitations/new', 'routes/admin/invitation-new.tsx'),
  route('admin/invitations/colleague', 'routes/admin/colleague-new.tsx'),
  route('admin/invitations/contacts', 'routes/admin/invitation-contacts.tsx'),
  route('admin/requests', 'routes/admin/requests.tsx'),
  route('admin/requests/:id', 'routes/admin/request.tsx'),
  route('admin/requests/:id/approve', 'routes/admin/request-approve.tsx'),
  route('admin/requests/:id/decline', 'routes/admin/request-decline.tsx'),
  route('admin/audit', 'routes/admin/audit.tsx'),
] satisfies RouteConfig
