/** The one HTTP port: who takes its calls, what a bundle offers there, and who may call it. */
@Version("2.1.0")
@Export
@NullMarked
package io.lamplighter.api.door;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
