/** Figures that a bundle shows to operators. */
@Version("1.0.0")
@Export
@NullMarked
package io.lamplighter.api.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
