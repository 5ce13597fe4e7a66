/** License texts by SPDX id, for packages without a license file. Loaded only when one is written. */
import agpl3 from "spdx-license-list/licenses/AGPL-3.0-only.json" with { type: "json" };
import apache2 from "spdx-license-list/licenses/Apache-2.0.json" with { type: "json" };
import bsd0 from "spdx-license-list/licenses/0BSD.json" with { type: "json" };
import bsd2 from "spdx-license-list/licenses/BSD-2-Clause.json" with { type: "json" };
import bsd3 from "spdx-license-list/licenses/BSD-3-Clause.json" with { type: "json" };
import boost from "spdx-license-list/licenses/BSL-1.0.json" with { type: "json" };
import cc0 from "spdx-license-list/licenses/CC0-1.0.json" with { type: "json" };
import ccBy4 from "spdx-license-list/licenses/CC-BY-4.0.json" with { type: "json" };
import epl2 from "spdx-license-list/licenses/EPL-2.0.json" with { type: "json" };
import gpl2 from "spdx-license-list/licenses/GPL-2.0-only.json" with { type: "json" };
import gpl3 from "spdx-license-list/licenses/GPL-3.0-only.json" with { type: "json" };
import isc from "spdx-license-list/licenses/ISC.json" with { type: "json" };
import mit from "spdx-license-list/licenses/MIT.json" with { type: "json" };
import mpl2 from "spdx-license-list/licenses/MPL-2.0.json" with { type: "json" };
import unlicense from "spdx-license-list/licenses/Unlicense.json" with { type: "json" };

/** The usual licenses of npm packages; `only` and `or-later` share a text. */
const TEXTS: Readonly<Record<string, { readonly licenseText: string }>> = {
  "0BSD": bsd0,
  "AGPL-3.0-only": agpl3,
  "AGPL-3.0-or-later": agpl3,
  "Apache-2.0": apache2,
  "BSD-2-Clause": bsd2,
  "BSD-3-Clause": bsd3,
  "BSL-1.0": boost,
  "CC-BY-4.0": ccBy4,
  "CC0-1.0": cc0,
  "EPL-2.0": epl2,
  "GPL-2.0-only": gpl2,
  "GPL-2.0-or-later": gpl2,
  "GPL-3.0-only": gpl3,
  "GPL-3.0-or-later": gpl3,
  ISC: isc,
  MIT: mit,
  "MPL-2.0": mpl2,
  Unlicense: unlicense,
};

/** Licenses whose text begins with the copyright holder. */
const WITH_HOLDER: ReadonlySet<string> = new Set(["0BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"]);

/** @returns the text with the copyright holder filled in; undefined for any other id */
export function licenseText(id: string, holder: string): string | undefined {
  if (!Object.hasOwn(TEXTS, id)) return undefined;
  const text = (TEXTS[id]?.licenseText ?? "").trim();
  const lines = text.replace(/\r\n/g, "\n").replace(/^(?:Copyright \(c\) .*\n?)+/im, `Copyright (c) ${holder}\n`);
  return `${WITH_HOLDER.has(id) ? lines : text}\n`;
}
