/** The network: what hangs on what, and where it stands. */
@Version("1.3.0")
@Export
@NullMarked
package io.lamplighter.api.network;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
