/** Who calls, what they may do, and where. */
@Version("2.1.0")
@Export
@NullMarked
package io.lamplighter.api.security;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
