/** The one database: units of work, statements, bulk imports, and who provides the server. */
@Version("1.3.0")
@Export
@NullMarked
package io.lamplighter.api.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
