/** A day's tours: which crew does which job when. */
@Version("2.0.0")
@Export
@NullMarked
package io.lamplighter.api.planner;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
