/** The one HTTP port: who takes its calls, and what a bundle offers there. */
@Version("1.2.0")
@Export
@NullMarked
package io.lamplighter.api.door;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
