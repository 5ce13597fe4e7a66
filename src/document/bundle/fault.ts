/** Why a reference cannot be followed: what a diagnostic says, without its place. */
export interface Fault {
  readonly code: string;
  /** A sentence. */
  readonly message: string;
  /** Searching for what was meant costs time, and most faults of data are never told. */
  readonly hint: string | (() => string);
}
