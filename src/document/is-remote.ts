/** Whether a document, or a file of it, is at a URL, and not on disk. */
export function isRemote(file: string): boolean {
  return /^https?:\/\//i.test(file);
}
