/** Which samples of a document can be verified, and what each is a sample of. */
import type { Sample } from "../api/api.js";
import { languageOf } from "../naming/evidence.js";
import type { Method, Resource, Surface } from "../naming/surface.js";

export type SampleKind = "javascript" | "curl";

/** A sample together with the method whose operation it illustrates. */
export interface Specimen {
  readonly method: Method;
  readonly sample: Sample;
  readonly kind: SampleKind;
}

const shells = /^(?:curl|shell|bash|sh|zsh|console|terminal|cli)$/;

/** Every JavaScript, TypeScript and curl sample of the operations that the client offers, in document order of the surface. */
export function specimensOf(surface: Surface): readonly Specimen[] {
  return methodsOf(surface).flatMap((method) =>
    method.operation.samples.flatMap((sample) => {
      const kind = kindOf(sample);
      return kind === undefined ? [] : [{ method, sample, kind }];
    }),
  );
}

/** What a sample can be verified as; undefined for languages that are not. */
export function kindOf(sample: Sample): SampleKind | undefined {
  const language = languageOf(sample);
  if (language !== undefined) return language === "javascript" ? "javascript" : undefined;
  const words = sample.language.toLowerCase().match(/[a-z]+/g) ?? [];
  return words.some((word) => shells.test(word)) && /\bcurl\b/.test(sample.source) ? "curl" : undefined;
}

/** All methods, those of the client itself first, a resource's own before those of its children. */
export function methodsOf(surface: Surface): readonly Method[] {
  const below = (resource: Resource): readonly Method[] => [...resource.methods, ...resource.resources.flatMap(below)];
  return [...surface.methods, ...surface.resources.flatMap(below)];
}
