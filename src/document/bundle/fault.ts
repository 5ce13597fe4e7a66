/** Why a reference cannot be followed: what a diagnostic says, without its place. */
export interface Fault {
  readonly code: string;
  /** A sentence. */
  readonly message: string;
  /** Computed lazily: the search for similar names is slow, and most faults in data are never reported. */
  readonly hint: string | (() => string);
}
