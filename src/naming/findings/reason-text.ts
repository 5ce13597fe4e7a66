/** Reasons of names in words. `explain` and `generate` print them. */
import { addressText } from "../../document/address.js";
import type { Authority, Cause, ConventionRule, Loss, Reason, Rejected } from "./reasons.js";

/** `sample: its JavaScript sample calls `acme.keys.list``. */
export function reasonText({ authority, because }: Pick<Reason, "authority" | "because">): string {
  // Only of the chosen name is it true that nothing better was free.
  const isLastResort = because.kind === "operationIdName" && !because.isPathNameless;
  const addition = isLastResort ? ", and every call with a plainer verb is taken" : "";
  return `${authority}: ${causeText(because)}${addition}`;
}

/** `operationId: its operationId is `keys/list`, but a sample outranks it`. */
export function rejectionText({ authority, because, lost }: Pick<Rejected, "authority" | "because" | "lost">): string {
  return `${authority}: ${causeText(because)}, but ${lossText(lost, authority)}`;
}

const LANGUAGES = { javascript: "JavaScript", python: "Python" } as const;

function causeText(cause: Cause): string {
  switch (cause.kind) {
    case "callsEntry":
      return "`calls` in the configuration names it";
    case "callExtension":
      return "its `x-callwright-call` names it";
    case "stainless":
      return "`stainless.yml` names it";
    case "generatorName":
      return `its \`${cause.key}\` names it`;
    case "lock":
      return "the package already calls it this, and names are locked";
    case "prefixEntry": {
      const where = cause.namespace.trim() === "" ? "directly on the client" : `in \`${cause.namespace}\``;
      return `\`prefix\` in the configuration puts \`${cause.prefix}\` ${where}; for the verb, ${causeText(cause.verb)}`;
    }
    case "verbsEntry":
      return `\`verbs\` in the configuration renames \`${cause.verb}\` to \`${cause.replacement}\`; before that, ${causeText(cause.before)}`;
    case "sample": {
      const calls = `its ${LANGUAGES[cause.language]} sample calls \`${cause.written}\``;
      return cause.outvotes ? `${calls}, as its neighbours do, against its JavaScript sample` : calls;
    }
    case "streamHelper":
      return `its sample streams with \`${cause.written}\`, which gives the namespace, and convention gives the verb`;
    case "tagPath":
      return `its tag \`${cause.tag}\` is the path of its namespace`;
    case "operationIdCall":
      return `its operationId is \`${cause.id}\``;
    case "operationIdVerb":
      return `${neighboursText(cause.neighbours)}its operationId \`${cause.id}\` gives the verb`;
    case "operationIdName":
      return `its operationId is \`${cause.id}\`${cause.isPathNameless ? ", and its path names nothing" : ""}`;
    case "convention":
      return cause.neighbours || cause.rule.kind !== "method"
        ? neighboursText(cause.neighbours) + ruleText(cause.rule)
        : `its path names the resource, and ${ruleText(cause.rule)}`;
    case "leftOver":
      return "other operations have every better name";
    case "movedInside":
      return `${causeText(cause.from)}, and that is also a namespace`;
    case "movedBeside":
      return `${causeText(cause.from)}, and its namespace is also a method`;
    case "clientEntry":
      return "`client` in the configuration names it";
    case "sampledClient":
      return `samples make their client with \`new ${cause.className}(…)\``;
    case "title":
      return "the title of the document names it";
  }
}

function neighboursText(namespace: readonly string[] | undefined): string {
  return namespace === undefined ? "" : `its neighbours are in \`${namespace.join(".")}\`, and `;
}

function ruleText(rule: ConventionRule): string {
  switch (rule.kind) {
    case "action":
      return `\`${rule.segment}\`, the ${rule.segment.includes("/") ? "end" : "last segment"} of its path, is an action`;
    case "part":
      return `${rule.method.toUpperCase()} writes \`${rule.segment}\`, a part of the item that its path names`;
    case "method": {
      const { method, lastSegment } = rule;
      const end = lastSegment === undefined ? "a parameter" : lastSegment === "" ? "nothing" : `\`${lastSegment}\``;
      return `${method.toUpperCase()} on a path that ends in ${end} gives the verb`;
    }
  }
}

/** An authority as the subject of a sentence. */
const SUBJECTS: Readonly<Record<Authority, string>> = {
  override: "an override",
  generator: "an extension of a generator",
  sample: "a sample",
  tag: "a tag",
  operationId: "an operationId",
  convention: "convention",
};

function lossText(loss: Loss, authority: Authority): string {
  switch (loss.kind) {
    case "outranked":
      return `${SUBJECTS[loss.by]} outranks it`;
    case "preceded":
      return `another ${authority} came first`;
    case "contradicted":
      return `a ${loss.method.toUpperCase()} request cannot be \`${loss.verb}\``;
    case "clash":
      return `${addressText(loss.owner)} has a better claim to the call`;
    case "isNamespace":
      return `${addressText(loss.owner)} needs that name for a namespace`;
    case "isMethod":
      return `the namespace is the method of ${addressText(loss.owner)}`;
  }
}
