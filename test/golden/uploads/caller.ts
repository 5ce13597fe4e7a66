import { Uploads } from "./src/index.js";

const client = new Uploads();
const file = new File(["abc"], "a.bin");

void client.files.create({ file, purpose: "scan", note: "# Scan", thumbnail: "aGFsbG8=" });
void client.albums.create({
  body: { pictures: [file, new Blob(["x"])], cover: null, back: file, title: "Spring", extra: file },
});

// @ts-expect-error A text of a media type is a string.
void client.files.create({ file, purpose: "scan", note: file, thumbnail: "aGFsbG8=" });

// @ts-expect-error Encoded content is a string.
void client.files.create({ file, purpose: "scan", note: "", thumbnail: file });
