/** Types that handle `readOnly` and `writeOnly` marks in the types of a document. */

/** Whether the types of a document contain write-only marks, so that `Shown` is declared with them. */
export function hasMarks(schema: string): boolean {
  return schema.includes("\nexport type WriteOnly = ");
}

/** In the types, read-only properties are `readonly`; this makes them optional in a request body, at every depth. */
export function writable(isMarked: boolean): string {
  const unmarked = isMarked ? "T extends WriteOnly\n    ? never\n    : " : "";
  return `type WritableKeys<T> = {
    [K in keyof T]-?: (<G>() => G extends { [P in K]: T[K] } ? 1 : 2) extends <G>() => G extends { -readonly [P in K]: T[K] } ? 1 : 2 ? K : never;
}[keyof T];
/** A body as a caller passes it: read-only properties are optional, at every depth. */
export type Writable<T> = ${unmarked}T extends readonly (infer Item)[]
    ? Writable<Item>[]
    : T extends object
        ? { [K in keyof T as K extends WritableKeys<T> ? K : never]: Writable<T[K]> } & { readonly [K in keyof T as K extends WritableKeys<T> ? never : K]?: T[K] }
        : T;
`;
}

export const READABLE = `/** Marks properties that only the caller sends; no value has this type. */
export type WriteOnly = { readonly writeOnly: never };
/** A response as a caller receives it: without write-only properties, at every depth. */
export type Readable<T> = T extends readonly (infer Item)[]
    ? Readable<Item>[]
    : T extends object
        ? { [K in keyof T as [WriteOnly] extends [T[K]] ? [unknown] extends [T[K]] ? K : never : K]: Readable<T[K]> }
        : T;
/** \`paths\` as callers see them: bodies as they are passed, responses as they are received. */
export type Shown<Paths> = {
    [Path in keyof Paths]: { [Method in keyof Paths[Path]]: ShownOperation<Paths[Path][Method]> };
};
type ShownOperation<Operation> = {
    [K in keyof Operation]: K extends "responses" ? Readable<Operation[K]> : K extends "requestBody" ? Writable<Operation[K]> : Operation[K];
};
`;
