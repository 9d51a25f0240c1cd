/** When a background job is due, and which worker of all nodes runs it now. */
export interface WorkerJobsTable {
  name: string
  due_at: Date
  lease_token: Buffer | null
  lease_until: Date | null
  finished_at: Date | null
  failed_at: Date | null
  failure: string | null
}

export interface JobsTables {
  worker_jobs: WorkerJobsTable
}
