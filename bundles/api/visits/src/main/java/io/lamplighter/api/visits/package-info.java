/** Return visits (回访): who is asked how it was, and what he said. */
@Version("1.0.0")
@Export
@NullMarked
package io.lamplighter.api.visits;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
