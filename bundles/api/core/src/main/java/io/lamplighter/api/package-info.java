/** Words that every other package uses: bilingual texts, refusals, pages, places, the house. */
@Version("2.3.0")
@Export
@NullMarked
package io.lamplighter.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
