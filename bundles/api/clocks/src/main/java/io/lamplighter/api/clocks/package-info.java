/** Time limits (时限): what is promised by when, and what runs against it. */
@Version("1.0.0")
@Export
@NullMarked
package io.lamplighter.api.clocks;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
