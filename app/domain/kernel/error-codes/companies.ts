/** Of companies and what they ask for. */
export const companyErrors = {
  company_closed: 403,
  company_not_found: 404,
  service_request_not_found: 404,
  bin_taken: 409,
  service_request_not_open: 409,
  service_request_waiting: 409,
  service_requests_too_many: 409,
  company_already_closed: 409,
  company_without_email: 409,
} as const
