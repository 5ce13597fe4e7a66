/** Findings about names of models. */
import type { Component } from "../../api/api.js";
import type { Diagnostic, Place } from "../../diagnostic.js";
import { finding } from "./finding.js";

export function renamedModel({ section, key, schema }: Component, wanted: string, name: string): Diagnostic {
  const message = `The type of \`${section}/${key}\` is called \`${name}\`, because \`${wanted}\` is taken by another export of the package or a global.`;
  const hint = `No action is needed; \`models: { "${key}": … }\` under \`x-callwright\` gives it another name.`;
  return finding("model-renamed", "info", message, { pointer: schema, onKey: true }, hint);
}

/** @param free the name that its model would have if names were not locked */
export function lockedModel({ section, key, schema }: Component, name: string, free: string): Diagnostic {
  const message = `The type of \`${section}/${key}\` keeps the name \`${name}\` because names are locked; it would now be called \`${free}\`.`;
  const hint = `Rename it with \`models: { "${key}": ${free} }\` under \`x-callwright\`.`;
  return finding("locked-model", "info", message, { pointer: schema, onKey: true }, hint);
}

export function unknownModel(key: string, place: Place | undefined): Diagnostic {
  const message = `\`${key}\` under \`models\` does not name a component that has a type.`;
  return finding(
    "unknown-model",
    "warning",
    message,
    place,
    "Write the key of a component schema, or remove the line.",
  );
}
