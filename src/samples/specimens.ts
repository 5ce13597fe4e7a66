/** Collects the samples of a document that can be verified, each with the method that it illustrates. */
import type { Sample } from "../api/api.js";
import { methodsOf } from "../naming/changes.js";
import type { Method, Surface } from "../naming/surface.js";
import { languageOf } from "../snippets/language.js";
import type { SnippetLanguage } from "../snippets/snippet.js";

/** The languages whose samples are verified. */
export type SampleKind = Exclude<SnippetLanguage, "python">;

/** A sample and the method whose operation it illustrates. */
export interface Specimen {
  readonly method: Method;
  readonly sample: Sample;
  readonly kind: SampleKind;
  /** Variables that hold a client which the sample does not create; if absent, any variable with the usual name of one. */
  readonly clients?: ReadonlySet<string>;
}

/** Returns every JavaScript, TypeScript and curl sample of the client's operations, in the order of the surface. */
export function specimensOf(surface: Surface): readonly Specimen[] {
  return methodsOf(surface).flatMap((method) =>
    method.operation.samples.flatMap((sample) => {
      const kind = languageOf(sample);
      return kind === undefined || kind === "python" ? [] : [{ method, sample, kind }];
    }),
  );
}
