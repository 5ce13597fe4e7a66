import { Maps } from "./src/index.js";

const { routes } = new Maps();

void routes.create({ open: [1, "a", true], typed: [1, "a", "b"], closed: [1, "a"], full: [1, "a"], short: [1] });
void routes.create({ unevaluated: [1], short: null });

// @ts-expect-error A closed tuple ends.
void routes.create({ closed: [1, "a", "b"] });
// @ts-expect-error So does one without unevaluated items.
void routes.create({ unevaluated: [1, 2] });
// @ts-expect-error So does one that is full.
void routes.create({ full: [1, "a", "b"] });
// @ts-expect-error Further items have a type.
void routes.create({ typed: [1, 2] });
// @ts-expect-error The first item is always there.
void routes.create({ short: [] });
