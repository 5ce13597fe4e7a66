/** README sections on requests and responses that are not one JSON document: pages, streams, files. */
import type { Method } from "../../naming/surface.js";
import { callExample, itemVariable, loopOver } from "../examples.js";
import { stringLiteral } from "../text.js";
import { isOnlyStream } from "../../naming/contracts/results.js";
import { fence, importLine, type Readme, type Section } from "./section.js";

export function contentSections(readme: Readme): readonly (Section | undefined)[] {
  return [pageSection(readme), streamSection(readme), uploadSection(readme), downloadSection(readme)];
}

/** The method that demonstrates a feature best: the one with the shortest call. */
function shortest(readme: Readme, isMeant: (method: Method) => boolean): Method | undefined {
  const lengthOf = (method: Method): number => callExample(method, readme.surface).length;
  const found = readme.methods.filter(isMeant);
  return found.reduce<Method | undefined>(
    (best, one) => (best && lengthOf(best) <= lengthOf(one) ? best : one),
    undefined,
  );
}

function pageSection(readme: Readme): Section | undefined {
  const { surface } = readme;
  const method = shortest(readme, ({ pages, operation }) => pages !== undefined && !operation.deprecated);
  if (!method) return undefined;
  const call = callExample(method, surface, { isBare: true });
  const pages = [
    `const page = ${call}`,
    "console.log(page.items, page.body);",
    "if (page.hasNextPage()) console.log((await page.nextPage()).items);",
    "",
    "for await (const { items } of page.pages()) console.log(items.length);",
  ].join("\n");
  return {
    title: "Lists",
    parts: [
      "Calls that list in pages return every item of every page to `for await`, and request the next page when it is needed:",
      fence("ts", loopOver(call, itemVariable(method, surface))),
      "When awaited, they return one page. It has the fields of the response, and:",
      fence("ts", pages),
      "If the server's pages form a cycle, the loop ends with an error.",
    ],
  };
}

function streamSection(readme: Readme): Section | undefined {
  const { surface } = readme;
  const chooses = shortest(readme, ({ body, result: { streamed } }) => {
    const isUsual = streamed?.choice.name === "stream" && streamed.choice.value === true && streamed.isDeclared;
    return isUsual && body?.key === undefined;
  });
  const streams = shortest(readme, ({ result }) => isOnlyStream(result));
  const method = chooses ?? streams;
  if (!method) return undefined;
  const isOfEvents = (chooses?.result.streamed ?? method.result).kind === "events";
  const form = { isBare: true, ...(chooses ? { more: { stream: "true" } } : {}) };
  return {
    title: "Streams",
    parts: [
      chooses
        ? "With `stream: true`, the response arrives piece by piece:"
        : "Iterate over streamed responses as they arrive:",
      fence("ts", loopOver(callExample(method, surface, form), "piece")),
      "Leaving the loop closes the connection. A stream that breaks off, or contains invalid data, throws an error.",
      ...(isOfEvents ? ["When awaited, such a call returns the stream; its `events()` also have names and ids."] : []),
    ],
  };
}

function uploadSection(readme: Readme): Section | undefined {
  const { surface, package: name } = readme;
  const isUpload = ({ body }: Method): boolean =>
    body !== undefined &&
    body.key === undefined &&
    body.media.kind === "multipart" &&
    contentOf(body.media) !== undefined;
  const method = shortest(readme, isUpload);
  const content = method?.body && contentOf(method.body.media);
  if (method && content !== undefined) {
    const call = (text: string): string => callExample(method, surface, { isBare: true, more: { [content]: text } });
    return {
      title: "Uploads",
      parts: [
        "Pass a file as a `File` or `Blob`, bytes, a `Response` or a stream; `toFile` gives content a name:",
        fence(
          "ts",
          [
            'import { createReadStream } from "node:fs";',
            importLine(name, "toFile"),
            "",
            call(`createReadStream(${stringLiteral(`path/to/${content}`)})`),
            call(`await toFile(new Uint8Array([1, 2, 3]), ${stringLiteral(content)})`),
          ].join("\n"),
        ),
      ],
    };
  }
  const raw = shortest(readme, ({ body }) => body?.media.kind === "binary" && body.key !== undefined);
  if (!raw?.body?.key) return undefined;
  const call = callExample(raw, surface, { isBare: true, more: { [raw.body.key]: 'new Blob(["…"])' } });
  return {
    title: "Uploads",
    parts: ["Pass a body that is not JSON as a whole: a `Blob`, bytes, a `Response` or a stream.", fence("ts", call)],
  };
}

function contentOf({ properties = [] }: NonNullable<Method["body"]>["media"]): string | undefined {
  return properties.find(({ isContent }) => isContent)?.name;
}

function downloadSection(readme: Readme): Section | undefined {
  const method = shortest(readme, ({ result }) => result.kind === "binary");
  if (!method) return undefined;
  const call = callExample(method, readme.surface, { isBare: true });
  return {
    title: "Downloads",
    parts: [
      "Content that is neither JSON nor text is returned as the `Response`, with its body unread:",
      fence("ts", [`const download = ${call}`, "const bytes = await download.arrayBuffer();"].join("\n")),
    ],
  };
}
