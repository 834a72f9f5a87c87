/** Small tables that a company may edit. */
@Version("1.0.0")
@Export
@NullMarked
package io.lamplighter.api.data;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
