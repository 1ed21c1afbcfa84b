/** How an endpoint is called in the matrix of rights, and what somebody who may call it is then answered. */
export interface Case {
  params?: Record<string, string>;
  query?: string;
  body?: unknown;
  /** Multipart instead of JSON. */
  upload?: true;
  /** The status of an allowed call: on nothing (404), on an incomplete request (400), or done. */
  allowed: number;
  /** Ends the session it is called with. */
  ends?: true;
}

export const NOTHING = '999999999999';
export const NO_UPLOAD = '6f1f0f5e-7d6e-4f39-9d3c-3f3a3c8a1a11';
export const reads: Case = { allowed: 200 };
export const absent: Case = { params: { id: NOTHING }, allowed: 404 };

