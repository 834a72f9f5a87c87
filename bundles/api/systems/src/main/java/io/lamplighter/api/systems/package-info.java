/**
 * The company's other systems: what they have told us, and what they are asked while somebody
 * waits.
 */
@Version("1.1.0")
@Export
@NullMarked
package io.lamplighter.api.systems;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
