/** Routes to other systems, and the messages they could not deliver. */
@Version("1.3.0")
@Export
@NullMarked
package io.lamplighter.api.routes;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
