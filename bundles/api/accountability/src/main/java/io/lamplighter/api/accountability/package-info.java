/** Accountability (责任追究): a file for each breach, and what follows from it. */
@Version("1.0.0")
@Export
@NullMarked
package io.lamplighter.api.accountability;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
