/** The reason why a reference cannot be followed: a diagnostic without its position. */
export interface Fault {
  readonly code: string;
  /** A sentence. */
  readonly message: string;
  /** Lazy, because searching for similar names is slow and most faults in data are never reported. */
  readonly hint: string | (() => string);
}
