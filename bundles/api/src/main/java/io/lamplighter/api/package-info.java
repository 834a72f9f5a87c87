/** Words that every other package uses: bilingual texts, refusals, pages, places. */
@Version("1.1.0")
@Export
@NullMarked
package io.lamplighter.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
