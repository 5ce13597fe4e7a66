/** The samples of a document that can be verified, each with the method that it illustrates. */
import type { Sample } from "../api/api.js";
import { methodsOf } from "../naming/changes.js";
import type { Method, Surface } from "../naming/surface.js";
import { languageOf } from "../snippets/language.js";
import type { SnippetLanguage } from "../snippets/snippet.js";

/** The languages whose samples are verified. */
export type SampleKind = Exclude<SnippetLanguage, "python">;

/** A sample together with the method whose operation it illustrates. */
export interface Specimen {
  readonly method: Method;
  readonly sample: Sample;
  readonly kind: SampleKind;
  /** Variables that hold a client where the sample does not make them; any that is called like one, where this is absent. */
  readonly clients?: ReadonlySet<string>;
}

/** Every JavaScript, TypeScript and curl sample of the operations that the client offers, in document order of the surface. */
export function specimensOf(surface: Surface): readonly Specimen[] {
  return methodsOf(surface).flatMap((method) =>
    method.operation.samples.flatMap((sample) => {
      const kind = languageOf(sample);
      return kind === undefined || kind === "python" ? [] : [{ method, sample, kind }];
    }),
  );
}
