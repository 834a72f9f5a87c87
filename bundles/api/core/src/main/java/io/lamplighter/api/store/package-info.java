/** The one database: units of work, bulk imports, who provides the server. */
@Version("2.1.0")
@Export
@NullMarked
package io.lamplighter.api.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
