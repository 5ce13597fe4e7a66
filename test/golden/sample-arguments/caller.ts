import type { Post } from "./src/index.js";

declare const post: Post;

export async function seal(): Promise<void> {
  await post.letters.list({ page_size: 20 });
  await post.letters.seal({ id: "letter_1", wax: true, colour: "red" });
}
