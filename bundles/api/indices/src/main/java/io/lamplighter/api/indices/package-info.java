/** Indices (指标): what is measured, out of which cases, and what it comes to. */
@Version("1.0.0")
@Export
@NullMarked
package io.lamplighter.api.indices;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
