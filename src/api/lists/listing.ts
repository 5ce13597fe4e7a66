/** The types that describe how an operation lists in pages or streams, as parts of the `Api`. */
import type { MediaSchema } from "../messages.js";

/** A list in a response. */
export interface ResponseList {
  readonly path: KeyPath;
  /** The schema of its items. */
  readonly items: MediaSchema;
}

/** `stream: true`: an argument under its name in the document, and the value that requests a stream. */
export interface StreamChoice {
  readonly name: string;
  readonly value: true | string;
  /** Its other values, if they are strings. */
  readonly others: readonly string[];
  /** Whether its schema declares that type explicitly. */
  readonly isExplicit: boolean;
}

/** Keys from the top of a response down; empty for the whole response. */
export type KeyPath = readonly string[];

/** How an operation lists in pages. Inputs have their names in the document. */
export type Pages = (NumberedPages | OffsetPages | CursorPages | LinkedPages | LinkHeaderPages | SinglePage) & {
  readonly items: KeyPath;
  /** A phrase that completes "lists in pages, because …". */
  readonly text: string;
};

export interface PageHints {
  /** A boolean: whether there are more pages. */
  readonly more?: KeyPath;
  /** The number of items in all pages. */
  readonly total?: KeyPath;
  /** The number of pages. */
  readonly pages?: KeyPath;
}

export interface NumberedPages extends PageHints {
  readonly kind: "numbered";
  readonly page: string;
  /** The number of the first page; absent if unknown. */
  readonly first?: number;
  /** The property of the response that holds the page's own number. */
  readonly current?: KeyPath;
}

export interface OffsetPages extends PageHints {
  readonly kind: "offset";
  readonly offset: string;
  /** The offset of the first item, if it is not 0. */
  readonly first?: number;
}

export interface CursorPages {
  readonly kind: "cursor";
  readonly cursor: string;
  /** The response header that holds the next cursor. */
  readonly header?: string;
  /** The property that holds the next cursor; otherwise, `id` is the property of an item that serves as cursor. */
  readonly next?: KeyPath;
  readonly id?: KeyPath;
  /** The input that pages backwards. */
  readonly before?: string;
  readonly more?: KeyPath;
}

/** The response body holds the URL of the next page. */
export interface LinkedPages {
  readonly kind: "linked";
  readonly next: KeyPath;
}

/** The `Link` header (RFC 8288) holds the URL of the next page. */
export interface LinkHeaderPages {
  readonly kind: "linkHeader";
}

/** The whole list is one page, over which callers loop as over others. */
export interface SinglePage {
  readonly kind: "single";
}
