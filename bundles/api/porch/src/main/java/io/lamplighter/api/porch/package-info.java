/** What the servlet at the HTTP port asks of the door. */
@Version("1.0.0")
@Export
@NullMarked
package io.lamplighter.api.porch;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
