import { NotFoundError, Portkey, type ApiKeyObject } from "../../../generated/src/index.js";

const portkey = new Portkey();
export const apiKey = await portkey.apiKeys.retrieve({ id: "id" });
//           ^ hover
//                                          ^ hover
//                                                   ^ signature
//                                                     ^ completions
//                                  ^ completions
//                                          ^ definition

const key: ApiKeyObject = apiKey;
//         ^ hover
//                        ^ hover
export const { status } = key;
//             ^ hover

export const isMissing = (error: unknown) => error instanceof Portkey.NotFoundError;
//                                                                    ^ hover
export const isMissingToo = (error: unknown) => error instanceof NotFoundError;
//                                                               ^ hover
